"""``demo_ticket`` and ``demo_move``: another thing to sell, and a session that moves in the draft."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import Event, Session, SessionDraft, TicketType
from registrations.basket import Person
from registrations.models import SeatPool
from tests.drafts import make_drafts
from tests.making import make_basket, make_congress
from tests.registered import make_registration

pytestmark = pytest.mark.django_db


def say(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def make_event() -> Event:
    return make_drafts(make_congress(slug="kracht", seats=20, rounds=1))


def sell(slug: str, price: str, *words: str) -> str:
    return say("demo_ticket", "--event", "kracht", "--slug", slug, "--price", price, *words)


def test_a_ticket_is_sold_after_the_others_with_its_vat() -> None:
    event = make_event()
    sell("boekdeel", "40.00", "--vat", "9")
    sell("scholing", "250.00", "--vat", "exempt")
    rows = TicketType.objects.filter(event=event).values_list("slug", "kind", "vat_category", "vat_percent")
    assert [(slug, kind, category, int(percent)) for slug, kind, category, percent in rows] == [
        ("regulier", "admission", "S", 21),
        ("boekdeel", "admission", "S", 9),
        ("scholing", "admission", "E", 0),
    ]
    with pytest.raises(CommandError, match="sells boekdeel already"):
        sell("boekdeel", "1.00")


def test_an_addon_takes_seats_of_its_own_pool_alone() -> None:
    event = make_event()
    sell("werkboek", "40.00", "--vat", "9", "--seats", "2", "--addon")
    rounds, addons = {"ronde-1": "ronde-1-a"}, {"werkboek": 1}
    person = Person("participants-0", "Jan", "jan@x.example", rounds=rounds, addons=addons)
    make_registration(event, make_basket(event, [person]))
    pools = dict(SeatPool.objects.values_list("slug", "taken"))
    assert pools == {
        "dag-1": 1,
        "session-ronde-1-a": 1,
        "session-ronde-1-b": 0,
        "ticket-werkboek": 1,
    }


def test_a_session_moves_in_the_draft_and_with_the_release_in_public() -> None:
    make_event()
    session = Session.objects.get(slug="ronde-1-a")
    day, length = session.begins_at.date().isoformat(), session.ends_at - session.begins_at
    words = ("demo_move", "--event", "kracht", "--session", session.slug, "--start", f"{day}T14:30")
    say(*words, "--room", "Zaal Anders")
    draft = SessionDraft.objects.select_related("room").get(pk=session.pk)
    assert draft.begins_at.astimezone(UTC).isoformat()[:16] in (f"{day}T13:30", f"{day}T12:30")
    assert (draft.ends_at - draft.begins_at, draft.room and draft.room.name) == (length, "Zaal Anders")
    session.refresh_from_db()
    assert session.begins_at != draft.begins_at
    say(*words[:-1], f"{day}T14:30:00+00:00")
    moved = SessionDraft.objects.select_related("room").get(pk=session.pk)
    assert moved.begins_at == datetime.fromisoformat(f"{day}T14:30:00+00:00")
    assert moved.room == draft.room


def test_a_session_that_is_not_there_cannot_move() -> None:
    make_event()
    with pytest.raises(CommandError, match="has no session geen"):
        say("demo_move", "--event", "kracht", "--session", "geen", "--start", "2027-03-11T09:00")


def test_another_event_keeps_its_tickets() -> None:
    make_event()
    other = make_congress(slug="ander")
    sell("boekdeel", "40.00")
    assert other.ticket_types.count() == 1
