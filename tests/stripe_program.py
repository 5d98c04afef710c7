"""What the process of ``tests/stripe_sandbox.py`` runs."""

import os
from typing import Any

os.environ |= {"SAMENKOMST_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from demo.services.process import end_with_parent  # noqa: E402
from demo.stripe import program  # noqa: E402


def run(database: dict[str, Any], port: int, webhook: str, site: str, secret: str) -> None:
    """Serve on the test's database until it is killed."""
    end_with_parent()
    connections.settings["default"] = database
    settings.SITE_URL, settings.STRIPE_WEBHOOK_SECRETS = site, [secret]
    program.run(port, webhook)
