"""Events made to measure by the demo's commands."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from demo.building.basics import add_organisations, add_places
from demo.made_to_measure import AHEAD
from demo.world.days import is_free
from demo.world.world import world
from events.models import Event, TicketType
from lib import clock
from registrations.models import SeatPool

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def academy(db: None) -> None:
    content = world(date(2026, 11, 25))
    add_places(content, add_organisations(content, NOW))


def make_event(
    slug: str = "proef", kind: str = "congress", seats: int = 10, price: str = "0.00", *more: str
) -> Event:
    with clock.at(NOW):
        words = ["--slug", slug, "--kind", kind, "--seats", str(seats), "--price", price, *more]
        call_command("demo_event", *words, stdout=StringIO())
    return Event.objects.get(slug=slug)


def pools(event: Event) -> dict[str, int | None]:
    return dict(SeatPool.objects.filter(event=event).values_list("slug", "capacity"))


def test_a_congress_is_published_more_than_three_weeks_ahead_and_costs_nothing_to_cancel() -> None:
    event = make_event(price="150.00")
    assert event.status == "published"
    assert event.begins_at - NOW > timedelta(weeks=3)
    assert is_free(event.local_date(event.begins_at))
    assert event.takes_sign_ups(NOW)
    assert pools(event) == {"day-1": 10}
    assert (event.may_pay_on_invoice, event.may_pay_online) == (True, True)
    assert event.cancellation_steps.count() == 0
    assert list(event.ticket_types.values_list("slug", "price", "price_includes_vat", "vat_percent")) == [
        ("regulier", Decimal("150.00"), False, Decimal(21))
    ]


def test_a_course_has_its_meetings_and_may_be_exempt() -> None:
    event = make_event("cursus", "leergang", 16, "1295.00", "--vat", "exempt", "--meetings", "4")
    ticket = event.ticket_types.get()
    days = [event.local_date(session.begins_at) for session in event.sessions.all()]
    assert (ticket.vat_category, ticket.vat_percent) == ("E", Decimal(0))
    assert [s.kind for s in event.sessions.all()] == ["meeting"] * 4
    assert len(set(days)) == 4
    assert all(map(is_free, days))
    assert pools(event) == {"event": 16}


def test_an_industry_day_has_a_pool_for_its_visitors() -> None:
    assert pools(make_event("dag", "branchedag", 40, "10.00", "--gross")) == {"event": 40}
    assert TicketType.objects.get().price_includes_vat


def test_rounds_have_sessions_with_seats_of_their_own_and_do_not_overlap() -> None:
    event = make_event("rondes", "congress", 10, "0.00", "--rounds", "2x3", "--round-seats", "4")
    first, second = ([*r.sessions.all()] for r in event.rounds.all())
    assert [len(first), len(second)] == [3, 3]
    assert first[0].ends_at <= second[0].begins_at
    assert {seats for slug, seats in pools(event).items() if slug.startswith("session-")} == {4}


def test_rounds_overlap_where_that_is_asked_for() -> None:
    event = make_event("samen", "congress", 10, "0.00", "--rounds", "2x2", "--overlap")
    assert len({session.begins_at for session in event.sessions.all()}) == 1


def test_an_event_may_be_closed_or_take_few_people_at_a_time() -> None:
    closed = make_event("dicht", "congress", 10, "0.00", "--closed")
    few = make_event("hoogstens", "congress", 10, "0.00", "--limit", "2", "--waiting-list", "--title", "Twee")
    assert not closed.takes_sign_ups(NOW)
    assert (few.most_per_sign_up, few.has_waiting_list, few.title) == (2, True, "Twee")


def test_a_price_changes_with_the_version_of_the_page() -> None:
    event = make_event(price="100.00")
    call_command(
        "demo_price", "--event", "proef", "--ticket", "regulier", "--price", "150.00", stdout=StringIO()
    )
    assert event.ticket_types.get().price == Decimal("150.00")
    assert Event.objects.get().version == event.version + 1


@pytest.mark.parametrize(
    "words",
    [
        ("demo_event", "--slug", "proef", "--kind", "congress", "--seats", "1", "--price", "0.00"),
        ("demo_price", "--event", "bestaat-niet", "--ticket", "regulier", "--price", "1.00"),
        ("demo_price", "--event", "proef", "--ticket", "bestaat-niet", "--price", "1.00"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(words: tuple[str, ...]) -> None:
    make_event()
    with pytest.raises(CommandError) as refusal:
        call_command(*words, stdout=StringIO())
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"--price": "12,50"},
        {"--price": "-1"},
        {"--price": "1.005"},
        {"--price": "NaN"},
        {"--seats": "0"},
        {"--rounds": "2"},
        {"--rounds": "9x2"},
        {"--kind": "feest"},
        {"--slug": "met spaties"},
    ],
)
def test_wrong_usage_is_told_and_makes_nothing(wrong: dict[str, Any]) -> None:
    words = {"--slug": "fout", "--kind": "congress", "--seats": "1", "--price": "0.00"} | wrong
    with pytest.raises(CommandError):
        call_command("demo_event", *[w for pair in words.items() for w in pair], stdout=StringIO())
    assert not Event.objects.exists()


def test_it_is_far_enough_ahead_for_what_lies_before_it() -> None:
    assert timedelta(weeks=3) < AHEAD
