"""The attendee list as tests read it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from events.models import Event
from tests.making import make_basket, make_congress, make_person
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at


def address(event: Event, more: str = "") -> str:
    return f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/{more}"


def browser(event: Event, role: str = Role.ORGANISER) -> Client:
    return browser_of(make_member(event.organisation, role))


def page_of(client: Client, event: Event, **query: str) -> Any:
    return page_at(client, address(event), **query)


def names(page: Any) -> list[str]:
    """The names as the eye sees them."""
    rows = page.xpath("//tr[@data-participant]/th")
    seen = ("".join(th.xpath(".//text()[not(ancestor::*[@class='visually-hidden'])]")) for th in rows)
    return [name.strip() for name in seen]


def heads(page: Any) -> list[str]:
    return [th.text_content().strip() for th in page.xpath("//thead//th")]


def count(page: Any) -> int:
    return int(page.xpath("//*[@data-count]/@data-count")[0])


def make_three() -> Event:
    """Joke Visser, José van den Berg and Rachid Achahbar at a congress with one round; noise at another."""
    event = make_congress(price="495.00", rounds=1, day_tickets=True)
    people = [
        make_person("Joke Visser", organisation="Welzijn Zandwolde", rounds={"ronde-1": "ronde-1-a"}),
        make_person("José van den Berg", "jose@berg.example", rounds={"ronde-1": "ronde-1-b"}),
        make_person("Rachid Achahbar", ticket_type="alleen-dag-1", rounds={"ronde-1": "ronde-1-b"}),
    ]
    make_registration(event, make_basket(event, people))
    noise = make_congress(organisation=event.organisation)
    make_registration(noise, make_basket(noise, [make_person("José van den Berg")]))
    return event
