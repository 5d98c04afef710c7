"""What is owed on invoices, derived from credit notes, allocations and refunds, never stored (design §1).

charged = what the invoice asked, paid before or not; paid = allocations that stand, less what went
back or is on its way back; open = charged - credited - paid: above zero the customer owes, below
zero we do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    CharField,
    DecimalField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from lib.money import ZERO
from payments.models import Allocation, Invoice, Payment, Refund
from registrations.models import Registration

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

LOST = (Refund.State.FAILED, Refund.State.CANCELED)  # the money stayed here
State = Registration.State
_ISSUED = Q(type_code=Invoice.TypeCode.INVOICE)


@dataclass(frozen=True)
class Balance:
    """How an invoice stands, in euros. ``allocated`` counts what is not undone, ``returned`` all refunds
    that were not lost.
    """

    charged: Decimal
    credited: Decimal
    allocated: Decimal
    returned: Decimal

    @property
    def paid(self) -> Decimal:
        """What of the payments stays here."""
        return self.allocated - self.returned

    @property
    def open(self) -> Decimal:
        """What is still to be paid; below zero: what is to be paid back."""
        return self.charged - self.credited - self.paid

    @property
    def to_pay(self) -> Decimal:
        """What the customer owes."""
        return max(self.open, ZERO)

    @property
    def to_return(self) -> Decimal:
        """What the customer gets back: no more than was paid."""
        return min(max(-self.open, ZERO), max(self.paid, ZERO))


class Sums(TypedDict):
    """What ``with_balance`` adds to a row."""

    credited: Decimal
    allocated: Decimal
    returned: Decimal
    open: Decimal


def with_balance(invoices: QuerySet[Invoice]) -> QuerySet[WithAnnotations[Invoice, Sums]]:
    """Give each invoice ``credited``, ``allocated``, ``returned`` and ``open``, for lists and filters."""
    here = OuterRef("pk")
    summed = invoices.annotate(
        credited=_sum(Invoice.objects.filter(original=here), "original", "payable"),
        allocated=_sum(Allocation.objects.filter(invoice=here, undone_at=None), "invoice", "amount"),
        returned=_sum(Refund.objects.filter(invoice=here).exclude(state__in=LOST), "invoice", "amount"),
    )
    charged = F("payable") + F("prepaid")
    return summed.annotate(open=charged - F("credited") - F("allocated") + F("returned"))


def balances_of(invoice_ids: Iterable[int]) -> dict[int, Balance]:
    """How each of these invoices stands, by its id: one statement. Credit notes have none."""
    rows = with_balance(Invoice.objects.filter(_ISSUED, pk__in=list(invoice_ids)))
    return {
        row.pk: Balance(row.payable + row.prepaid, row.credited, row.allocated, row.returned) for row in rows
    }


def balance_of(invoice: Invoice) -> Balance:
    """How an invoice stands. Who acts on it holds the lock of its customer."""
    return balances_of([invoice.pk])[invoice.pk]


def payment_state(registration: str = "registration") -> Case:
    """none, open, paid or refunded, for rows that reach their registration by that name.

    open: something is to be paid; paid: nothing is, and some of what was paid stays here; refunded:
    all of it came back; none: there is nothing to pay, and never was.
    """
    one = OuterRef(f"{registration}_id" if registration else "pk")
    name = f"{registration}__" if registration else ""
    invoices = Invoice.objects.filter(registration=one)
    allocations = Allocation.objects.filter(invoice__registration=one, undone_at=None)
    refunds = Refund.objects.filter(invoice__registration=one)
    arrived = refunds.filter(state=Refund.State.SUCCEEDED)
    came = Payment.objects.filter(registration=one, state=Payment.State.SUCCEEDED)
    loose = Refund.objects.filter(
        payment__registration=one, invoice=None, state=Refund.State.SUCCEEDED, payment__invoice=None
    )
    of_registration = "registration"
    charged = _sum(invoices.filter(_ISSUED), of_registration, F("payable") + F("prepaid"))
    credited = _sum(invoices.exclude(_ISSUED), of_registration, "payable")
    allocated = _sum(allocations, "invoice__registration", "amount")
    returned = _sum(refunds.exclude(state__in=LOST), "invoice__registration", "amount")
    gone = _sum(arrived, "invoice__registration", "amount")
    received = _sum(came, of_registration, "amount")
    waits = Q(**{f"{name}state__in": (State.AWAITING_PAYMENT, State.AWAITING_APPROVAL, State.CONFIRMED)})
    open_amount = charged - credited - allocated + returned
    return Case(
        When(**{f"{name}payment_method": Registration.PaymentMethod.NONE}, then=Value("none")),
        When(~Exists(invoices.filter(_ISSUED)) & waits, then=Value("open")),
        When(GreaterThan(open_amount, Value(ZERO)), then=Value("open")),
        When(GreaterThan(allocated - gone, Value(ZERO)), then=Value("paid")),
        When(Exists(allocations), then=Value("refunded")),
        When(GreaterThan(received, _sum(loose, "payment__registration", "amount")), then=Value("paid")),
        When(Exists(loose), then=Value("refunded")),
        default=Value("none"),
        output_field=CharField(),
    )


def _sum(rows: QuerySet[Model], by: str, what: str | Combinable) -> Coalesce:
    """The sum over ``rows`` that belong to one row outside; zero where there are none."""
    money: DecimalField[Decimal, Decimal] = DecimalField(max_digits=12, decimal_places=2)
    summed = rows.order_by().values(by).annotate(total=Sum(what)).values("total")
    return Coalesce(Subquery(summed), Value(ZERO), output_field=money)
