"""What holds for one kind of event alone is asked on a page of its own."""

from __future__ import annotations

from datetime import date

import pytest

from events.kinds import KINDS
from events.models import Event
from organisations.models import Trail
from tests.making import make_branchedag, make_congress, make_leergang
from tests.workspace.editor import Editor, errors_of
from workspace.event_parts import KIND_PARTS
from workspace.forms.own_rules import OWN_FORMS

pytestmark = pytest.mark.django_db
PAGE = "bewerken/regels/"


def test_every_part_that_a_kind_names_has_a_page() -> None:
    assert {part for kind in KINDS.values() for part in kind.editing_parts} <= KIND_PARTS.keys()
    assert {name for name, part in KIND_PARTS.items() if part.page == "own_rules"} == OWN_FORMS.keys()


def test_a_course_keeps_its_minimum_decision_attendance_and_ground() -> None:
    event = make_leergang(exempt=False)
    answer = Editor(event).save(
        PAGE, minimum="8", decide_on="2027-01-15", attendance_percent="75", is_vocational_training="on"
    )
    assert answer.status_code == 303
    own = Event.objects.get().leergang
    assert (own.minimum, own.decide_on, own.attendance_percent, own.is_vocational_training) == (
        8,
        date(2027, 1, 15),
        75,
        True,
    )
    [trace] = Trail.objects.filter(verb="changed")
    assert trace.facts == {"fields": ["minimum", "decide_on", "attendance_percent", "is_vocational_training"]}
    assert Event.objects.get().version == event.version + 1


def test_more_than_there_are_places_and_a_decision_after_the_begin_are_refused() -> None:
    answer = Editor(make_leergang(seats=16)).save(PAGE, minimum="17", decide_on="2027-02-11")
    assert (answer.status_code, errors_of(answer)) == (
        422,
        {"minimum": "Er zijn maar 16 plaatsen.", "decide_on": "Beslis voordat het begint."},
    )


def test_what_is_sold_without_vat_stays_training() -> None:
    event = make_leergang()
    editor = Editor(event)
    values = {name: v for name, v in editor.values(PAGE).items() if name != "is_vocational_training"}
    answer = editor.post(PAGE, **values)
    assert answer.status_code == 422
    assert "vrijgesteld van btw" in errors_of(answer)["is_vocational_training"]


def test_a_congress_may_let_people_choose_later() -> None:
    event = make_congress(rounds=1)
    editor = Editor(event)
    assert editor.post(PAGE, seen=editor.values(PAGE)["seen"]).status_code == 303
    changed = Event.objects.get()
    assert not changed.congress.chooses_at_sign_up
    assert changed.behaviour.form_parts(changed) == ()


def test_terms_of_exhibitors_are_previewed_and_saved() -> None:
    event = make_branchedag()
    editor = Editor(event)
    preview = editor.post(PAGE, exhibitor_terms="**Vet** <script>x</script>", preview="on")
    assert "<strong>Vet</strong> &lt;script&gt;" in preview.content.decode()
    assert Event.objects.get().branchedag.exhibitor_terms == ""
    assert editor.save(PAGE, exhibitor_terms="Regel\r\nTwee", build_up="Vanaf 7.00 uur").status_code == 303
    own = Event.objects.get().branchedag
    assert (own.exhibitor_terms, own.build_up) == ("Regel\nTwee", "Vanaf 7.00 uur")
