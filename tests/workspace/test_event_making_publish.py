"""Publishing: what is missing is named, and nothing is public before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from events.models import Event, SessionDraft
from lib import clock
from organisations.models import Trail
from registrations.models import SeatPool
from registrations.round_seats import short_rounds
from tests.events.drafts import make_drafts
from tests.making import NOON, make_basket, make_congress
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db


def make_draft(**fields: Any) -> Event:
    return make_drafts(make_congress(status="draft", lead="Een dag over netwerken.", **fields))


def organiser(event: Event) -> Client:
    return browser_of(make_member(event.organisation, Role.ORGANISER))


def address(event: Event, act: str) -> str:
    return f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/{act}/"


def status(event: Event) -> str:
    return str(Event.objects.values_list("status", flat=True).get(pk=event.pk))


def test_a_look_changes_nothing_and_confirming_publishes_once() -> None:
    event = make_draft()
    browser = organiser(event)
    with clock.at(NOON):
        said = words_of(page_at(browser, address(event, "publiceren")))
        assert f"zien op /congressen/{event.slug}/" in said
        assert browser.post(address(event, "publiceren")).status_code == 422
        assert (status(event), Client().get(f"/congressen/{event.slug}/").status_code) == ("draft", 404)
        answers = [browser.post(address(event, "publiceren"), {"confirm": "on"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    event.refresh_from_db()
    assert (event.status, event.published_at) == ("published", NOON)
    assert [row.verb for row in Trail.objects.filter(subject="event")] == ["published"]
    assert Client().get(f"/congressen/{event.slug}/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rounds": 1, "round_seats": 40, "seats": 100}, "Ronde-1 heeft nog plaats voor 80 deelnemers"),
        ({"rounds": 1, "round_seats": 40, "seats": None}, "aantal plaatsen niet begrensd"),
    ],
)
def test_a_required_round_that_holds_fewer_than_are_for_sale_stands_in_the_way(
    fields: dict[str, Any], said: str
) -> None:
    event = make_draft(**fields)
    browser = organiser(event)
    with clock.at(NOON):
        answer = browser.post(address(event, "publiceren"), {"confirm": "on"})
        assert (answer.status_code, status(event)) == (422, "draft")
        assert said in answer.content.decode()
        event.rounds.update(is_required=False)
        assert browser.post(address(event, "publiceren"), {"confirm": "on"}).status_code == 303


def test_an_event_without_anything_on_sale_or_in_the_past_is_not_published() -> None:
    event = make_draft()
    event.ticket_types.all().delete()
    with clock.at(NOON + timedelta(days=400)):
        page = organiser(event).post(address(event, "publiceren"), {"confirm": "on"}).content.decode()
    assert "ligt in het verleden" in page
    assert "geen deelname te koop" in page
    assert status(event) == "draft"


def test_a_round_is_measured_by_what_is_left() -> None:
    event = make_congress(rounds=1, round_seats=5, seats=10)
    assert short_rounds(event) == []
    make_registration(event, make_basket(event, 4, rounds={"ronde-1": "ronde-1-a"}))
    assert short_rounds(event) == []
    SeatPool.objects.filter(slug="dag-1").update(capacity=11)
    assert [(row.round.slug, row.seats, row.for_sale) for row in short_rounds(event)] == [("ronde-1", 6, 7)]


def test_places_of_ticket_types_limit_what_is_for_sale() -> None:
    event = make_congress(rounds=1, round_seats=2, seats=100)
    pool = SeatPool.objects.create(event=event, slug="ticket-regulier", capacity=4)
    pool.ticket_types.set(event.ticket_types.all())
    assert short_rounds(event) == []
    pool.capacity = 5
    pool.save()
    assert [(row.seats, row.for_sale) for row in short_rounds(event)] == [(4, 5)]


def test_sign_up_is_closed_and_reopened_by_acts_of_their_own() -> None:
    event = make_congress()
    browser = organiser(event)
    with clock.at(NOON):
        for act, is_closed in (("sluiten", True), ("heropenen", False)):
            page_at(browser, address(event, act))
            assert browser.post(address(event, act)).status_code == 422
            assert Event.objects.get().is_closed is not is_closed
            assert browser.post(address(event, act), {"confirm": "on"}).status_code == 303
            assert Event.objects.get().is_closed is is_closed
    assert Event.objects.get().version == event.version + 2


def make_poor_draft(**fields: Any) -> Event:
    """A draft that lacks all that can be lacking without standing in the way."""
    event = make_drafts(make_congress(status="draft", venue=None, price="495.00", **fields))
    event.rounds.filter(slug="ronde-2").update(is_required=False)
    return event


def told(event: Event) -> dict[str, str]:
    """What is missing, with the address that each line leads to."""
    with clock.at(NOON):
        page = page_at(organiser(event), address(event, "publiceren"))
    lines = page.xpath("//main//section[contains(@class, 'notice')]//li")
    base = f"/beheer/{event.organisation.slug}/"
    return {
        " ".join((line.text or "").split()): line.xpath("./a/@href")[0].removeprefix(base) for line in lines
    }


def test_each_line_leads_to_the_very_field() -> None:
    event = make_poor_draft(first_day=date(2027, 4, 27))
    own = f"evenementen/{event.slug}/"
    assert told(event) == {
        "Dinsdag 27 april 2027 is een feestdag: Koningsdag.": own + "bewerken/#id_dag-1-start",
        "Dinsdag 27 april 2027 valt in de schoolvakantie: meivakantie (alle regio’s).": own
        + "bewerken/#id_dag-1-start",
        "Er is nog geen locatie ingevuld.": own + "bewerken/#id_place",
        "Er is nog geen tekst over het evenement.": own + "bewerken/#id_lead",
        "De organisatie heeft nog geen algemene voorwaarden.": "teksten/terms/#id_text",
        "Annuleren is tot het laatst kosteloos: er zijn geen kosten ingevuld.": own
        + "bewerken/annuleren/#id_days_0",
    }


def test_every_address_that_is_told_has_that_field() -> None:
    event = make_poor_draft(rounds=2, round_seats=1, first_day=date(2027, 4, 27))
    event.ticket_types.update(vat_category="E", vat_percent=0)
    event.sign_up_closes_at = NOON - timedelta(days=1)
    event.save()
    event.organisation.crkbo_number = ""
    event.organisation.save()
    browser = organiser(event)
    found = told(event)
    assert len(found) == 9
    for url in found.values():
        path, _, anchor = url.partition("#")
        with clock.at(NOON):
            page = page_at(browser, f"/beheer/{event.organisation.slug}/{path}")
        assert page.xpath(f"//*[@id='{anchor}']"), url


@pytest.mark.parametrize(
    ("spoil", "said", "place"),
    [
        (
            lambda event: event.ticket_types.update(is_hidden=True),
            "Alle deelnames met een plaats zijn verborgen; niemand kan zich aanmelden.",
            "bewerken/deelname/regulier/#id_is_hidden",
        ),
        (
            lambda event: event.ticket_types.update(on_sale_until=NOON),
            "De verkoop van alle deelnames is voorbij; niemand kan zich aanmelden.",
            "bewerken/deelname/regulier/#id_on_sale_until",
        ),
        (
            lambda _event: Event.objects.update(sign_up_closes_at=NOON),
            "De aanmelding is al gesloten: de sluitingsdatum ligt in het verleden.",
            "bewerken/aanmelden/#id_sign_up_closes_at",
        ),
        (
            lambda event: event.rounds.create(day=event.days.get(), slug="leeg", title="Leeg", position=9),
            "Leeg is verplicht, maar er is geen sessie om te kiezen.",
            "bewerken/rondes/leeg/",
        ),
        (
            lambda _event: Event.objects.update(may_pay_on_invoice=False),
            "Niemand kan betalen: online betalen is niet ingericht en op factuur staat uit.",
            "bewerken/aanmelden/#id_may_pay_on_invoice",
        ),
    ],
)
def test_what_would_let_nobody_register_stands_in_the_way(
    spoil: Callable[[Event], object], said: str, place: str
) -> None:
    event = make_draft(price="495.00")
    spoil(event)
    assert told(event)[said].endswith(f"{event.slug}/{place}")
    with clock.at(NOON):
        assert organiser(event).post(address(event, "publiceren"), {"confirm": "on"}).status_code == 422
    assert status(event) == "draft"


def test_a_clash_and_a_small_room_are_worth_a_look_and_lead_to_the_session() -> None:
    event = make_draft(rounds=1, round_seats=50)
    event.venue.rooms.update(capacity=40)  # type: ignore[union-attr]
    first = event.sessions.get(slug="ronde-1-a")
    SessionDraft.objects.update(room=first.room)
    found = told(event)
    own = f"evenementen/{event.slug}/sessies/ronde-1-"
    clash = "zaal 1 is tegelijk voor twee sessies in gebruik: Sessie 1A en Sessie 1B."
    assert found[clash] == f"{own}b/bewerken/#id_room"
    assert found["Sessie 1A heeft 50 plaatsen, terwijl zaal 1 er 40 heeft."] == f"{own}a/bewerken/#id_room"
