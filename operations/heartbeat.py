"""Tells whether a worker lives: each one renews a key in the broker every second while it does."""

from contextlib import suppress
from threading import Event, Thread

from celery.signals import worker_ready, worker_shutdown
from django.conf import settings
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

KEY = "samenkomst:worker"
EVERY = 1.0  # seconds
LASTS = 4  # seconds, as a busy machine misses some

_stop = Event()


def worker_lives() -> bool:
    """Tell whether a worker renewed its key in the last seconds. Raises RedisError without a broker."""
    return bool(_broker().exists(KEY))


def _broker() -> Redis:
    once = Retry(NoBackoff(), 0)
    return Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5, retry=once)


@worker_ready.connect
def begin(**_: object) -> None:
    """Renew the key from a thread of the worker's main process, which dies with it."""
    _stop.clear()
    Thread(target=_beat, name="heartbeat", daemon=True).start()


@worker_shutdown.connect
def end(**_: object) -> None:
    """Stop renewing; another worker may still do it, so the key ends by itself."""
    _stop.set()


def _beat() -> None:
    broker = _broker()
    while True:
        with suppress(RedisError):
            broker.set(KEY, "1", ex=LASTS)
        if _stop.wait(EVERY):
            return
