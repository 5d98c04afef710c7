"""What the tests of the Stripe sandbox share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.demo.webhook_receiver import Receiver, RunningReceiver
from tests.stripe_sandbox import StripeSandbox, use


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A webhook that keeps what it is sent."""
    with RunningReceiver() as receiver:
        yield receiver


@pytest.fixture
def sandbox(transactional_db: None, settings: Any, receiver: Receiver) -> Iterator[StripeSandbox]:
    """A running sandbox that sends its events to ``receiver``."""
    sandbox = StripeSandbox(receiver.url, settings.SITE_URL)
    sandbox.start()
    use(settings, sandbox)
    yield sandbox
    sandbox.stop()
