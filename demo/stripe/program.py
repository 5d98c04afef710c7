"""The process: it answers, and besides does what is due."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.conf import settings
from django.db import close_old_connections, connection

from demo import clock as demo_clock
from demo.stripe import acts, events, webhooks
from demo.stripe.models import StripeDelivery
from demo.stripe.server import Server
from lib import clock

logger = structlog.get_logger("stripe_sandbox")
PAUSE = 0.2  # seconds between two looks at what is due
SENDERS = 4
REST = 1.0  # seconds after a look that failed


def run(port: int, webhook_url: str) -> None:
    """Serve on ``port`` of this machine until the process is ended, which may be at any moment."""
    clock.install(demo_clock.offset)
    server = Server(port)
    threading.Thread(target=_tend, args=[webhook_url], daemon=True, name="tend").start()
    try:
        server.serve_forever()
    finally:
        server.server_close()


def _tend(webhook_url: str) -> None:
    senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="webhook")
    free = threading.Semaphore(SENDERS)
    while True:
        try:
            close_old_connections()
            _look(webhook_url, senders, free)
            time.sleep(PAUSE)
        except Exception:
            logger.exception("looking at what is due failed")
            connection.close()
            time.sleep(REST)


def _look(webhook_url: str, senders: ThreadPoolExecutor, free: threading.Semaphore) -> None:
    now = clock.now()
    acts.catch_up(now)
    while free.acquire(blocking=False):
        taken = events.take(1, now)
        if not taken:
            free.release()
            return
        senders.submit(_send, taken[0], webhook_url, free)


def _send(delivery: StripeDelivery, webhook_url: str, free: threading.Semaphore) -> None:
    try:
        close_old_connections()
        acts.let_go(delivery, clock.now())
        event = StripeDelivery.objects.select_related("event").get(pk=delivery.pk).event
        met = webhooks.send(event.given, webhook_url, settings.STRIPE_WEBHOOK_SECRETS)
        if met:
            events.failed(delivery, met, clock.now())
        else:
            events.arrived(delivery, clock.now())
    except Exception:
        logger.exception("a delivery failed", delivery=delivery.pk)
        connection.close()
    finally:
        free.release()
