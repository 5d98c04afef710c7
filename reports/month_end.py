"""What invoices add up to: VAT by rate as the return asks for it, and how old is what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from lib.money import ZERO
from organisations.access import Actor
from payments.access import invoices_for
from payments.balances import with_balance
from payments.models import Invoice, InvoiceVat

ROUNDING = ""  # the category of what is rounded (BT-114): no VAT, but part of what is asked
AGES = (0, 30, 60)  # days overdue, at most; older ones come last


@dataclass(frozen=True)
class VatTotal:
    """One VAT category and rate in euros: ``invoiced`` and ``credited`` (below zero) without VAT."""

    category: str
    percent: Decimal
    invoiced: Decimal = ZERO
    credited: Decimal = ZERO
    vat: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """Without VAT, credit notes taken off."""
        return self.invoiced + self.credited

    @property
    def gross(self) -> Decimal:
        """With VAT, credit notes taken off."""
        return self.net + self.vat


@dataclass(frozen=True)
class Age:
    """Open invoices up to so many ``days`` overdue (0: not overdue, None: more than the one before)."""

    days: int | None
    count: int
    open: Decimal


def vat_totals(invoices: QuerySet[Invoice]) -> list[VatTotal]:
    """The totals of ``invoices`` by category and rate, as their export has them: two statements.

    A row for what was rounded comes last, where anything was.
    """
    found: dict[tuple[str, Decimal], VatTotal] = {}
    parts = InvoiceVat.objects.filter(invoice__in=invoices.order_by().values("pk")).order_by()
    summed = parts.values_list("category", "percent", "invoice__type_code")
    for category, percent, kind, taxable, vat in summed.annotate(Sum("taxable"), Sum("amount")):
        known = found.get((category, percent), VatTotal(category, percent))
        found[category, percent] = _with(known, kind, taxable, vat)
    rounded = VatTotal(ROUNDING, ZERO)
    for kind, amount in invoices.order_by().values_list("type_code").annotate(Sum("rounding")):
        rounded = _with(rounded, kind, amount, ZERO)
    rows = sorted(found.values(), key=lambda row: (row.category != "S", -row.percent, row.category))
    return [*rows, rounded] if rounded.invoiced or rounded.credited else rows


def sum_of(rows: Iterable[VatTotal]) -> VatTotal:
    """All rates together."""
    whole = VatTotal(ROUNDING, ZERO)
    for row in rows:
        whole = replace(
            whole,
            invoiced=whole.invoiced + row.invoiced,
            credited=whole.credited + row.credited,
            vat=whole.vat + row.vat,
        )
    return whole


def open_by_age(actor: Actor, organisation_id: int, today: date) -> list[Age]:
    """What is still to be paid on invoices at ``today``, by how long they are overdue: one statement."""
    late = [When(due_date__gte=today - timedelta(days=days), then=Value(at)) for at, days in enumerate(AGES)]
    asked = Q(type_code=Invoice.TypeCode.INVOICE)
    rows = with_balance(invoices_for(actor, organisation_id).filter(asked)).filter(open__gt=ZERO)
    aged = rows.annotate(
        age=Case(
            When(due_date=None, then=Value(0)), *late, default=Value(len(AGES)), output_field=IntegerField()
        )
    )
    counted = aged.order_by().values_list("age").annotate(Count("pk"), Sum(F("open")))
    found = {age: (count, amount) for age, count, amount in counted}
    return [
        Age(days, *found.get(at, (0, ZERO)))
        for at, days in enumerate([*AGES, None])
        if at == 0 or at in found
    ]


def _with(total: VatTotal, kind: str, taxable: Decimal, vat: Decimal) -> VatTotal:
    if kind == Invoice.TypeCode.CREDIT_NOTE:
        return replace(total, credited=total.credited - taxable, vat=total.vat - vat)
    return replace(total, invoiced=total.invoiced + taxable, vat=total.vat + vat)
