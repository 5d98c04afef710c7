"""Stands: more of them, of new sizes, other numbers, fewer; what is taken stays as it is."""

from __future__ import annotations

import pytest

from events.models import Event, Stand, TicketType
from registrations.models import SeatPool
from tests.making import make_basket, make_branchedag, make_congress
from tests.registered import make_registration
from tests.workspace.editor import Editor, errors_of

pytestmark = pytest.mark.django_db
PAGE = "bewerken/stands/"


def numbers(event: Event) -> list[int]:
    return list(event.stands.values_list("number", flat=True))


def take(event: Event, number: int) -> None:
    make_registration(event, make_basket(event, 1, stand=number))


def test_more_stands_of_a_size_are_numbered_on_and_have_a_place_each() -> None:
    event = make_branchedag(stands=3)
    said = Editor(event).said(PAGE, size="stand-s", number="2")
    assert "Stands 4 tot en met 5 zijn toegevoegd." in said
    assert numbers(event) == [1, 2, 3, 4, 5]
    pools = SeatPool.objects.filter(stand__number__in=[4, 5]).values_list("slug", "capacity")
    assert list(pools) == [("stand-4", 1), ("stand-5", 1)]
    assert Event.objects.get().version == event.version + 1


def test_a_new_size_has_a_price_and_its_staff_come_by_what_is_there() -> None:
    event = make_branchedag(stands=1)
    Editor(event).said(PAGE, size="new", number="1", title="Groot", price="1.295,00")
    size = Stand.objects.get(number=2).ticket_type
    assert (size.title, str(size.price), size.vat_category, size.kind) == ("Groot", "1295.00", "S", "stand")
    assert TicketType.objects.filter(kind="staff").count() == 1


def test_a_new_size_without_name_or_price_and_too_many_stands_are_told_with_their_fields() -> None:
    event = make_branchedag(stands=3)
    answer = Editor(event).post(PAGE, size="new", number="399")
    assert (answer.status_code, set(errors_of(answer))) == (422, {"title", "price", "number"})
    assert numbers(event) == [1, 2, 3]


def test_a_free_stand_gets_another_number_with_its_place() -> None:
    event = make_branchedag(stands=3)
    editor = Editor(event)
    assert editor.save(f"{PAGE}2/", number="12").status_code == 303
    assert numbers(event) == [1, 3, 12]
    assert SeatPool.objects.get(stand__number=12).slug == "stand-12"
    answer = editor.save(f"{PAGE}12/", number="3")
    assert (answer.status_code, errors_of(answer)) == (
        422,
        {"number": "Er is al een stand 3. Kies een ander nummer."},
    )


def test_a_taken_stand_keeps_its_number_and_size_and_stays() -> None:
    event = make_branchedag(stands=3)
    take(event, 2)
    editor = Editor(event)
    assert "is bezet" in editor.words(f"{PAGE}2/")
    answer = editor.post(f"{PAGE}2/", number="9", size="stand-s")
    assert "Stand 2 is bezet en blijft dus zoals hij is." in errors_of(answer)["number"]
    for act in ("remove", "keep"):
        assert "is bezet" in editor.said(f"{PAGE}2/", **{act: "on"})
    assert numbers(event) == [1, 2, 3]
    assert SeatPool.objects.get(slug="stand-2").open


def test_a_free_stand_is_removed_or_only_not_sold() -> None:
    event = make_branchedag(stands=3)
    editor = Editor(event)
    editor.said(f"{PAGE}3/", remove="on")
    assert numbers(event) == [1, 2]
    assert not SeatPool.objects.filter(slug="stand-3").exists()
    editor.said(f"{PAGE}1/", keep="on")
    assert not SeatPool.objects.get(slug="stand-1").open
    assert "niet te koop" in editor.words(PAGE)
    editor.said(f"{PAGE}1/", sell="on")
    assert SeatPool.objects.get(slug="stand-1").open


def test_a_stand_that_was_sold_before_stays_on_the_list() -> None:
    event = make_branchedag(stands=3)
    take(event, 2)
    SeatPool.objects.filter(slug="stand-2").update(taken=0)
    assert "is eerder verkocht" in Editor(event).said(f"{PAGE}2/", remove="on")


def test_only_an_event_with_stands_has_the_page() -> None:
    editor = Editor(make_congress())
    for page in (PAGE, f"{PAGE}1/"):
        assert editor.client.get(editor.base + page).status_code == 404
    fair = Editor(make_branchedag(stands=1))
    assert fair.client.get(fair.base + f"{PAGE}9/").status_code == 404
