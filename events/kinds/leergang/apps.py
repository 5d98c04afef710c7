from django.apps import AppConfig


class LeergangConfig(AppConfig):
    name = "events.kinds.leergang"
