"""The customers of an organisation: found, with what each still has to pay, paged by key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.db.models.functions import Coalesce, Lower

from lib.money import ZERO
from organisations.access import Actor
from organisations.models import Customer, CustomerLikeness
from payments.balances import with_balance
from payments.models import Invoice
from reports.list_keys import read_key, write_key

PAGE = 50


@dataclass(frozen=True)
class ListedCustomer:
    """One customer; ``open`` and ``overdue`` are euros of its invoices and of those merged into it."""

    customer: Customer
    open: Decimal
    overdue: Decimal
    may_be_double: bool


@dataclass(frozen=True)
class CustomerPage:
    """Some customers by name, how many there are in all, and the key of the next page ("": none)."""

    rows: tuple[ListedCustomer, ...]
    count: int
    next_key: str


def customers_for(
    actor: Actor, organisation_id: int, capability: str = "customers.view"
) -> QuerySet[Customer]:
    """The customers of an organisation that ``actor`` may see; a role for single events opens none."""
    rows = Customer.objects.filter(organisation_id=organisation_id)
    return rows if actor.reach(capability) is None else rows.none()


def find_customer(
    actor: Actor, organisation_id: int, number: int, capability: str = "customers.view"
) -> Customer | None:
    """The customer with that number, also one that was merged into another; None: not for this actor."""
    rows = customers_for(actor, organisation_id, capability)
    return rows.select_related("merged_into", "organisation").filter(number=number).first()


def customer_page(actor: Actor, organisation_id: int, q: str, today: date, after: str = "") -> CustomerPage:
    """One page of the customers that ``q`` finds; four statements for any number of rows."""
    rows = _found(customers_for(actor, organisation_id).filter(merged_into=None), q)
    count = rows.count()
    sorted_rows = rows.annotate(sort=Lower("name")).order_by("sort", "id")
    if key := read_key(after, str):
        sorted_rows = sorted_rows.filter(TupleGreaterThan((F("sort"), F("id")), key))
    seen = list(sorted_rows[: PAGE + 1])
    shown = seen[:PAGE]
    owed = owed_by([row.pk for row in shown], today)
    double = _doubles([row.pk for row in shown])
    return CustomerPage(
        rows=tuple(ListedCustomer(row, *owed.get(row.pk, (ZERO, ZERO)), row.pk in double) for row in shown),
        count=count,
        next_key=write_key(vars(shown[-1])["sort"], shown[-1].pk) if len(seen) > PAGE else "",
    )


def owed_by(customer_ids: Collection[int], today: date) -> dict[int, tuple[Decimal, Decimal]]:
    """What customers still have to pay, and how much of it is overdue at ``today``, by id: one statement."""
    whose = Q(customer__in=customer_ids) | Q(customer__merged_into__in=customer_ids)
    asked = Invoice.objects.filter(whose, type_code=Invoice.TypeCode.INVOICE)
    rows = (
        with_balance(asked)
        .filter(open__gt=ZERO)
        .annotate(
            payer=Coalesce("customer__merged_into_id", "customer_id"),
            late=Case(When(due_date__lt=today, then=F("open")), default=Value(ZERO)),
        )
    )
    summed = rows.order_by().values_list("payer").annotate(Sum(F("open")), Sum(F("late")))
    return {payer: (owed, late) for payer, owed, late in summed}


def _found(rows: QuerySet[Customer], q: str) -> QuerySet[Customer]:
    for word in q.split():
        found = Q(name__icontains=word) | Q(city__icontains=word) | Q(email__icontains=word)
        found |= Q(kvk=word) | Q(oin=word) | Q(vat_number__iexact=word)
        if word.isdecimal() and len(word) < 19:
            found |= Q(number=int(word))
        rows = rows.filter(found)
    return rows


def _doubles(customer_ids: Collection[int]) -> set[int]:
    pairs = CustomerLikeness.objects.filter(Q(customer__in=customer_ids) | Q(other__in=customer_ids))
    return {pk for pair in pairs.values_list("customer", "other") for pk in pair}


def likenesses_of(customer: Customer) -> list[tuple[Customer, str]]:
    """Customers that may be the same as this one, and by what they are alike."""
    pairs = CustomerLikeness.objects.filter(Q(customer=customer) | Q(other=customer))
    found = [
        (pair.other if pair.customer_id == customer.pk else pair.customer, pair.reason)
        for pair in pairs.select_related("customer", "other").order_by("id")
    ]
    return [(other, reason) for other, reason in found if other.merged_into_id is None]
