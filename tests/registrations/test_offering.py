"""What an event offers, in the order in which it is offered."""

import pytest

from events.models import TicketType
from registrations.offering import load_offering
from tests.making import NOON, make_congress

pytestmark = pytest.mark.django_db


def test_tickets_stand_by_their_position_whatever_their_age() -> None:
    event = make_congress(days=2, day_tickets=True)
    first, second, third = event.ticket_types.order_by("id")
    for position, ticket in enumerate((third, first, second)):
        TicketType.objects.filter(pk=ticket.pk).update(position=position)
    offering = load_offering(event, NOON, "nl")
    assert [ticket.id for ticket in offering.catalogue.tickets] == [third.pk, first.pk, second.pk]
