"""More to sell at an event of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from demo.world.shape import Vat
from events.models import Event, TicketType
from events.versions import touch
from registrations.models import SeatPool


@dataclass(frozen=True, kw_only=True)
class NewTicket:
    """A ticket type as it is asked for; ``price`` in euros without VAT, ``seats`` None: the event's limit."""

    slug: str
    price: Decimal
    vat: Vat = "21"
    seats: int | None = None
    is_addon: bool = False


def add_ticket(event: Event, wanted: NewTicket) -> bool:
    """Sell it from now on, after the others; False where the event has one of that slug."""
    tickets = TicketType.objects.filter(event=event)
    if tickets.filter(slug=wanted.slug).exists():
        return False
    last = tickets.aggregate(last=Max("position"))["last"] or 0
    title = wanted.slug.replace("-", " ").capitalize()
    ticket = TicketType.objects.create(
        event=event,
        slug=wanted.slug,
        kind=TicketType.Kind.ADDON if wanted.is_addon else TicketType.Kind.ADMISSION,
        title=title,
        title_en=title,
        position=last + 1,
        price=wanted.price,
        vat_category="E" if wanted.vat == "exempt" else "S",
        vat_percent=Decimal(0) if wanted.vat == "exempt" else Decimal(wanted.vat),
    )
    if wanted.seats is not None:
        pool = SeatPool.objects.create(event=event, slug=f"ticket-{wanted.slug}", capacity=wanted.seats)
        pool.ticket_types.add(ticket)
    touch(event.pk)
    return True
