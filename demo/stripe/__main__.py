"""``python -m demo.stripe --port 8100``: a Stripe of our own."""

import argparse
import os
import signal
import sys

import django


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--webhook", help="where events go; the site's own address without it")
    given = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # what is half done is rolled back
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    django.setup()
    from django.conf import settings

    from demo.stripe.program import run

    if not settings.STRIPE_WEBHOOK_SECRETS:
        sys.exit("STRIPE_WEBHOOK_SECRET is empty: nothing can be signed.")
    run(given.port, given.webhook or f"{settings.SITE_URL}/webhooks/stripe/")


if __name__ == "__main__":
    main()
