"""The search in a list of 20,000 people goes by the trigram index."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from organisations.access import SYSTEM
from registrations.models import Participant
from reports.attendee_list import PAGE, Wanted, attendee_page, attendees
from reports.sight import sight_of
from tests.making import make_congress
from tests.registered import make_crowd

pytestmark = pytest.mark.django_db
PEOPLE = 20_000


@pytest.fixture
def crowded() -> Event:
    event = make_congress()
    make_crowd(event, PEOPLE)
    with connection.cursor() as cursor:
        # What autovacuum does within a minute of so many rows.
        cursor.execute("SELECT gin_clean_pending_list('participant_search')")
        cursor.execute("ANALYZE registrations_participant")
    return event


def plan(event: Event, sought: str) -> str:
    rows = attendees(event, Wanted(q=sought), sight_of(SYSTEM, event.pk))
    return str(rows.explain()) + str(rows[: PAGE + 1].explain())


def test_a_search_goes_by_the_trigram_index_and_the_list_by_the_names(crowded: Event) -> None:
    somebody = Participant.objects.order_by("pk")[PEOPLE // 2]
    for sought in (somebody.surname, f"{somebody.given_name} {somebody.surname.upper()}", "bestaatechtniet"):
        assert plan(crowded, sought).count("participant_search") == 2, plan(crowded, sought)
    assert "Seq Scan on registrations_participant" not in plan(crowded, "")
    assert "participant_by_name" in plan(crowded, "")
    found = attendee_page(SYSTEM, crowded, Wanted(q=somebody.surname))
    assert somebody.pk in [row.id for row in found.rows]


@pytest.mark.parametrize(
    ("sort", "index"),
    [
        ("surname", "participant_by_name"),
        ("organisation", "participant_by_employer"),
        ("signed_up_at", "participant_by_moment"),
    ],
)
def test_a_later_page_is_read_from_its_index_without_sorting(crowded: Event, sort: str, index: str) -> None:
    key = attendee_page(SYSTEM, crowded, Wanted(sort=sort)).next_key
    with CaptureQueriesContext(connection) as captured:
        attendee_page(SYSTEM, crowded, Wanted(sort=sort), key)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {captured[-1]['sql']}")
        told = "\n".join(line for (line,) in cursor.fetchall())
    assert f"{index} on" in told
    assert "Sort" not in told, told
