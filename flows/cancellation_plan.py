"""What a cancellation would do: reckoned once, to be shown before it and to be done by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from flows.cancellation_costs import cost_piece
from lib.money import ZERO
from payments.balances import balances_of
from payments.crediting import CreditDraft, Portion, draft_credit, left_of
from payments.models import Invoice, InvoicedLine, InvoiceLine, Payment
from payments.refunding import returnable
from registrations.cancellation_costs import Costs, costs_of, other_cost
from registrations.cancellation_rules import Period, cancellation_periods
from registrations.models import Line, Participant, Registration, SeatClaim
from registrations.pricing import group_pieces, totals_of

State = Registration.State
CAN_END = (State.CONFIRMED, State.AWAITING_PAYMENT, State.AWAITING_APPROVAL)


class CancellationRefused(Exception):
    """It cannot be cancelled like this. ``code``: "waits" (for a payment: only as a whole)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class InvoicePart:
    """What happens to one invoice: the credit note, the same without costs, and how it stands after."""

    invoice: Invoice
    credit: CreditDraft
    whole: CreditDraft
    open_before: Decimal
    paid: Decimal
    paid_online: Decimal

    @property
    def credited(self) -> Decimal:
        """Euros of the credit note."""
        return self.credit.totals.payable

    @property
    def surplus(self) -> Decimal:
        """Euros that were paid and are not asked any more, by this."""
        before = min(max(-self.open_before, ZERO), self.paid)
        return min(max(self.credited - self.open_before, ZERO), self.paid) - before

    @property
    def open_after(self) -> Decimal:
        """Euros still to be paid."""
        return max(self.open_before - self.credited, ZERO)


@dataclass(frozen=True)
class Plan:
    """What cancelling does. Amounts are euros, with VAT; nothing in it: nobody is left to cancel."""

    registration: Registration
    leaving: tuple[Participant, ...] = ()
    staying: tuple[Participant, ...] = ()
    lines: tuple[Line, ...] = ()
    seats: int = 0
    period: Period = field(default_factory=lambda: Period(None))
    costs: Costs = field(default_factory=Costs)
    parts: tuple[InvoicePart, ...] = ()
    is_whole: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all of it was cancelled before."""
        return not self.leaving and not self.lines

    @property
    def credited(self) -> Decimal:
        """What the credit notes come to."""
        return sum((part.credited for part in self.parts), ZERO)

    @property
    def other_costs(self) -> Decimal:
        """What an invoice of the costs alone comes to."""
        return totals_of(group_pieces(map(cost_piece, self.costs.others))).payable

    @property
    def cost(self) -> Decimal:
        """What cancelling costs."""
        withheld = sum((part.whole.totals.payable - part.credited for part in self.parts), ZERO)
        return withheld + self.other_costs

    @property
    def to_return(self) -> Decimal:
        """What was paid and goes back."""
        return max(sum((part.surplus for part in self.parts), ZERO) - self.other_costs, ZERO)

    @property
    def to_return_online(self) -> Decimal:
        """What of it goes back by itself, the way it came."""
        online = sum((min(part.surplus, part.paid_online) for part in self.parts), ZERO)
        return min(online, self.to_return)

    @property
    def left_to_pay(self) -> Decimal:
        """What is still to be paid after it, of the invoices that it touches."""
        surplus = sum((part.surplus for part in self.parts), ZERO)
        still_open = sum((part.open_after for part in self.parts), ZERO)
        return still_open + max(self.other_costs - surplus, ZERO)


def make_plan(
    registration: Registration,
    participant_ids: Collection[int] | None,
    now: datetime,
    *,
    without_costs: bool = False,
) -> Plan:
    """Reckon what cancelling these participants (None: all of the sign-up) at ``now`` (UTC) does.

    In the active language, that of the sign-up. Nothing is changed. Raises CancellationRefused.
    """
    here = list(registration.participants.filter(ended_at=None).order_by("position"))
    open_lines = list(registration.lines.filter(ended_at=None).select_related("ticket_type"))
    if registration.state not in CAN_END:
        return Plan(registration)
    leaving = [p for p in here if participant_ids is None or p.pk in participant_ids]
    ids = {person.pk for person in leaving}
    lines = [line for line in open_lines if participant_ids is None or line.participant_id in ids]
    is_whole = bool(lines) and len(lines) == len(open_lines)
    if registration.state != State.CONFIRMED and lines and not is_whole:
        raise CancellationRefused("waits")
    period = _period(registration, now)
    is_due = registration.state == State.CONFIRMED and not without_costs
    costs = costs_of(lines, period) if is_due else Costs()
    parts = invoice_parts(lines, costs)
    return Plan(
        registration=registration,
        leaving=tuple(leaving),
        staying=tuple(person for person in here if person.pk not in ids),
        lines=tuple(lines),
        seats=SeatClaim.objects.filter(line__in=lines, released_at=None).values("line_id").distinct().count(),
        period=period,
        costs=_charged(costs, lines, parts),
        parts=parts,
        is_whole=is_whole,
    )


def _period(registration: Registration, now: datetime) -> Period:
    event = registration.event
    first_day, today = event.local_date(event.begins_at), event.local_date(now)
    return cancellation_periods(registration.cancellation_rules, first_day, today)[0]


def _charged(costs: Costs, lines: Sequence[Line], parts: Sequence[InvoicePart]) -> Costs:
    """The costs that somebody is to pay: on an invoice of their own where none was issued yet.

    What was credited before costs nothing any more.
    """
    credited = {line.pk for part in parts for portion in part.whole.portions for line in portion.sold}
    ever = InvoicedLine.objects.filter(line__in=lines).values_list("line_id", flat=True)
    fresh = {line.pk: line for line in lines} if not parts else {}
    for line_id in ever:
        fresh.pop(line_id, None)
    return Costs(
        {pk: amount for pk, amount in costs.withheld.items() if pk in credited},
        (
            *costs.others,
            *(other_cost(fresh[pk], amount) for pk, amount in costs.withheld.items() if pk in fresh),
        ),
    )


def invoice_parts(lines: Sequence[Line], costs: Costs) -> tuple[InvoicePart, ...]:
    """What crediting ``lines``, less ``costs``, does to each invoice that they stand on, in order."""
    invoiced = InvoicedLine.objects.filter(line__in=lines)
    credited = invoiced.filter(invoice_line__invoice__type_code=Invoice.TypeCode.CREDIT_NOTE)
    rows = (
        invoiced.filter(invoice_line__invoice__type_code=Invoice.TypeCode.INVOICE)
        .exclude(line__in=credited.values("line_id"))
        .select_related("invoice_line__invoice__organisation", "invoice_line__invoice__event")
        .prefetch_related("invoice_line__credited_by")
        .order_by("invoice_line__invoice_id", "invoice_line__position", "line_id")
    )
    by_id = {line.pk: line for line in lines}
    sold: dict[int, list[Line]] = {}
    documented: dict[int, InvoiceLine] = {}
    for row in rows:
        documented[row.invoice_line_id] = row.invoice_line
        sold.setdefault(row.invoice_line_id, []).append(by_id[row.line_id])
    by_invoice: dict[int, list[int]] = {}
    for line_id, line in documented.items():
        by_invoice.setdefault(line.invoice_id, []).append(line_id)
    return tuple(
        _part(documented[ids[0]].invoice, [(documented[pk], sold[pk]) for pk in ids], costs)
        for ids in by_invoice.values()
    )


def _part(invoice: Invoice, sold: Iterable[tuple[InvoiceLine, list[Line]]], costs: Costs) -> InvoicePart:
    given = list(sold)
    balance = balances_of([invoice.pk])[invoice.pk]
    return InvoicePart(
        invoice,
        credit=draft_credit(invoice, [_portion(line, own, costs) for line, own in given]),
        whole=draft_credit(invoice, [_portion(line, own, Costs()) for line, own in given]),
        open_before=balance.open,
        paid=balance.paid,
        paid_online=returnable(invoice, method=Payment.Method.STRIPE),
    )


def _portion(line: InvoiceLine, sold: Sequence[Line], costs: Costs) -> Portion:
    withheld = sum((costs.withheld.get(own.pk, ZERO) for own in sold), ZERO)
    amount = min(sum((own.amount for own in sold), ZERO), left_of(line)) - withheld
    reason = _("Cancellation costs") if withheld else ""
    return Portion(line, Decimal(len(sold)), max(amount, ZERO), reason, tuple(sold))
