"""Who saves over somebody else's change is told first; nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from events.models import Event, TicketType
from registrations.models import SeatPool
from tests.events.drafts import make_drafts
from tests.making import make_congress
from tests.workspace.editor import Editor, errors_of

pytestmark = pytest.mark.django_db


def typed(answer: Any, name: str) -> str:
    tree: Any = html.fromstring(answer.content.decode())
    [control] = tree.xpath(f"//*[@name='{name}']")
    return str(control.get("value") if control.tag == "input" else control.text_content()).strip()


def test_two_who_change_the_same_field_are_told_and_the_second_may_still_save() -> None:
    event = make_drafts(make_congress())
    editor = Editor(event)
    mine = editor.values("bewerken/")
    assert editor.save("bewerken/", title="Van Els", lead="Kort").status_code == 303
    answer = editor.post("bewerken/", **mine | {"title": "Van Jan"})
    assert answer.status_code == 409
    assert errors_of(answer) == {
        "title": "Iemand anders heeft dit intussen gewijzigd in ‘Van Els’. "
        "Bewaar opnieuw om te houden wat u typte.",
        "lead": "Iemand anders heeft dit intussen gewijzigd; die wijziging staat hier nu. "
        "Bewaar opnieuw als het klopt.",
    }
    assert (typed(answer, "title"), typed(answer, "lead")) == ("Van Jan", "Kort")
    assert Event.objects.get().title == "Van Els"
    tree: Any = html.fromstring(answer.content.decode())
    form = next(f for f in tree.forms if f.xpath(".//input[@name='seen']"))
    again = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    assert editor.post("bewerken/", **again).status_code == 303
    changed = Event.objects.get()
    assert (changed.title, changed.lead) == ("Van Jan", "Kort")


def test_two_who_typed_the_same_agree() -> None:
    editor = Editor(make_drafts(make_congress()))
    mine = editor.values("bewerken/")
    editor.save("bewerken/", title="Zelfde")
    assert editor.post("bewerken/", **mine | {"title": "Zelfde"}).status_code == 303


def test_who_posts_without_having_looked_means_it() -> None:
    editor = Editor(make_drafts(make_congress()))
    editor.save("bewerken/", title="Van Els")
    assert editor.post("bewerken/", title="Van een programma").status_code == 303
    assert Event.objects.get().title == "Van een programma"


@pytest.mark.parametrize(
    ("page", "theirs", "mine", "told"),
    [
        ("bewerken/aanmelden/", {"most_per_sign_up": "3"}, {"few_percent": "5"}, "most_per_sign_up"),
        ("bewerken/aanmelden/", {"has_waiting_list": "on"}, {}, "has_waiting_list"),
        ("bewerken/plaatsen/", {"dag-1": "90"}, {"dag-1": "80"}, "dag-1"),
        ("bewerken/annuleren/", {"days_0": "30", "fee_0": "35"}, {}, "days_0"),
        ("bewerken/deelname/regulier/", {"price": "50,00"}, {"price": "60,00"}, "price"),
        ("sessies/ronde-1-a/bewerken/", {"title": "Anders"}, {"room": "zaal 9"}, "title"),
        ("bewerken/rondes/ronde-1/", {"title": "Anders"}, {"title": "Weer anders"}, "title"),
        ("bewerken/locatie/", {"city": "Utrecht"}, {"street": "Markt 1"}, "city"),
    ],
)
def test_every_page_that_changes_something_compares(
    page: str, theirs: dict[str, str], mine: dict[str, str], told: str
) -> None:
    editor = Editor(make_drafts(make_congress(rounds=1, price="40.00")))
    shown = editor.values(page)
    assert editor.save(page, **theirs).status_code == 303
    answer = editor.post(page, **shown | mine)
    assert (answer.status_code, told in errors_of(answer)) == (409, True)


def test_a_stale_page_changes_neither_price_nor_places() -> None:
    editor = Editor(make_congress(price="40.00"))
    price, places = editor.values("bewerken/deelname/regulier/"), editor.values("bewerken/plaatsen/")
    editor.save("bewerken/deelname/regulier/", price="50,00")
    editor.save("bewerken/plaatsen/", **{"dag-1": "90"})
    editor.post("bewerken/deelname/regulier/", **price | {"price": "60,00"})
    editor.post("bewerken/plaatsen/", **places | {"dag-1": "80"})
    assert (str(TicketType.objects.get().price), SeatPool.objects.get().capacity) == ("50.00", 90)
