"""Credit notes and paid invoices as e-invoices and on paper: the published rules hold, both say the same."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pypdf
import pytest
from django.db import transaction

from events.models import CancellationStep, Event
from flows.cancellation import cancel
from organisations.access import Actor
from payments.crediting import Portion, credit, draft_credit, whole_rest
from payments.documents import store
from payments.invoicing import Prepaid
from payments.models import Invoice, InvoiceDocument
from registrations.models import Registration
from tests.making import NOON, make_basket, make_congress, make_leergang, make_steps
from tests.payments.crediting import make_invoice, make_line
from tests.payments.judge import Judge
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(hours=1)


def documents_of(registration: Registration) -> list[tuple[str, dict[str, bytes]]]:
    """Number and files of all documents of a sign-up."""
    rows = Invoice.objects.filter(registration=registration).order_by("id")
    return [(row.number, store.render(store.read_invoice(row.pk))) for row in rows]


def text_of(files: dict[str, bytes]) -> str:
    reader = pypdf.PdfReader(io.BytesIO(files[InvoiceDocument.Format.PDF]))
    words = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(words.replace("\xa0", " ").split())


def cancelled(event: Event, people: int, leaving: int | None = None) -> Registration:
    registration = make_registration(event, make_basket(event, people))
    ids = None if leaving is None else [p.pk for p in registration.participants.all()[:leaving]]
    cancel(registration.pk, ids, LATER, actor=Actor("contact"))
    return registration


def with_fee(event: Event) -> Event:
    make_steps(event)
    return event


def with_vat_on_the_fee(event: Event) -> Event:
    CancellationStep.objects.create(
        event=event, days_before=999, fee=Decimal(50), vat_category="S", vat_percent=Decimal(21)
    )
    return event


def kept_with_vat(price: str = "12.95") -> Event:
    event = make_congress(price=price)
    event.ticket_types.update(price_includes_vat=True)
    return event


CASES = {
    "one of three": lambda: cancelled(make_congress(price="10.70"), 3, 1),
    "all, less a fee": lambda: cancelled(with_fee(make_congress(price="495.00")), 6),
    "two of three, less a fee, with VAT in the price": lambda: cancelled(
        with_fee(kept_with_vat("129.95")), 3, 2
    ),
    "all, with VAT in the price": lambda: cancelled(kept_with_vat(), 2),
    "exempt, the fee is not": lambda: cancelled(with_vat_on_the_fee(make_leergang(price="1295.05")), 3),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_cancellation_issues_keeps_the_published_rules(judge: Judge, case: str) -> None:
    made = documents_of(CASES[case]())
    assert len(made) >= 2
    for number, files in made:
        assert judge.findings(files[InvoiceDocument.Format.UBL]) == [], number


def test_a_paid_invoice_says_so_and_asks_nothing(judge: Judge) -> None:
    event = make_congress(price="100.00")
    registration = make_registration(event, make_basket(event))
    lines = [make_line(registration, "100.00")]
    with transaction.atomic():
        paid = make_invoice(registration, lines, LATER, Prepaid(Decimal("121.00"), LATER.date()))
        part = make_invoice(registration, lines, LATER, Prepaid(Decimal("100.00"), LATER.date()))
        files = store.render(store.read_invoice(paid.pk))
    assert judge.findings(files["ubl"]) == []
    assert b"<cbc:PrepaidAmount" in files["ubl"]
    assert b"<cbc:PaymentMeansCode>48<" in files["ubl"]
    assert "Betaald op 25 november 2026." in text_of(files)
    files = store.render(store.read_invoice(part.pk))
    assert judge.findings(files["ubl"]) == []
    assert "€ 21,00" in text_of(files)


def test_a_credit_note_on_paper_names_its_invoice_and_what_is_held_back() -> None:
    registration = cancelled(with_fee(make_congress(price="495.00")), 2)
    (number, _), (_, files) = documents_of(registration)
    text = text_of(files)
    for said in ("Creditnota", number, "Annuleringskosten", "€ 70,00", "€ 920,00", "€ 1.113,20"):
        assert said in text, said


def test_many_small_credits_each_keep_the_published_rules(judge: Judge) -> None:
    event = make_congress(price="1.00")
    registration = make_registration(event, make_basket(event))
    sold = [make_line(registration, "10.70", gross=gross, text=str(gross)) for gross in (True, False) * 5]
    with transaction.atomic():
        invoice = make_invoice(registration, sold)
    for _ in range(4):
        portions = [Portion(portion.line, Decimal(1), Decimal("10.70")) for portion in whole_rest(invoice)]
        note = credit_now(invoice, portions)
        assert judge.findings(store.render(store.read_invoice(note.pk))["ubl"]) == []
    rest = credit_now(invoice, whole_rest(invoice))
    assert judge.findings(store.render(store.read_invoice(rest.pk))["ubl"]) == []
    assert sum(n.payable for n in invoice.credit_notes.all()) == invoice.payable


def credit_now(invoice: Invoice, portions: list[Portion]) -> Invoice:
    with transaction.atomic():
        return credit(draft_credit(invoice, portions), LATER)
