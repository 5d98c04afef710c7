"""The Celery application. Its only tasks are in jobs/tasks.py."""

import os

from celery import Celery
from celery.signals import setup_logging

from config.broker import forgive

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

forgive()
app = Celery("samenkomst")
app.config_from_object("django.conf:settings", namespace="CELERY")
setup_logging.connect(lambda **_: None, weak=False)  # logs are Django's settings' business
app.autodiscover_tasks(["jobs"])
