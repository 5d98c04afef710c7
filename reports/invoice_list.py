"""The invoices and credit notes of an organisation: filtered, counted, added up, paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Case, CharField, Count, F, Model, Q, QuerySet, Sum, Value, When
from django.db.models.fields.tuple_lookups import TupleLessThan

from lib.money import ZERO
from organisations.access import Actor
from payments.access import invoices_for
from payments.balances import with_balance
from payments.models import Invoice, InvoiceLine
from reports.list_keys import read_key, write_key

PAGE = 50
STATES = ("open", "partly", "overdue", "paid", "to_return", "credited", "credit_note")
_IS_NOTE = Q(type_code=Invoice.TypeCode.CREDIT_NOTE)


@dataclass(frozen=True)
class WantedInvoices:
    """What the reader asked for; empty means all. Days are of issue, both included."""

    begin: date | None = None
    end: date | None = None
    state: str = ""
    q: str = ""
    customer: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the period leaves something out."""
        return any((self.state, self.q, self.customer))


@dataclass(frozen=True)
class ListedInvoice:
    """One row; amounts are euros, below zero on a credit note. ``gross`` is what was charged."""

    number: str
    is_credit_note: bool
    original: str
    issue_date: date
    due_date: date | None
    customer: str
    order_number: str
    text: str
    net: Decimal
    vat: Decimal
    gross: Decimal
    open: Decimal
    state: str


@dataclass(frozen=True)
class Standing:
    """How many documents are in a state, and the euros that are still to be paid on them."""

    count: int = 0
    open: Decimal = ZERO


@dataclass(frozen=True)
class InvoicePage:
    """Some rows; how many there are in the wanted state, and in each; ``next_key`` "" on the last page."""

    rows: tuple[ListedInvoice, ...]
    count: int
    standings: Mapping[str, Standing]
    next_key: str

    @property
    def open(self) -> Decimal:
        """What is still to be paid on all that is counted in any state."""
        return sum((standing.open for standing in self.standings.values()), ZERO)


def invoice_page(
    actor: Actor, organisation_id: int, wanted: WantedInvoices, today: date, after: str = ""
) -> InvoicePage:
    """One page, the newest first, from the key ``after`` on; three statements for any number of rows."""
    every = with_state(_asked(invoices_for(actor, organisation_id), wanted), today)
    standings = _standings(every)
    rows = every.filter(state=wanted.state) if wanted.state else every
    seen = list(_beyond(rows, after).select_related("original").order_by("-issue_date", "-id")[: PAGE + 1])
    texts = _first_texts(seen)
    last = seen[PAGE - 1] if len(seen) > PAGE else None
    counted = [standings.get(wanted.state, Standing())] if wanted.state else standings.values()
    return InvoicePage(
        rows=tuple(_listed(row, texts.get(row.pk, "")) for row in seen[:PAGE]),
        count=sum(standing.count for standing in counted),
        standings=standings,
        next_key=write_key(last.issue_date.isoformat(), last.pk) if last else "",
    )


def wanted_invoices(
    actor: Actor, organisation_id: int, wanted: WantedInvoices, today: date
) -> QuerySet[Invoice]:
    """All that is wanted, without order; for totals and files."""
    rows = _asked(invoices_for(actor, organisation_id), wanted)
    return with_state(rows, today).filter(state=wanted.state) if wanted.state else rows


def with_state(rows: QuerySet[Invoice], today: date) -> QuerySet[Any]:
    """Give each row its balance and a ``state`` of STATES.

    Overdue goes before partly paid; to_return: more was paid than is asked.
    """
    charged = F("payable") + F("prepaid")
    state = Case(
        When(_IS_NOTE, then=Value("credit_note")),
        When(open__lt=0, then=Value("to_return")),
        When(open=0, credited__gte=charged, then=Value("credited")),
        When(open=0, then=Value("paid")),
        When(due_date__lt=today, then=Value("overdue")),
        When(allocated__gt=F("returned"), then=Value("partly")),
        default=Value("open"),
        output_field=CharField(),
    )
    return with_balance(rows).annotate(state=state)


def _asked(rows: QuerySet[Invoice], wanted: WantedInvoices) -> QuerySet[Invoice]:
    if wanted.begin:
        rows = rows.filter(issue_date__gte=wanted.begin)
    if wanted.end:
        rows = rows.filter(issue_date__lte=wanted.end)
    if wanted.customer:
        number = int(wanted.customer) if wanted.customer.isdecimal() and len(wanted.customer) < 19 else 0
        rows = rows.filter(Q(customer__number=number) | Q(customer__merged_into__number=number))
    for word in wanted.q.split():
        rows = rows.filter(_has_word(word))
    return rows


def _has_word(word: str) -> Q:
    """Whether a row has a word in its number, customer or numbers of theirs, or is that amount."""
    found = (
        Q(number__icontains=word)
        | Q(buyer__name__icontains=word)
        | Q(order_number__icontains=word)
        | Q(reference__icontains=word)
    )
    amount = _amount(word)
    if amount is not None:
        found |= Q(tax_inclusive=amount) | Q(payable=amount) | Q(tax_exclusive=amount)
    return found


def _amount(word: str) -> Decimal | None:
    """ "1.295,00", "1295,00" or "1295.00" as euros."""
    plain = word.replace(".", "").replace(",", ".") if "," in word else word
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < 10**9 else None


def _standings(rows: QuerySet[Any]) -> dict[str, Standing]:
    counted = rows.order_by().values("state").annotate(count=Count("pk"), sum=Sum("open"))
    return {
        row["state"]: Standing(row["count"], ZERO if row["state"] == "credit_note" else row["sum"])
        for row in counted
    }


def _beyond(rows: QuerySet[Any], after: str) -> QuerySet[Any]:
    key = read_key(after, str)
    if key is None:
        return rows
    try:
        day = date.fromisoformat(str(key[0]))
    except ValueError:
        return rows
    return rows.filter(TupleLessThan((F("issue_date"), F("id")), (day, key[1])))


def _first_texts(rows: Iterable[Model]) -> dict[int, str]:
    lines = InvoiceLine.objects.filter(invoice__in=[row.pk for row in rows], position=1)
    return dict(lines.values_list("invoice", "name"))


def _listed(row: Any, text: str) -> ListedInvoice:
    is_note = row.type_code == Invoice.TypeCode.CREDIT_NOTE
    sign = -1 if is_note else 1
    title = row.texts.get("event_title", "")
    return ListedInvoice(
        number=row.number,
        is_credit_note=is_note,
        original=row.original.number if row.original else "",
        issue_date=row.issue_date,
        due_date=row.due_date,
        customer=row.buyer.get("name", ""),
        order_number=row.order_number,
        text=": ".join(filter(None, [title, text])),
        net=sign * row.tax_exclusive,
        vat=sign * row.vat_total,
        gross=sign * (row.tax_inclusive + row.rounding),
        open=ZERO if is_note else row.open,
        state=row.state,
    )
