"""The building of an event and its rooms are changed for all events there, at once."""

from __future__ import annotations

import pytest

from events.models import Event, Room
from registrations.models import SeatPool
from tests.events.drafts import make_drafts
from tests.making import make_congress
from tests.workspace.editor import Editor, errors_of

pytestmark = pytest.mark.django_db
PAGE = "bewerken/locatie/"


def make_event() -> Event:
    return make_drafts(make_congress(rounds=1, round_seats=40))


def test_an_address_changes_at_once_for_all_events_there_and_no_other() -> None:
    event = make_event()
    beside = make_congress(organisation=event.organisation, venue=event.venue)
    elsewhere = make_congress()
    assert Editor(event).save(PAGE, street="Oudegracht 1", city="Utrecht").status_code == 303
    assert str(Event.objects.get(pk=event.pk).venue) == "De Graansilo, Oudegracht 1, Utrecht"
    versions = dict(Event.objects.values_list("pk", "version"))
    assert versions == {event.pk: 2, beside.pk: 2, elsewhere.pk: 1}


def test_saving_what_is_there_changes_nothing() -> None:
    event = make_event()
    assert Editor(event).save(PAGE).status_code == 303
    assert Event.objects.get().version == event.version


def test_rooms_get_chairs_and_a_session_that_does_not_fit_is_named() -> None:
    event = make_event()
    room = Room.objects.get(name="zaal 1")
    editor = Editor(event)
    editor.save(PAGE, **{f"room_{room.pk}-capacity": "30", "new_1-name": "Foyer", "new_1-capacity": "80"})
    assert dict(Room.objects.values_list("name", "capacity")) == {"zaal 1": 30, "zaal 2": None, "Foyer": 80}
    assert SeatPool.objects.get(session__slug="ronde-1-a").capacity == 40
    words = editor.words("programma/")
    assert "heeft 40 plaatsen" in words
    assert "zaal te klein" in words


def test_two_rooms_of_one_name_and_a_room_without_one_are_refused() -> None:
    event = make_event()
    answer = Editor(event).save(PAGE, **{"new_1-name": "ZAAL 1", "new_2-capacity": "12"})
    assert (answer.status_code, errors_of(answer)) == (
        422,
        {"new_1-name": "Er is al een zaal met deze naam.", "new_2-name": "Geef de zaal een naam."},
    )
    assert Room.objects.count() == 2


def test_an_event_without_a_place_leads_to_where_it_is_named() -> None:
    event = make_congress(venue=None)
    links = Editor(event).page(PAGE).xpath("//main//a[contains(@href, '#id_place')]")
    assert len(links) == 1
