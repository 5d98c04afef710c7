"""Days are added to a draft and taken out of it; nobody loses a place or a day that they know of."""

from __future__ import annotations

from datetime import date

import pytest

from events.models import Day, Event, EventDraft
from events.releases import release_drafts
from organisations.models import Trail
from registrations.models import SeatPool
from tests.events.drafts import make_drafts
from tests.making import NOON, make_basket, make_branchedag, make_congress, make_leergang
from tests.registered import make_registration
from tests.workspace.editor import Editor, at, errors_of

pytestmark = pytest.mark.django_db
SECOND = date(2027, 3, 12)
NEW = {"start": "2027-03-12T10:00", "end": "2027-03-12T16:00"}


def make_event(**fields: object) -> Event:
    return make_drafts(make_congress(**fields))  # type: ignore[arg-type]


def test_a_new_day_waits_in_the_draft_with_its_own_places() -> None:
    event = make_event(seats=80)
    assert "Bevrijdingsdag" not in Editor(event).said("bewerken/dagen/", **NEW, seats="60")
    day = Day.objects.get(slug="day-1")
    assert (day.date, day.released_at, day.draft.begins_at) == (SECOND, None, at(SECOND, 10))
    assert SeatPool.objects.get(day=day).capacity == 60
    assert EventDraft.objects.get().ends_at == at(SECOND, 16)
    assert Event.objects.get().ends_at == event.ends_at
    [trace] = Trail.objects.filter(verb="day added")
    assert trace.facts == {"day": "day-1"}
    release_drafts(event, NOON, None)
    day.refresh_from_db()
    assert (day.released_at, Event.objects.get().ends_at) == (NOON, at(SECOND, 16))


def test_a_day_that_cannot_be_is_told_with_its_field_and_kept_as_typed() -> None:
    editor = Editor(make_event())
    wrong = {"start": "2027-03-11T10:00", "end": "2027-03-11T09:00", "seats": "0"}
    answer = editor.post("bewerken/dagen/", **wrong)
    assert answer.status_code == 422
    errors = errors_of(answer)
    assert errors.keys() == {"start", "end", "seats"}
    assert errors["start"] == "Het evenement heeft al een dag op deze datum."
    assert errors["end"] == "Het einde moet later zijn dan het begin."
    assert 'value="2027-03-11T10:00"' in answer.content.decode()
    long = editor.post("bewerken/dagen/", start="2027-03-12T10:00", end="2027-03-14T10:00")
    assert list(errors_of(long)) == ["end"]
    past = editor.post("bewerken/dagen/", start="2026-03-12T10:00", end="2026-03-12T12:00")
    assert list(errors_of(past)) == ["start"]
    assert Day.objects.count() == 1


def test_holidays_and_school_holidays_are_named_when_a_day_is_added() -> None:
    editor = Editor(make_event())
    said = editor.said("bewerken/dagen/", start="2027-04-27T10:00", end="2027-04-27T16:00")
    assert "Dinsdag 27 april 2027 is een feestdag: Koningsdag." in said
    assert "valt in de schoolvakantie: meivakantie (alle regio’s)." in said


def test_a_ticket_for_all_days_that_was_sold_stands_in_the_way_until_its_days_are_chosen() -> None:
    event = make_event(seats=10)
    make_registration(event, make_basket(event, 1))
    editor = Editor(event)
    assert "‘Deelname’ geldt voor alle dagen en is al verkocht" in editor.said("bewerken/dagen/", **NEW)
    assert Day.objects.count() == 1
    assert editor.save("bewerken/deelname/regulier/", days="dag-1").status_code == 303
    editor.said("bewerken/dagen/", **NEW)
    assert Day.objects.count() == 2


def test_a_day_nobody_saw_goes_with_its_pool_and_its_room_in_the_calendar() -> None:
    event = make_event()
    editor = Editor(event)
    editor.said("bewerken/dagen/", **NEW)
    assert "De dag is verwijderd." in editor.said("bewerken/dagen/", remove="day-1")
    assert list(Day.objects.values_list("slug", flat=True)) == ["dag-1"]
    assert list(SeatPool.objects.values_list("slug", flat=True)) == ["dag-1"]
    assert EventDraft.objects.get().ends_at == event.ends_at


def test_what_hurts_people_is_refused_in_plain_words() -> None:
    event = make_event(days=2, rounds=2, day_tickets=True)
    editor = Editor(event)
    assert "is al openbaar geweest" in editor.said("bewerken/dagen/", remove="dag-2")
    Day.objects.update(released_at=None)
    assert "sessies of rondes" in editor.said("bewerken/dagen/", remove="dag-2")
    SeatPool.objects.filter(session__isnull=False).delete()
    event.sessions.all().delete()
    event.rounds.all().delete()
    assert "geldt alleen op deze dag" in editor.said("bewerken/dagen/", remove="dag-2")
    event.ticket_types.filter(slug="alleen-dag-2").delete()
    make_registration(event, make_basket(event, 1))
    assert "plaats op deze dag bezet" in editor.said("bewerken/dagen/", remove="dag-2")
    assert "intussen verwijderd" in editor.said("bewerken/dagen/", remove="dag-9")
    assert Day.objects.count() == 2


def test_the_last_day_stays() -> None:
    event = make_event()
    Day.objects.update(released_at=None)
    assert "ten minste één dag" in Editor(event).said("bewerken/dagen/", remove="dag-1")


def test_a_day_of_stands_asks_no_places_and_a_course_has_no_days() -> None:
    fair = Editor(make_drafts(make_branchedag()))
    assert not fair.page("bewerken/dagen/").xpath("//input[@name='seats']")
    fair.said("bewerken/dagen/", start="2027-04-16T10:00", end="2027-04-16T16:00")
    assert SeatPool.objects.filter(day__isnull=False).count() == 0
    course = Editor(make_leergang())
    assert course.client.get(course.base + "bewerken/dagen/").status_code == 404
