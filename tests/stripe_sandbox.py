"""The demo's Stripe as a process of its own, on the database of the test."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import stripe
from django.db import connection

from demo.services.process import wait_until
from lib import clock

SECRET = "whsec_of_the_tests"
KEY = "sk_test_of_the_tests"
ORGANISATION = "samenkomst-academie"
# Forks from a server that has Django in memory: a start takes a few hundredths of a second.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.stripe_program"])


class StripeSandbox:
    """``start`` again after ``kill`` has the same port; what it stored is still there.

    ``url``: base of the API. ``webhook``: where it sends events.
    """

    def __init__(self, webhook: str, site: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.webhook, self.site = webhook, site
        self.process: Any = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def client(self) -> stripe.StripeClient:
        """A client of Stripe's own for it, which does not try again."""
        return stripe.StripeClient(KEY, base_addresses={"api": self.url})

    def start(self) -> None:
        from tests.stripe_program import run

        database = dict(connection.settings_dict)
        self.process = _processes.Process(
            target=run, args=(database, self.port, self.webhook, self.site, SECRET), daemon=True
        )
        self.process.start()
        if not wait_until(self.answers, 30):
            raise AssertionError("the Stripe sandbox does not start")

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once, as kill -9 does."""
        self._signal(signal.SIGKILL)
        self.process.join(10)

    def pause(self) -> None:
        """Let it accept connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        if self.process is not None:
            self.resume()
            self.kill()

    def be_at(self, moment: datetime) -> None:
        """Let it be ``moment`` for the sandbox (as `clock.at` does for the test)."""
        self._set_ahead(moment - clock.now())

    def forward(self, by: timedelta) -> None:
        """Move the sandbox's time on, and nobody else's."""
        from demo.clock import offset

        self._set_ahead(offset() + by)

    def now(self) -> datetime:
        """What time it is for the sandbox."""
        from demo.clock import offset

        return clock.now() + offset()

    def _set_ahead(self, by: timedelta) -> None:
        from demo.models import ClockOffset

        ClockOffset.objects.bulk_create([ClockOffset(pk=1)], ignore_conflicts=True)
        ClockOffset.objects.filter(pk=1).update(offset=by)

    def _signal(self, kind: signal.Signals) -> None:
        if self.process is not None and self.process.is_alive():
            os.kill(self.process.pid, kind)


def use(settings: Any, sandbox: StripeSandbox) -> None:
    """Let this process pay by that sandbox."""
    from payments.stripe import gateway

    settings.STRIPE_SECRET_KEY = KEY
    settings.STRIPE_ORGANISATION = ORGANISATION
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]
    settings.STRIPE_API_BASE = sandbox.url
    gateway._local.__dict__.clear()  # the client of the test before


@pytest.fixture
def stripe_sandbox(transactional_db: None, live_server: Any, settings: Any) -> Iterator[StripeSandbox]:
    """A running sandbox that sends its events to the live server, and settings that pay by it."""
    settings.SITE_URL = live_server.url
    sandbox = StripeSandbox(f"{live_server.url}/webhooks/stripe/", live_server.url)
    sandbox.start()
    use(settings, sandbox)
    yield sandbox
    sandbox.stop()
