"""Meetings are added in a row or on typed dates, and taken out where nobody comes to them."""

from __future__ import annotations

from datetime import date

import pytest

from events.models import Event, EventDraft, Session, SessionDraft
from events.releases import release_drafts
from registrations.models import Attending
from tests.events.drafts import make_drafts
from tests.making import NOON, make_basket, make_congress, make_leergang
from tests.registered import make_registration
from tests.workspace.editor import Editor, at, errors_of

pytestmark = pytest.mark.django_db
PAGE = "bewerken/bijeenkomsten/"


def make_course(**fields: object) -> Event:
    """A course whose meetings are what has a date, as the workspace makes it."""
    event = make_leergang(**{"meetings": 2} | fields)  # type: ignore[arg-type]
    event.sessions.update(day=None)
    event.days.all().delete()
    return make_drafts(event)


def begins(event: Event) -> list[object]:
    rows = event.sessions.filter(released_at=None).order_by("begins_at")
    return list(rows.values_list("begins_at", flat=True))


def test_meetings_in_a_row_keep_their_hours_over_the_change_of_time() -> None:
    event = make_course()
    said = Editor(event).said(
        PAGE, start="2027-09-28T13:00", end="2027-09-28T17:00", number="3", weeks="3", dates=""
    )
    assert "3 bijeenkomsten staan in het concept" in said
    days = [date(2027, 9, 28), date(2027, 10, 19), date(2027, 11, 9)]
    assert begins(event) == [at(day, 13) for day in days]
    assert "Dinsdag 19 oktober 2027 valt in de schoolvakantie: herfstvakantie (noord en midden)." in said
    assert EventDraft.objects.get().ends_at == at(days[-1], 17)
    assert [s.slug for s in event.sessions.filter(released_at=None)] == [
        f"bijeenkomst-{n}" for n in (3, 4, 5)
    ]


def test_typed_dates_may_have_hours_of_their_own() -> None:
    event = make_course()
    lines = "14-09-2027\n28 september 2027 9.00–12.00"
    Editor(event).said(PAGE, start="2027-01-01T13:00", end="2027-01-01T17:00", dates=lines)
    assert begins(event) == [at(date(2027, 9, 14), 13), at(date(2027, 9, 28), 9)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"dates": "14-09-2027"}, "dates"),
        ({"dates": "volgende week 9.00–12.00"}, "dates"),
        ({"dates": "14-09-2020 9.00–12.00"}, "dates"),
        ({"start": "", "end": "2027-09-14T12:00"}, "start"),
        ({"start": "2027-09-14T12:00", "end": "2027-09-14T11:00"}, "end"),
        ({"start": "2027-09-14T12:00", "end": "2027-09-14T13:00", "number": "60"}, "number"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_field(typed: dict[str, str], field: str) -> None:
    event = make_course()
    answer = Editor(event).post(PAGE, **typed)
    assert (answer.status_code, list(errors_of(answer))) == (422, [field])
    assert begins(event) == []


def test_a_meeting_that_people_come_to_stays_and_says_how_many() -> None:
    event = make_course()
    make_registration(event, make_basket(event, 2))
    assert Attending.objects.filter(session__slug="bijeenkomst-1").count() == 2
    said = Editor(event).said(PAGE, remove="bijeenkomst-1")
    assert "Hier komen 2 deelnemers, dus dit blijft. Verplaatsen kan wel." in said
    assert not SessionDraft.objects.filter(is_cancelled=True).exists()


def test_a_public_meeting_without_people_is_cancelled_by_the_next_release_or_kept_after_all() -> None:
    event = make_course()
    editor = Editor(event)
    assert "verdwijnt bij de volgende vrijgave" in editor.said(PAGE, remove="bijeenkomst-2")
    assert Session.objects.get(slug="bijeenkomst-2").cancelled_at is None
    assert EventDraft.objects.get().ends_at == Session.objects.get(slug="bijeenkomst-1").ends_at
    assert "Toch behouden" in editor.words(PAGE)
    editor.said(PAGE, restore="bijeenkomst-2")
    assert release_drafts(event, NOON, None) is None
    editor.said("programma/", restore="bijeenkomst-2")
    editor.said(PAGE, remove="bijeenkomst-2")
    release_drafts(event, NOON, None)
    assert Session.objects.get(slug="bijeenkomst-2").cancelled_at == NOON
    assert editor.client.post(editor.base + PAGE, {"remove": "bijeenkomst-9"}).status_code == 404


def test_a_meeting_that_nobody_saw_is_gone_at_once() -> None:
    event = make_course()
    editor = Editor(event)
    editor.said(PAGE, dates="14-09-2027 9.00–12.00")
    assert "De bijeenkomst is verwijderd." in editor.said(PAGE, remove="bijeenkomst-3")
    assert event.sessions.count() == 2


def test_a_congress_has_no_meetings_page() -> None:
    editor = Editor(make_congress())
    assert editor.client.get(editor.base + PAGE).status_code == 404


def test_a_package_of_one_meeting_keeps_it() -> None:
    event = make_course()
    package = event.ticket_types.create(slug="los", title="Losse bijeenkomst", price=0, position=1)
    package.sessions.set([event.sessions.get(slug="bijeenkomst-2")])
    said = Editor(event).said(PAGE, remove="bijeenkomst-2")
    assert "alleen voor deze bijeenkomst" in said
