"""A story in the middle of which a server goes: who does what, and what must be so at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from bench.visitor import hidden_values
from demo.services.process import wait_until
from events.models import Event
from payments.models import Invoice
from registrations.models import Registration
from tests.flows.house import House
from tests.website.forms import CONTACT, PAYING, rows

PATIENCE = 90  # seconds: as long as a browser waits
SOON = 20  # seconds for what goes on by itself
EVA = {"name": "Eva Kuiper", "email": "eva@westerkoog.example"}
TOLD = {"confirmation": 1, "participation": 1}  # contact and participant
Moment = Callable[[], None]


class Story(ABC):
    """``prepare`` before the fault, ``act`` in the middle of which it happens, ``finish`` after it."""

    mails: dict[str, int]  # by kind, all that are ever sent
    does_without: tuple[str, ...] = ()
    event: Event

    def __init__(self, house: House) -> None:
        self.house = house
        self.client = httpx.Client(base_url=house.site, timeout=PATIENCE)

    @abstractmethod
    def prepare(self) -> None: ...

    @abstractmethod
    def at_the_moment(self, server: str, then: Moment) -> None:
        """Have ``then`` done in the middle of the act, just before ``server`` is needed."""

    @abstractmethod
    def act(self) -> None: ...

    @abstractmethod
    def finish(self) -> None:
        """What whoever got no answer does once all is there again: the same again."""

    @abstractmethod
    def is_done(self) -> bool: ...

    @abstractmethod
    def check(self) -> None: ...

    def states(self) -> list[str]:
        """Of all sign-ups for the event."""
        return list(Registration.objects.filter(event=self.event).values_list("state", flat=True))

    def form_of(self, event: Event, **typed: str) -> dict[str, str]:
        """What a visitor is about to send for Eva."""
        page = self.client.get(f"/congressen/{event.slug}/aanmelden/")
        return {**hidden_values(page.text), **CONTACT, **PAYING, **rows(EVA), **typed}

    def send(self, event: Event, form: dict[str, str]) -> str:
        """Send it, and return where that leads; "" where there was no answer."""
        try:
            answer = self.client.post(f"/congressen/{event.slug}/aanmelden/", data=form)
        except httpx.HTTPError:
            return ""
        return str(urlsplit(answer.headers.get("Location", "")).path)

    def send_until_taken(self, event: Event, form: dict[str, str]) -> str:
        where = ""

        def is_taken() -> bool:
            nonlocal where
            where = self.send(event, form)
            return where != ""

        assert wait_until(is_taken, SOON), "the form is not taken"
        return where


def numbers_of(type_code: str) -> list[int]:
    """The last digits of the numbers of all documents of a type, in order."""
    rows = Invoice.objects.filter(type_code=type_code).order_by("number")
    return [int(number[-4:]) for number in rows.values_list("number", flat=True)]
