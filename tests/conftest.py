"""Every run of the tests has its own PostgreSQL and Valkey, unless DATABASE_URL and REDIS_URL name others."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.utils import translation
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ |= {"SAMENKOMST_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests

from demo.services.place import as_servant_may_enter  # noqa: E402
from demo.services.postgresql import PostgreSQL  # noqa: E402
from demo.services.valkey import Valkey  # noqa: E402
from notifications import smtp  # noqa: E402
from tests import chromium  # noqa: E402
from tests.mail_server import MailServer, RunningMailServer  # noqa: E402
from tests.stripe_sandbox import stripe_sandbox  # noqa: E402, F401  a fixture
from tests.worker import WorkerProcess, use_broker  # noqa: E402

expect.set_options(timeout=20_000)  # a page on a busy machine takes its time, and that is no fault of it
OWN = pytest.StashKey[tuple[Path, list[PostgreSQL | Valkey]]]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        subprocess.run([sys.executable, ROOT / "locale" / "compile.py"], check=True)
        _start_servers(config)
    elif "SAMENKOMST_TEST_VALKEY" in os.environ:  # the controller's; each worker takes a database of its own
        os.environ["REDIS_URL"] = f"{os.environ['SAMENKOMST_TEST_VALKEY']}?db={int(worker[2:]) % 15 + 1}"
    django.setup()
    if config.getoption("numprocesses", None):  # with it, a worker reads the settings before this file
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _start_servers(config: pytest.Config) -> None:
    folder = as_servant_may_enter(Path(tempfile.mkdtemp(prefix="samenkomst-tests-")))
    started: list[PostgreSQL | Valkey] = []
    config.stash[OWN] = folder, started
    os.environ.setdefault("MEDIA_ROOT", str(folder / "media"))
    if "DATABASE_URL" not in os.environ:
        started.append(PostgreSQL(folder, lasting=False))
        started[-1].start()
        os.environ["DATABASE_URL"] = started[-1].url
    if "REDIS_URL" not in os.environ:
        started.append(Valkey(folder))
        started[-1].start()
        os.environ["REDIS_URL"] = os.environ["SAMENKOMST_TEST_VALKEY"] = started[-1].url


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    folder, started = config.stash.get(OWN, (None, []))
    for server in reversed(started):
        server.stop()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def language_of_the_site() -> Iterator[None]:
    """A request through the test client leaves its language behind; the next test does not get it."""
    yield
    translation.deactivate()


@pytest.fixture
def valkey(settings: Any) -> Iterator[Valkey]:
    """A broker and cache of this test's own, which it may stop, start and pause."""
    folder = as_servant_may_enter(Path(tempfile.mkdtemp(prefix="samenkomst-valkey-")))
    server = Valkey(folder)
    server.start()
    settings.REDIS_URL = server.url
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": server.url}}
    with use_broker(server):
        yield server
        server.resume()
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def celery_worker_process(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[WorkerProcess]:
    """A real worker on the database and the broker of this test; it may be killed and started again."""
    worker = WorkerProcess(settings, tmp_path / "worker.log")
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture
def smtp_server(settings: Any) -> Iterator[MailServer]:
    """A mail server, to which this process sends its mail."""
    with RunningMailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server.host, server.port, 2
        yield server
        smtp.transport().close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    quiet += ["--disable-sync"]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    path = chromium.find()
    if path is None:
        pytest.exit("The browser tests need Chromium: `make test` gets it where it may.", returncode=1)
    return browser_type_launch_args | {"executable_path": path, "args": quiet + as_root}
