"""Credit notes: what of an invoice is taken back, at its category and rate, never more than it charged.

Amounts count as the line's price was shown. Of each rate the amount to be paid back, and the
taxable amount in it, are the difference between all that is credited after and before: parts
that are credited one by one add up to what was invoiced, to the cent, and no document needs a
rounding amount (BT-114) of more than a cent for a rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal

from lib.dates import day_in_zone
from lib.money import ZERO, euros
from lib.vat import NetLine, Subtotal, Totals, kept, vat_amount
from payments.for_whom import for_whom, names_by_line
from payments.invoicing import seller_of
from payments.issuing import Row, issue
from payments.models import Invoice, InvoiceLine
from registrations.models import Line

Rate = tuple[str, Decimal]
ZONE = "Europe/Amsterdam"
PIECE = Decimal("0.000001")


@dataclass(frozen=True)
class Portion:
    """What of one invoice line is taken back: ``amount`` euros as its price is kept, for ``quantity`` pieces.

    ``reason`` says why it is less than their price; ``sold`` are the lines of the registration in it.
    """

    line: InvoiceLine
    quantity: Decimal
    amount: Decimal
    reason: str = ""
    sold: tuple[Line, ...] = ()


@dataclass(frozen=True)
class CreditDraft:
    """A credit note that is not issued: ``totals`` has a line for each of ``portions``."""

    original: Invoice
    portions: tuple[Portion, ...]
    totals: Totals


class CreditRefused(Exception):
    """More would be taken back than is left of an invoice line."""


def left_of(line: InvoiceLine) -> Decimal:
    """Euros of a line that were not credited yet, as its price is kept."""
    return line.shown - sum((taken.shown for taken in line.credited_by.all()), ZERO)


def draft_credit(original: Invoice, portions: Iterable[Portion]) -> CreditDraft:
    """Reckon the credit note for ``portions`` of ``original``; nothing is stored.

    One who issues it holds the lock of the customer. Raises CreditRefused.
    """
    lines = {line.pk: line for line in original.lines.prefetch_related("credited_by")}
    wanted = tuple(portion for portion in portions if portion.amount)
    _refuse(lines, wanted)
    rates = sorted({_rate(portion.line) for portion in wanted})
    nets: dict[int, Decimal] = {}
    subtotals = []
    for rate in rates:
        own = [number for number, portion in enumerate(wanted) if _rate(portion.line) == rate]
        before = _credited(line for line in lines.values() if _rate(line) == rate)
        subtotal = _subtotal(rate, before, [wanted[number] for number in own])
        subtotals.append(subtotal)
        nets |= dict(zip(own, _nets([wanted[number] for number in own], subtotal.taxable), strict=True))
    documented = [_net_line(portion, nets[number]) for number, portion in enumerate(wanted)]
    return CreditDraft(original, wanted, Totals(tuple(documented), tuple(subtotals)))


def credit(draft: CreditDraft, now: datetime) -> Invoice:
    """Issue the credit note at ``now`` (UTC). Inside the caller's transaction, with the customer locked."""
    original = draft.original
    organisation, event = original.organisation, original.event
    note = Invoice(
        organisation=organisation,
        type_code=Invoice.TypeCode.CREDIT_NOTE,
        profile=original.profile,
        language=original.language,
        issue_date=event.local_date(now) if event else day_in_zone(now, ZONE),
        supply_begin=original.supply_begin,
        supply_end=original.supply_end,
        customer_id=original.customer_id,
        registration_id=original.registration_id,
        event=event,
        original=original,
        seller=asdict(seller_of(organisation)),
        buyer=original.buyer,
        texts={key: text for key, text in original.texts.items() if key != "paid_on"},
        reference=original.reference,
        order_number=original.order_number,
        prepaid=ZERO,
    )
    names = _names(draft)
    rows = [
        Row(
            name=portion.line.name,
            description=_description(portion, names, original.language),
            amount=portion.amount,
            includes_vat=portion.line.includes_vat,
            allowance_reason=_reason(portion),
            sold=portion.sold,
            credits=portion.line,
        )
        for portion in draft.portions
    ]
    return issue(note, rows, draft.totals, now)


def whole_rest(original: Invoice) -> list[Portion]:
    """Portions for all that is left of an invoice."""
    portions = []
    for line in original.lines.prefetch_related("credited_by"):
        pieces = line.quantity - sum((taken.quantity for taken in line.credited_by.all()), Decimal(0))
        portions.append(Portion(line, max(pieces, Decimal(1)), left_of(line)))
    return portions


def _description(portion: Portion, names: dict[int, str], language: str) -> str:
    """What the line that is credited says; where it is credited in part, for whom of them."""
    if not portion.sold or portion.quantity >= portion.line.quantity:
        return portion.line.description
    return for_whom(portion.sold, names, language)


def _names(draft: CreditDraft) -> dict[int, str]:
    """Who each line that is credited is for, where an organisation pays."""
    registration = draft.original.registration
    if registration is None or not (
        registration.billing.organisation and draft.original.customer.wants_names
    ):
        return {}
    return names_by_line([line for portion in draft.portions for line in portion.sold])


def _reason(portion: Portion) -> str:
    given = portion.line.allowance_reason if portion.line.allowance else ""
    return ", ".join(filter(None, (given, portion.reason)))


def _rate(line: InvoiceLine) -> Rate:
    return line.vat_category, line.vat_percent


def _refuse(lines: Mapping[int, InvoiceLine], portions: Sequence[Portion]) -> None:
    taken: dict[int, Decimal] = {}
    for portion in portions:
        if portion.line.pk not in lines or portion.amount < 0 or portion.quantity <= 0:
            raise CreditRefused("this is no part of the invoice")
        taken[portion.line.pk] = taken.get(portion.line.pk, ZERO) + portion.amount
    for pk, amount in taken.items():
        if amount > left_of(lines[pk]):
            raise CreditRefused(f"of ‘{lines[pk].name}’ {left_of(lines[pk])} is left to credit, not {amount}")


def _credited(lines: Iterable[InvoiceLine]) -> tuple[Decimal, Decimal]:
    """What was credited of these lines before: the sum kept without VAT, and the sum kept with it."""
    taken = [(line.includes_vat, part.shown) for line in lines for part in line.credited_by.all()]
    return (
        sum((amount for gross, amount in taken if not gross), ZERO),
        sum((amount for gross, amount in taken if gross), ZERO),
    )


def _subtotal(rate: Rate, before: tuple[Decimal, Decimal], portions: Sequence[Portion]) -> Subtotal:
    category, percent = rate
    settled = before[0] + sum((p.amount for p in portions if not p.line.includes_vat), ZERO)
    shown = before[1] + sum((p.amount for p in portions if p.line.includes_vat), ZERO)
    payable_before, taxable_before = kept(*before, percent)
    payable_after, taxable_after = kept(settled, shown, percent)
    payable, taxable = payable_after - payable_before, taxable_after - taxable_before
    vat = vat_amount(taxable, percent)
    return Subtotal(category, percent, taxable, vat, payable - taxable - vat)


def _nets(portions: Sequence[Portion], taxable: Decimal) -> list[Decimal]:
    """Divide ``taxable`` over ``portions``: those kept without VAT have theirs, the others share the rest.

    Where there are no others, a cent that an earlier credit of one left falls to the largest.
    """
    settled = sum((p.amount for p in portions if not p.line.includes_vat), ZERO)
    shown = sum((p.amount for p in portions if p.line.includes_vat), ZERO)
    nets = []
    left, ahead = taxable - settled, shown
    for portion in portions:
        if not portion.line.includes_vat:
            nets.append(portion.amount)
            continue
        net = euros(left * portion.amount / ahead)
        nets.append(net)
        left, ahead = left - net, ahead - portion.amount
    if not shown and nets:
        largest = max(range(len(nets)), key=lambda at: nets[at])
        nets[largest] += left
    return nets


def _net_line(portion: Portion, net: Decimal) -> NetLine:
    """The line as the document has it: at the old price and less, or at the price that gives ``net``."""
    line, quantity = portion.line, portion.quantity
    plain = NetLine(quantity, euros(net), ZERO, net, line.vat_category, line.vat_percent)
    less = euros(quantity * line.unit_price) - net
    if less > 0 and (portion.reason or line.allowance):
        return replace(plain, price=line.unit_price, allowance=less)
    return replace(plain, price=_price(net, quantity))


def _price(net: Decimal, quantity: Decimal) -> Decimal:
    """A price of two to six places that times ``quantity`` rounds to ``net``."""
    exact = (net / quantity).quantize(PIECE)
    return euros(exact) if euros(exact) == exact else exact
