"""What is paid, as rows of a summary in the active language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from lib.money import format_euros
from payments.documents.wording import plain
from registrations.pricing import Group, Quote


@dataclass(frozen=True)
class AmountRow:
    """A line of a summary; ``is_muted`` for what only explains, ``is_total`` for the last."""

    name: str
    value: str
    is_muted: bool = False
    is_total: bool = False


def amount_rows(quote: Quote, language: str) -> list[AmountRow]:
    """The lines of ``quote``, equal ones together, then the totals; nothing for what is free."""
    if quote.is_free:
        return []
    return [*_line_rows(quote, language), *_total_rows(quote, language)]


def _line_rows(quote: Quote, language: str) -> Iterator[AmountRow]:
    for group in quote.groups:
        yield AmountRow(_line_name(group, language), _euros(group.quantity * group.piece.price, language))
        if group.allowance:
            yield AmountRow(group.piece.allowance_reason, _euros(-group.allowance, language))


def _line_name(group: Group, language: str) -> str:
    piece = group.piece
    told = {"number": group.quantity, "text": piece.text, "price": format_euros(piece.price, language)}
    if piece.price == 0:
        return _("%(number)s × %(text)s") % told
    if piece.category != "S":
        return _("%(number)s × %(text)s, at %(price)s") % told
    if piece.includes_vat:
        return _("%(number)s × %(text)s, at %(price)s incl. VAT") % told
    return _("%(number)s × %(text)s, at %(price)s excl. VAT") % told


def _total_rows(quote: Quote, language: str) -> Iterator[AmountRow]:
    totals = quote.totals
    payable = format_euros(totals.payable, language)
    charged = [part for part in totals.subtotals if part.category == "S"]
    if not charged:
        yield AmountRow(_without_vat(totals.subtotals[0].category), payable, is_total=True)
        return
    yield AmountRow(_("Total excl. VAT"), format_euros(totals.net, language))
    for part in charged:
        name = _("VAT %(percent)s%%") % {"percent": plain(part.percent, language)}
        yield AmountRow(name, format_euros(part.vat, language), is_muted=True)
    if totals.rounding:
        yield AmountRow(_("Rounding"), _euros(totals.rounding, language), is_muted=True)
    yield AmountRow(_("Total incl. VAT"), payable, is_total=True)


def _without_vat(category: str) -> str:
    texts = {"E": _("Total, exempt from VAT"), "AE": _("Total, VAT reverse charge")}
    return texts.get(category) or _("Total without VAT")


def _euros(amount: Decimal, language: str) -> str:
    text = format_euros(abs(amount), language)
    return f"−\N{NO-BREAK SPACE}{text}" if amount < 0 else text
