"""What something costs, without and with VAT, in words of the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lib.money import euros, format_euros
from lib.vat import gross_from_net, net_from_gross
from registrations.pricing import Ticket


def price_both_ways(ticket: Ticket, language: str) -> tuple[str, str]:
    """Return the price the way it is kept, and the other way: "€ 495,00 excl. btw", "€ 598,95 incl. btw".

    The second is empty where no VAT is due, or nothing is asked.
    """
    if not ticket.price:
        return _("free of charge"), ""
    kept = format_euros(ticket.price, language)
    if ticket.category == "E":
        return _("%(price)s, exempt from VAT") % {"price": kept}, ""
    if ticket.category != "S":
        return kept, ""
    without, including = _("%(price)s excl. VAT"), _("%(price)s incl. VAT")
    if ticket.includes_vat:
        net = format_euros(euros(net_from_gross(ticket.price, ticket.percent)), language)
        return including % {"price": kept}, without % {"price": net}
    gross = format_euros(gross_from_net(ticket.price, ticket.percent), language)
    return without % {"price": kept}, including % {"price": gross}


def price_text(ticket: Ticket, language: str) -> str:
    """Return "€ 495,00 excl. btw (€ 598,95 incl. btw)"."""
    first, second = price_both_ways(ticket, language)
    return f"{first} ({second})" if second else first
