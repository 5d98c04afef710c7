"""An organiser at the pages of one event, who posts forms as a browser does."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.test import Client
from lxml import html

from events.models import Event
from lib import clock
from lib.dates import moment_on
from tests.making import NOON, ZONE
from tests.workspace.members import Role, browser_of, make_member, words_of


class Editor:
    """``base`` is the address of the event in the workspace."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/"
        self.client: Client = browser_of(make_member(event.organisation, Role.ORGANISER))

    def page(self, page: str = "") -> Any:
        """The page as a tree."""
        with clock.at(NOON):
            answer = self.client.get(self.base + page)
        assert answer.status_code == 200, (page, answer.status_code)
        return html.fromstring(answer.content.decode())

    def words(self, page: str = "") -> str:
        """What stands in the main part of the page."""
        return words_of(self.page(page))

    def values(self, page: str) -> dict[str, str]:
        """What the form of the page would post as it was shown."""
        forms = self.page(page).forms
        form = next(f for f in forms if f.xpath(".//input[@name='seen'] | .//textarea | .//select"))
        return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}

    def post(self, page: str, **values: object) -> Any:
        """Post just these values."""
        with clock.at(NOON):
            return self.client.post(self.base + page, values)

    def save(self, page: str, **changed: object) -> Any:
        """Post the form of the page as shown, with some values changed."""
        return self.post(page, **self.values(page) | changed)

    def said(self, page: str, **values: object) -> str:
        """What the workspace says after a post that led on."""
        with clock.at(NOON):
            answer = self.client.post(self.base + page, values, follow=True)
        assert answer.redirect_chain, errors_of(answer)
        tree: Any = html.fromstring(answer.content.decode())
        return " ".join(" ".join(p.itertext()).strip() for p in tree.xpath("//main//p[@role='status']"))


def errors_of(answer: Any) -> dict[str, str]:
    """What is wrong, by field."""
    tree: Any = html.fromstring(answer.content.decode())
    return {li.get("data-field"): li.text_content().strip() for li in tree.xpath("//*[@data-errors]/li")}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the clock of the event."""
    return moment_on(day, time(hour, minute), ZONE)
