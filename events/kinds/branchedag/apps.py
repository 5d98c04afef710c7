from django.apps import AppConfig


class BranchedagConfig(AppConfig):
    name = "events.kinds.branchedag"
