"""Sign-ups by the real flow, mails included."""

from __future__ import annotations

from events.models import Event
from flows.signup import sign_up
from registrations.basket import Basket
from registrations.models import Registration
from tests.making import NOON, make_basket, make_bill, make_congress, make_person

CONTACT = "m.visser@westerkoog.example"
MORNING = {"ronde-1": "ronde-1-a", "ronde-2": "ronde-2-b", "ronde-3": "ronde-3-a"}
OTHERS = {"ronde-1": "ronde-1-b", "ronde-2": "ronde-2-a", "ronde-3": "ronde-3-b"}


def sign_up_for(event: Event, basket: Basket) -> Registration:
    """Sign up at noon for an event that is read as the website reads it."""
    return sign_up(Event.objects.select_related("organisation", "venue").get(pk=event.pk), basket, NOON)


def three_colleagues() -> tuple[Event, Registration]:
    """Anna, Zoë and Pieter at two days with three rounds, on invoice; who signs them up stays home."""
    congress = make_congress(days=2, rounds=3, price="495.00", round_seats=20)
    people = [
        make_person("Anna de Wit", rounds=MORNING),
        make_person("Zoë van 't Hoff", rounds=OTHERS),
        make_person("Pieter van der Berg", rounds=MORNING),
    ]
    bill = make_bill(order_number="INK-2027-00418", reference="Afdeling Jeugd")
    return congress, sign_up_for(congress, make_basket(congress, people, bill=bill))
