"""What an organiser may give to whom they sign up themselves, as plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models import TicketType
from lib.money import format_euros
from registrations.pricing import Quote, SpecialPrice
from registrations.refusals import Refusal

if TYPE_CHECKING:
    from registrations.offering import Offering

NOT_LESS = _("The other price is at most what “%(title)s” costs: %(price)s.")
NO_ADMISSION = _("Another price is for an admission or a stand, and none was chosen.")


class Mails(StrEnum):
    """Who is told of the sign-up."""

    ALL = "all"
    INVOICE = "invoice"
    NONE = "none"


@dataclass(frozen=True)
class Favour:
    """``special``: another price; ``one_more``: pools that are short get the seats that it needs."""

    special: SpecialPrice | None = None
    one_more: bool = False
    mails: Mails = Mails.ALL

    def digest(self) -> str:
        """Tells one favour from another, as part of what is asked for."""
        special = [str(self.special.price), self.special.reason] if self.special else []
        said = json.dumps([special, self.one_more, self.mails])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def with_favour(offering: Offering, favour: Favour) -> Offering:
    """The same offering for an organiser.

    Where no admission is on sale (any more, or yet) all that is shown on the website is.
    """
    catalogue = replace(offering.catalogue, special=favour.special)
    if not catalogue.of_kind(TicketType.Kind.ADMISSION):
        shown = TicketType.objects.filter(event=offering.event, is_hidden=False).values_list("pk", flat=True)
        ids = set(shown)
        tickets = tuple(replace(ticket, on_sale=ticket.id in ids) for ticket in catalogue.tickets)
        catalogue = replace(catalogue, tickets=tickets)
    return replace(offering, favour=favour, catalogue=catalogue)


def check_favour(offering: Offering, quote: Quote) -> Iterator[Refusal]:
    """What is wrong with the price that an organiser gives."""
    special = offering.catalogue.special
    if special is None:
        return
    touched = [quote.lines[number].ticket for number in special.touched(quote.lines)]
    if not touched:
        yield Refusal("other_price", "invalid", NO_ADMISSION)
        return
    listed = [offering.catalogue.ticket(ticket.slug) or ticket for ticket in touched]
    least = min(listed, key=lambda ticket: ticket.price)
    if special.price > least.price:
        most = format_euros(least.price, get_language() or "nl")
        yield Refusal("other_price", "invalid", NOT_LESS, {"title": least.title, "price": most})


def mails_of(favour: Favour | None) -> Mails:
    """Who is told: everybody, unless an organiser says otherwise."""
    return favour.mails if favour else Mails.ALL


def facts_of(favour: Favour | None) -> dict[str, str]:
    """What the trail keeps of it; the reason stands on the lines."""
    if favour is None:
        return {}
    price = {"other_price": str(favour.special.price)} if favour.special else {}
    return {**price, "mails": favour.mails.value}
