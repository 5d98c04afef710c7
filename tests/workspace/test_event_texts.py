"""The practical texts of an event: at once on its page, in the order that an organiser gives them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.models import Event, EventText
from lib import clock
from organisations.models import Trail
from tests.making import NOON, make_congress
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)


class Editor:
    """An organiser at the texts of one event, without JavaScript."""

    def __init__(self, event: Event) -> None:
        self.base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/teksten/"
        self.client: Client = browser_of(make_member(event.organisation, Role.ORGANISER))

    def page(self, page: str = "") -> Any:
        with clock.at(NOON):
            return html.fromstring(self.client.get(self.base + page).content.decode())

    def post(self, page: str = "", **values: str | int) -> Any:
        with clock.at(NOON):
            return self.client.post(self.base + page, values)


def make_texts(event: Event, *titles: str) -> list[int]:
    """Texts in this order; returns their numbers."""
    return [
        EventText.objects.create(event=event, position=position, title=title, body=f"Over {title}").pk
        for position, title in enumerate(titles)
    ]


def titles(event: Event) -> list[str]:
    return list(event.texts.values_list("title", flat=True))


def version(event: Event) -> int:
    return Event.objects.get(pk=event.pk).version


def test_a_new_text_stands_last_on_the_public_page_at_once_in_both_languages() -> None:
    event = make_congress()
    make_texts(event, "Bereikbaarheid")
    with clock.at(NOON):
        before = Client().get(f"/congressen/{event.slug}/").content.decode()
    assert "Eten" not in before
    given = Editor(event).post(
        "nieuw/", title="Eten", body="**Geen** vlees", title_en="Food", body_en="*No* meat"
    )
    assert given.status_code == 303
    assert titles(event) == ["Bereikbaarheid", "Eten"]
    with clock.at(NOON):
        dutch = Client().get(f"/congressen/{event.slug}/").content.decode()
    assert "<strong>Geen</strong> vlees" in dutch
    [trace] = Trail.objects.filter(verb="text added")
    assert trace.facts == {"text": "Eten"}
    assert EventText.objects.get(title_en="Food").body_en == "*No* meat"


def test_what_a_text_lacks_is_told_beside_the_field_and_nothing_is_lost() -> None:
    event = make_congress()
    given = Editor(event).post("nieuw/", title="", body="Neem de trein", title_en="x" * 101)
    assert given.status_code == 422
    tree: Any = html.fromstring(given.content.decode())
    assert [row.get("data-field") for row in tree.xpath("//*[@data-errors]/li")] == ["title", "title_en"]
    assert tree.xpath("//textarea[@name='body']")[0].text_content().strip() == "Neem de trein"
    assert tree.xpath("//details[@open]//input[@name='title_en']/@value") == ["x" * 101]
    assert not EventText.objects.exists()
    assert version(event) == event.version


def test_a_preview_draws_markdown_keeps_html_as_text_and_stores_nothing() -> None:
    event = make_congress()
    given = Editor(event).post("nieuw/", title="Route", body="**Vet** <script>x</script>", preview="on")
    assert given.status_code == 200
    assert "<strong>Vet</strong> &lt;script&gt;" in given.content.decode()
    assert not EventText.objects.exists()


def test_a_change_raises_the_version_and_names_what_changed() -> None:
    event = make_congress()
    [route] = make_texts(event, "Route")
    assert Editor(event).post(f"{route}/", body="Neem de bus").status_code == 303
    assert EventText.objects.get().body == "Neem de bus"
    assert version(event) == event.version + 1
    [trace] = Trail.objects.filter(verb="text changed")
    assert trace.facts == {"text": "Route", "fields": ["body"]}


def test_saving_what_is_there_as_a_browser_posts_it_changes_nothing() -> None:
    event = make_congress()
    row = EventText.objects.create(event=event, position=0, title="Route", body="Een\n\nTwee")
    given = Editor(event).post(f"{row.pk}/", title="Route", body="Een\r\n\r\nTwee", title_en="", body_en="")
    assert given.status_code == 303
    assert version(event) == event.version
    assert not Trail.objects.exists()


def test_texts_move_one_place_up_and_down_and_stop_at_the_ends() -> None:
    event = make_congress()
    _, food, access = make_texts(event, "Route", "Eten", "Toegang")
    editor = Editor(event)
    assert editor.post(up=access).status_code == 303
    assert titles(event) == ["Route", "Toegang", "Eten"]
    assert editor.post(up=access).status_code == 303
    assert titles(event) == ["Toegang", "Route", "Eten"]
    assert version(event) == event.version + 2
    editor.post(up=access)
    editor.post(down=food)
    assert titles(event) == ["Toegang", "Route", "Eten"]
    assert version(event) == event.version + 2
    editor.post(down=access)
    assert titles(event) == ["Route", "Toegang", "Eten"]


def test_the_first_text_offers_no_way_up_and_the_last_none_down() -> None:
    event = make_congress()
    first, last = make_texts(event, "Route", "Eten")
    tree = Editor(event).page()
    buttons = [(b.get("name"), b.get("value")) for b in tree.xpath("//main//td//button")]
    assert buttons == [("down", str(first)), ("up", str(last))]


def test_a_removed_text_is_off_the_page_and_stays_in_the_trail() -> None:
    event = make_congress()
    route, _ = make_texts(event, "Route", "Eten")
    editor = Editor(event)
    assert editor.post(f"{route}/", remove="on").status_code == 303
    assert titles(event) == ["Eten"]
    assert version(event) == event.version + 1
    [trace] = Trail.objects.filter(verb="text removed")
    assert trace.facts == {"text": "Route", "body": "Over Route", "title_en": "", "body_en": ""}
    assert editor.post(f"{route}/", remove="on").status_code == 404
    assert editor.post("nieuw/", title="Toegang", body="Vlak").status_code == 303
    assert titles(event) == ["Eten", "Toegang"]


def test_a_text_of_another_event_cannot_be_reached() -> None:
    event = make_congress()
    other = make_congress(organisation=event.organisation, slug="ander")
    [foreign] = make_texts(other, "Route")
    editor = Editor(event)
    assert editor.post(f"{foreign}/", title="Van mij", body="x").status_code == 404
    assert editor.post(f"{foreign}/", remove="on").status_code == 404
    for number in (foreign, "x", "", "9" * 30):
        assert editor.post(up=number).status_code == 404
        assert editor.post(down=number).status_code == 404
    assert titles(other) == ["Route"]


def test_the_pages_of_the_event_lead_to_its_texts_in_dutch_and_english() -> None:
    event = make_congress()
    editor = Editor(event)
    edit = editor.base.replace("teksten/", "bewerken/")
    with clock.at(NOON):
        assert f'href="{editor.base}"' in editor.client.get(edit).content.decode()
    assert "Tekst toevoegen" in editor.page().text_content()
    english = editor.base.replace("/beheer/", "/en/manage/").replace("evenementen", "events")
    with clock.at(NOON):
        given = editor.client.get(english.replace("teksten", "texts"))
    assert given.status_code == 200, english
    assert "Add a text" in given.content.decode()
