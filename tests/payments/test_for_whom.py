"""A line says for whom it is where an organisation pays and they are few; its files say so for ever."""

from __future__ import annotations

import pytest
from lxml import etree

from flows.invoice_credit import credit_invoice, plan_credit
from flows.invoice_documents import make_documents
from flows.signup import sign_up
from lib import clock
from operations.integrity import check
from organisations.access import SYSTEM
from organisations.customers import Payer
from payments.credit_choices import credit_choices
from payments.documents import store
from payments.models import Invoice, InvoiceDocument
from registrations.models import Participant
from tests.invoiced import make_customer
from tests.making import NOON, make_basket, make_bill, make_branchedag, make_congress, make_person
from tests.payments.judge import Judge

pytestmark = pytest.mark.django_db(transaction=True)
PRIVATE = Payer(
    attention="Anna de Wit", street="Dorpsstraat 1", postcode="1234 AB", city="Berg", email="a@b.example"
)


def invoice_for(*names: str, payer: Payer | None = None, language: str = "nl") -> Invoice:
    congress = make_congress(price="100.00")
    people = [make_person(name) for name in names]
    bill = make_bill(payer=payer, order_number="7")
    make_customer(congress.organisation, bill.payer, wants_names=True)
    basket = make_basket(congress, people, bill=bill, language=language)
    return sign_up(congress, basket, NOON).invoices.get()


def said(invoice: Invoice) -> list[str]:
    return [line.description for line in invoice.lines.all()]


def items(invoice: Invoice) -> list[str]:
    """What the e-invoice has as BT-154."""
    tree = etree.fromstring(store.e_invoice(store.read_invoice(invoice.pk)))
    return [str(node.text) for node in tree.iterfind(".//{*}Item/{*}Description")]


def test_the_few_people_of_a_line_are_named_on_the_document_and_in_the_e_invoice() -> None:
    invoice = invoice_for("Anna de Wit", "Pieter van den Berg")
    assert said(invoice) == ["Voor Anna de Wit, Pieter van den Berg"]
    assert items(invoice) == said(invoice)


def test_the_published_rules_take_an_item_that_says_for_whom(judge: Judge) -> None:
    invoice = invoice_for("Anna de Wit", "Pieter van den Berg")
    assert judge.findings(store.e_invoice(store.read_invoice(invoice.pk))) == []


def test_in_english_it_says_so() -> None:
    assert said(invoice_for("Anna de Wit", language="en")) == ["For Anna de Wit"]


def test_of_six_people_the_number_says_enough() -> None:
    invoice = invoice_for(*(f"Deelnemer {name}" for name in "abcdef"))
    assert (said(invoice), items(invoice)) == ([""], [])


def test_a_private_person_is_named_once_as_who_pays() -> None:
    assert said(invoice_for("Anna de Wit", payer=PRIVATE)) == [""]


def test_an_organisation_that_did_not_ask_for_names_gets_none() -> None:
    congress = make_congress(price="100.00")
    people = [make_person("Anna de Wit"), make_person("Bas Kuiper")]
    invoice = sign_up(congress, make_basket(congress, people), NOON).invoices.get()
    keys = [choice.key for choice in credit_choices(invoice)]
    note = credit_invoice(invoice, {keys[0]}, NOON, actor=SYSTEM)
    assert (said(invoice), said(note)) == ([""], [""])


def test_whose_name_follows_is_not_named() -> None:
    congress = make_congress(price="100.00")
    make_customer(congress.organisation, make_bill().payer, wants_names=True)
    people = [make_person("Anna de Wit"), make_person("", "", name_follows=True)]
    assert said(sign_up(congress, make_basket(congress, people), NOON).invoices.get()) == ["Voor Anna de Wit"]


def test_a_stand_is_for_nobody_and_its_staff_is_named() -> None:
    fair = make_branchedag()
    make_customer(fair.organisation, make_bill().payer, wants_names=True)
    people = [make_person("Anna de Wit", ticket_type="standhouder")]
    invoice = sign_up(fair, make_basket(fair, people, stand=12), NOON).invoices.get()
    assert said(invoice) == ["", "Voor Anna de Wit"]


def test_a_credit_note_names_those_whom_it_is_about() -> None:
    invoice = invoice_for("Anna de Wit", "Pieter van den Berg", "Cas Mol")
    (pieter,) = (choice.key for choice in credit_choices(invoice) if choice.person.startswith("Pieter"))
    note = credit_invoice(invoice, {pieter}, NOON, actor=SYSTEM)
    assert said(note) == ["Voor Pieter van den Berg"]
    rest = credit_invoice(invoice, plan_credit(invoice, None).keys, NOON, actor=SYSTEM)
    assert said(rest) == ["Voor Anna de Wit, Cas Mol"]


def test_another_name_later_changes_no_document() -> None:
    invoice = invoice_for("Anna de Wit")
    make_documents(str(invoice.pk))
    Participant.objects.update(name="Bram Vos")
    with clock.at(NOON):
        assert [row for rule, row in check().broken if rule == "invoice.document"] == []
    assert said(invoice) == ["Voor Anna de Wit"]


def test_a_document_from_before_names_nobody_and_is_whole() -> None:
    """Rows without a description give the XML of then, byte for byte."""
    invoice = invoice_for(*(f"Deelnemer {name}" for name in "abcdef"))
    make_documents(str(invoice.pk))
    stored = bytes(InvoiceDocument.objects.get(invoice=invoice, format="ubl").content)
    assert b"Description" not in stored
    assert store.e_invoice(store.read_invoice(invoice.pk)) == stored
