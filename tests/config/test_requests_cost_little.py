"""What every request pays: a connection that is known to live, a policy that is made once."""

from typing import Any

import pytest
from csp.constants import HEADER
from csp.utils import build_policy
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.policy import Policy
from events.models import Event


def take_over() -> None:
    """Begin a request with the connection that the one before left, as Django does."""
    state: Any = connection
    state.health_check_enabled, state.health_check_done = True, False
    connection.close_if_health_check_failed()


def end_from_outside() -> None:
    pid = connection.connection.info.backend_pid
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_waits_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    Event.objects.exists()
    asked: list[str] = []
    monkeypatch.setattr(type(connections["default"]), "is_usable", lambda _self: asked.append("asked"))
    kept = connection.connection
    take_over()
    assert (asked, connection.connection) == ([], kept)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_not_taken_over() -> None:
    Event.objects.exists()
    end_from_outside()
    take_over()
    assert not Event.objects.exists()


def answer_of(response: HttpResponse) -> HttpResponse:
    answer: HttpResponse = Policy(lambda _: response)(RequestFactory().get("/"))  # type: ignore[assignment]
    return answer


def test_the_usual_policy_is_the_one_of_the_library() -> None:
    assert answer_of(HttpResponse())[HEADER] == build_policy()


def test_a_policy_of_its_own_is_kept() -> None:
    own = HttpResponse(headers={HEADER: "default-src 'none'"})
    assert answer_of(own)[HEADER] == "default-src 'none'"
    updated = HttpResponse()
    updated._csp_update = {"img-src": ["https://x.example"]}  # type: ignore[attr-defined]
    assert "https://x.example" in answer_of(updated)[HEADER]


@pytest.mark.django_db
def test_every_page_has_the_policy() -> None:
    assert Client().get("/healthz").headers[HEADER] == build_policy()
