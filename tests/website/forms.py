"""A form as a browser without a script reads it and sends it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from events.models import Event
from notifications.models import Message
from registrations.models import Registration, SeatClaim, SeatPool

Sent = dict[str, str | list[str]]


@dataclass
class Page:
    """One answer, and what was sent for it."""

    response: Any
    sent: Sent = field(default_factory=dict)

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    @property
    def location(self) -> str:
        return str(urlsplit(self.response.headers.get("Location", "")).path)

    @cached_property
    def tree(self) -> Any:
        return html.fromstring(self.response.content.decode())

    @property
    def text(self) -> str:
        visible = self.tree.xpath("//body//text()[not(ancestor::script or ancestor::template)]")
        return " ".join(" ".join(visible).replace("\xa0", " ").split())

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field, code) of each thing that is wrong, in the order of the page."""
        found = self.tree.xpath("//ul[@data-errors]/li") if self.response.content else []
        return [(error.get("data-field"), error.get("data-code")) for error in found]

    @property
    def button(self) -> str:
        return " ".join(self.tree.xpath("//*[@id='signup-button']")[0].text_content().split())

    @property
    def values(self) -> Sent:
        """What a browser would send: no templates, nothing disabled, no buttons."""
        found: Sent = {}
        for control in self.tree.xpath(
            "//form[@id='signup']//*[self::input or self::select or self::textarea]"
        ):
            if control.xpath("ancestor::template or @disabled or ancestor::fieldset[@disabled]"):
                continue
            if control.get("type") in ("checkbox", "radio") and control.get("checked") is None:
                continue
            found[control.get("name")] = _value(control)
        return found

    def choices(self, name: str) -> dict[str, bool]:
        """The values of a group of radio buttons, and whether each is open."""
        found = self.tree.xpath(f"//input[@name='{name}']")
        return {control.get("value"): control.get("disabled") is None for control in found}

    def lost(self, *but: str) -> list[str]:
        """The names of typed values that did not come back."""
        back = self.values
        return [
            name
            for name, value in self.sent.items()
            if value and name not in ("csrfmiddlewaretoken", *but) and back.get(name, "") != value
        ]


def signup_path(event: Event, language: str = "nl") -> str:
    with translation.override(language):
        return reverse("signup", args=[event.kind, event.slug])


def open_form(client: Client, event: Event, language: str = "nl") -> Page:
    return Page(client.get(signup_path(event, language)))


def send(client: Client, event: Event, typed: Mapping[str, Any], page: Page | None = None) -> Page:
    """Send ``page``, or a form that is opened for it, with ``typed``; None leaves a field out."""
    page = page or open_form(client, event)
    values: Sent = {**page.values, **typed}
    sent = {name: value for name, value in values.items() if value is not None}
    return Page(client.post(signup_path(event), sent), sent)


def rows(*people: Mapping[str, str]) -> dict[str, str]:
    """Participants as they are sent."""
    return {"participants-TOTAL_FORMS": str(len(people))} | {
        f"participants-{number}-{name}": value
        for number, person in enumerate(people)
        for name, value in person.items()
    }


def nothing_is_stored() -> bool:
    """Whether no sign-up, no seat and no mail came of it."""
    stored = Registration.objects.exists() or SeatClaim.objects.exists() or Message.objects.exists()
    return not stored and not SeatPool.objects.filter(taken__gt=0).exists()


CONTACT = {"contact-name": "Marjolein Visser", "contact-email": "m.visser@westerkoog.example"}
JAN = {"name": "Jan de Vries", "email": "j.devries@westerkoog.example"}
FATIMA = {"name": "Fatima el Amrani", "email": "f.elamrani@westerkoog.example"}
PAYING = {
    "billing-organisation": "Gemeente Westerkoog",
    "billing-street": "Postbus 12",
    "billing-postcode": "1541ab",
    "billing-city": "Westerkoog",
    "accept_terms": "on",
}


def _value(control: Any) -> str:
    if control.tag == "select":
        chosen = control.xpath("option[@selected]") or control.xpath("option[not(@disabled)]")
        return str(chosen[0].get("value"))
    if control.tag == "textarea":
        return str(control.text or "").removeprefix("\n")  # as browsers do
    return str(control.get("value", "on" if control.get("type") == "checkbox" else ""))
