"""No log holds a secret link, a password, or an address in a URL."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from config.logs import logging_settings, redact

SECRET = "qT7xk2vWc9_Zp0fLr8NdYa"
SECRET_PATHS = [
    f"/aanmelding/SK-7F3K-29QX/{SECRET}/",
    f"/en/registration/SK-7F3K-29QX/{SECRET}/",
    f"/aanmelding/SK-7F3K-29QX/{SECRET}/annuleren/",
    f"/deelname/{SECRET}/",
    f"/en/participation/{SECRET}/sessies/",
    f"/agenda/{SECRET}.ics",
    f"/aanbod/{SECRET}/",
    f"/account/password/reset/key/3-{SECRET}/",
    f"/mijn-aanmelding/?email=jose%40oosterveen.example&key={SECRET}",
    f"/een-nieuwe-route/{SECRET}/",
]


@pytest.fixture
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """The log as production writes it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    made = logging_settings(level="INFO", as_json=True)["formatters"]["structured"]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**{k: v for k, v in made.items() if k != "()"}))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    loggers = [root, logging.getLogger("django")]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    for logger in loggers:
        logger.setLevel(level)


@pytest.mark.parametrize("path", SECRET_PATHS)
def test_a_secret_link_is_not_kept(path: str) -> None:
    assert SECRET not in redact(f"GET {path} HTTP/1.1")
    assert "jose" not in redact({"path": path})["path"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", SECRET_PATHS)
def test_neither_our_line_nor_djangos_keeps_the_link_of_a_request(path: str, log: StringIO) -> None:
    Client(raise_request_exception=False).get(path)
    written = log.getvalue()
    assert '"event": "request"' in written
    assert SECRET not in written
    assert "jose" not in written


def test_a_line_of_another_library_is_redacted_with_its_traceback(log: StringIO) -> None:
    def fail() -> None:
        raise ValueError(f"no answer from /deelname/{SECRET}/ for jose@oosterveen.example")

    try:
        fail()
    except ValueError:
        logging.getLogger("library").exception(
            "failed at %s", f"/agenda/{SECRET}.ics", extra={"password": "x1y2"}
        )
    written = log.getvalue()
    assert SECRET not in written
    assert "jose" not in written
    assert "x1y2" not in written
    line = json.loads(written)
    assert line["event"] == "failed at /agenda/….ics"
    assert line["level"] == "error"


def test_passwords_and_keys_are_not_kept() -> None:
    told: dict[str, Any] = {
        "url": "postgres://sk:geheim@db/samenkomst",
        "Authorization": "Bearer abc",
        "nested": [{"csrftoken": "abc"}],
        "error": "Invalid API Key provided: sk_live_abcdef123",
        "count": 3,
    }
    assert redact(told) == {
        "url": "postgres://sk:…@db/samenkomst",
        "Authorization": "…",
        "nested": [{"csrftoken": "…"}],
        "error": "Invalid API Key provided: sk_live_…",
        "count": 3,
    }


@pytest.mark.parametrize(
    "path", ["/congressen/kracht-van-netwerken/aanmelden/", "/beheer/samenkomst-academie/facturen/2027-0001/"]
)
def test_ordinary_paths_stay_readable(path: str) -> None:
    assert redact(path) == path


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N"]), min_size=22, max_size=43))
def test_no_secret_gets_through_in_the_known_links(secret: str) -> None:
    for path in (f"/aanmelding/SK-7F3K-29QX/{secret}/", f"/deelname/{secret}/", f"/agenda/{secret}.ics"):
        assert secret not in redact(path)
