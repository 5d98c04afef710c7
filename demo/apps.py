"""The demo, installed in the demo and in the tests; only the demo moves the time."""

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        """Let ``lib.clock`` ask the demo's table how far its time was moved."""
        if settings.DEMO:
            from demo.clock import offset
            from lib import clock

            clock.install(offset)
