"""Rounds are added with sessions and places, named, put in order, and taken out while nobody saw them."""

from __future__ import annotations

from datetime import date

import pytest

from events.models import Event, Round, Session
from organisations.models import Trail
from registrations.models import SeatPool
from tests.events.drafts import make_drafts
from tests.making import make_congress
from tests.workspace.editor import Editor, at, errors_of

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 11)
NEW = {"title": "Middag", "day": "dag-1", "begin": "13:30", "end": "14:30", "sessions": "2", "seats": "40"}


def make_event(**fields: object) -> Event:
    return make_drafts(make_congress(**fields))  # type: ignore[arg-type]


def test_a_new_round_has_sessions_with_places_that_nobody_sees_yet() -> None:
    event = make_event(rounds=1)
    Editor(event).said("bewerken/rondes/nieuw/", **NEW, is_required="on")
    row = Round.objects.get(title="Middag")
    assert (row.slug, row.day.slug, row.is_required, row.position) == ("ronde-2", "dag-1", True, 1)
    sessions = list(row.sessions.order_by("slug"))
    assert [s.slug for s in sessions] == ["ronde-2-sessie-1", "ronde-2-sessie-2"]
    assert {(s.kind, s.begins_at, s.ends_at, s.released_at) for s in sessions} == {
        (Session.Kind.BREAKOUT, at(DAY, 13, 30), at(DAY, 14, 30), None)
    }
    assert set(SeatPool.objects.filter(session__round=row).values_list("capacity", flat=True)) == {40}
    assert Event.objects.get().version == event.version + 1
    [trace] = Trail.objects.filter(verb="round added")
    assert trace.facts == {"round": "ronde-2"}


def test_a_round_that_ends_before_it_begins_or_has_no_name_is_not_added() -> None:
    editor = Editor(make_event())
    answer = editor.post("bewerken/rondes/nieuw/", **NEW | {"title": "", "end": "13.00", "sessions": ""})
    assert answer.status_code == 422
    assert errors_of(answer).keys() == {"title", "sessions", "end"}
    assert not Round.objects.exists()


def test_a_name_changes_at_once_and_saving_what_is_there_changes_nothing() -> None:
    event = make_event(rounds=2)
    editor = Editor(event)
    assert editor.save("bewerken/rondes/ronde-1/").status_code == 303
    assert Event.objects.get().version == event.version
    assert editor.save("bewerken/rondes/ronde-1/", title="Ochtend", title_en="Morning").status_code == 303
    assert Round.objects.get(slug="ronde-1").title_en == "Morning"
    assert Event.objects.get().version == event.version + 1


def test_rounds_change_places() -> None:
    event = make_event(rounds=3)
    editor = Editor(event)
    editor.said("bewerken/rondes/", up="ronde-3")
    assert list(event.rounds.values_list("slug", flat=True)) == ["ronde-1", "ronde-3", "ronde-2"]
    editor.said("bewerken/rondes/", down="ronde-2")
    assert list(event.rounds.values_list("slug", flat=True)) == ["ronde-1", "ronde-3", "ronde-2"]


def test_a_round_nobody_saw_moves_to_another_day_with_its_sessions() -> None:
    event = make_event(days=2, rounds=1)
    event.sessions.update(released_at=None)
    assert Editor(event).save("bewerken/rondes/ronde-1/", day="dag-2").status_code == 303
    session = Session.objects.select_related("draft", "day").get(slug="ronde-1-a")
    moved = at(date(2027, 3, 12), 11, 15)
    assert (session.day.slug, session.begins_at, session.draft.begins_at) == ("dag-2", moved, moved)  # type: ignore[union-attr]
    assert Round.objects.get().day.slug == "dag-2"


def test_a_round_that_the_public_saw_keeps_its_day_and_stays() -> None:
    event = make_event(days=2, rounds=1)
    editor = Editor(event)
    values = editor.values("bewerken/rondes/ronde-1/") | {"day": "dag-2"}
    assert "zijn al openbaar geweest" in editor.said("bewerken/rondes/ronde-1/", **values)
    assert "zijn al openbaar geweest" in editor.said("bewerken/rondes/ronde-1/", remove="on")
    assert Round.objects.get().day.slug == "dag-1"
    assert Session.objects.count() == 2


def test_a_round_nobody_saw_goes_with_sessions_and_pools() -> None:
    event = make_event(rounds=1)
    event.sessions.update(released_at=None)
    Editor(event).said("bewerken/rondes/ronde-1/", remove="on")
    assert (Round.objects.count(), Session.objects.count()) == (0, 0)
    assert list(SeatPool.objects.values_list("slug", flat=True)) == ["dag-1"]
