"""The product with a Stripe sandbox beside it, as `make demo` runs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.stripe_sandbox import KEY, ORGANISATION, SECRET, StripeSandbox
from tests.walk.site import DemoWorker, free_port, running_web


class PayingWorker(DemoWorker):
    """A worker that asks the sandbox."""

    sandbox: StripeSandbox

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {
            "STRIPE_API_BASE": self.sandbox.url,
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_ORGANISATION": ORGANISATION,
            "STRIPE_WEBHOOK_SECRET": SECRET,
        }


@contextmanager
def running_paying_site(settings: Any, folder: Path) -> Iterator[str]:
    """Run web server, worker and sandbox, and give the site's address; ``folder`` is for logs."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    sandbox = StripeSandbox(f"{address}/webhooks/stripe/", address)
    worker = PayingWorker(settings, folder / "worker.log")
    worker.sandbox = sandbox
    with running_web(worker.environment(), folder / "web.log", port):
        sandbox.start()
        worker.start()
        try:
            yield address
        finally:
            worker.stop()
            sandbox.stop()
