"""When the buyer accounts for the VAT: services by the main rule to a business elsewhere in the Union.

A stand is taxed where the exhibitor is established (Directive 2006/112/EC art. 44; art. 6 lid 1
Wet OB 1968), and is reverse-charged to one elsewhere in the Union (art. 196; art. 12 lid 3). Being
admitted to an event that one goes to is taxed where it takes place (art. 53; art. 6d), whoever
comes: tickets and what goes with them keep their own VAT.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from lib.identifiers import is_eu_vat_id
from lib.money import euros
from lib.vat import net_from_gross
from organisations.customers import Payer
from registrations.pricing.catalogue import Ticket

HOME: Final = "NL"
MAIN_RULE_KINDS: Final = frozenset({"stand"})


def is_reverse_charged(payer: Payer | None) -> bool:
    """Whether ``payer`` is a business in another state of the Union, with a valid VAT id of that state."""
    if payer is None or not payer.organisation or payer.country == HOME:
        return False
    return is_eu_vat_id(payer.vat_number, payer.country)


def reverse_charge(ticket: Ticket) -> Ticket:
    """The same ticket type as sold to such a business: without VAT where the main rule holds.

    What is free goes along with it, so that its invoice needs no second rate for nothing.
    """
    if ticket.category != "S" or (ticket.kind not in MAIN_RULE_KINDS and ticket.price):
        return ticket
    price = euros(net_from_gross(ticket.price, ticket.percent)) if ticket.includes_vat else ticket.price
    return replace(ticket, price=price, includes_vat=False, category="AE", percent=Decimal(0))
