from django.apps import AppConfig


class CongressConfig(AppConfig):
    name = "events.kinds.congress"
