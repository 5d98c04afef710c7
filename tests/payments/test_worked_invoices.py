"""Each worked sale becomes the invoice that was reckoned by hand, and its UBL keeps the published rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from events.models import Event, Stand, TicketType
from lib.money import euros
from lib.vat import vat_amount
from organisations.customers import Payer, find_or_add_customer
from organisations.models import Organisation
from payments.crediting import credit, draft_credit, whole_rest
from payments.documents import store, ubl
from payments.loose import LooseInvoice, LooseLine, LooseRefused, issue_loose
from payments.models import Invoice, InvoiceLine
from registrations.models import Registration
from tests.making import (
    NOON,
    make_basket,
    make_bill,
    make_branchedag,
    make_congress,
    make_organisation,
    make_person,
)
from tests.payments.judge import Judge
from tests.payments.worked import BELGIAN, DUTCH, Sold, Worked
from tests.payments.worked_by_sign_up import BY_SIGN_UP
from tests.payments.worked_loose import LOOSE
from tests.signed_up import sign_up_for

pytestmark = pytest.mark.django_db


def rate(text: str) -> tuple[str, Decimal]:
    """Category and percent of "S21" or "E"."""
    category = text.rstrip("0123456789")
    return category, Decimal(text[len(category) :] or 0)


def make_event(worked: Worked) -> Event:
    """An event that sells what was sold, nothing else, and stand 12 where a stand was."""
    if any(sold.kind == "stand" for sold in worked.sold):
        event = make_branchedag(stands=0, most_staff=9)
    else:
        event = make_congress()
    event.ticket_types.filter(kind__in=["admission", "stand"]).delete()
    for position, sold in enumerate(worked.sold):
        category, percent = rate(sold.vat)
        ticket = TicketType.objects.create(
            event=event,
            slug=f"t{position}",
            title=sold.text,
            kind=sold.kind,
            price=Decimal(sold.price),
            price_includes_vat=sold.with_vat,
            vat_category=category,
            vat_percent=percent,
            position=position,
            most_staff=9,
        )
        if sold.kind == "stand":
            Stand.objects.create(event=event, number=12, ticket_type=ticket)
    return event


def sell(worked: Worked) -> Invoice:
    """Sign up by the real flow: whoever comes, their add-ons with the first of them."""
    event = make_event(worked)
    tickets = ["standhouder"] * worked.staff
    addons: dict[str, int] = {}
    for position, sold in enumerate(worked.sold):
        if sold.kind == "admission":
            tickets += [f"t{position}"] * int(sold.count)
        elif sold.kind == "addon":
            addons[f"t{position}"] = int(sold.count)
    people = [
        make_person(f"Deelnemer {number}", ticket_type=ticket, addons={} if number else addons)
        for number, ticket in enumerate(tickets)
    ]
    stand = 12 if any(sold.kind == "stand" for sold in worked.sold) else None
    basket = make_basket(event, people, bill=make_bill(payer=worked.buyer), stand=stand)
    return Invoice.objects.get(registration=sign_up_for(event, basket))


def loose_line(sold: Sold) -> LooseLine:
    category, percent = rate(sold.vat)
    return LooseLine(
        text=sold.text,
        quantity=Decimal(sold.count),
        price=Decimal(sold.price),
        category=category,
        percent=percent,
        includes_vat=sold.with_vat,
        allowance=Decimal(sold.less),
        allowance_reason="Korting" if Decimal(sold.less) else "",
    )


def invoice_loosely(buyer: Payer, *sold: Sold, organisation: Organisation | None = None) -> Invoice:
    customer = find_or_add_customer((organisation or make_organisation()).pk, buyer, NOON)
    return issue_loose(customer, LooseInvoice(tuple(map(loose_line, sold))), None, NOON)


def rate_said(category: str, percent: Decimal) -> str:
    return f"{category}{percent.normalize():f}" if percent else category


def line_said(line: InvoiceLine) -> str:
    price = (
        f"{line.unit_price.normalize():f}" if line.unit_price % Decimal("0.01") else f"{line.unit_price:.2f}"
    )
    less = f" − {line.allowance}" if line.allowance else ""
    vat = rate_said(line.vat_category, line.vat_percent)
    return f"{line.quantity.normalize():f} × {price}{less} = {line.net} {vat}"


def said(invoice: Invoice) -> dict[str, Any]:
    """What an invoice says, as ``Worked`` writes it."""
    return {
        "lines": tuple(line_said(line) for line in invoice.lines.all()),
        "vat": tuple(
            f"{rate_said(part.category, part.percent)} {part.taxable} {part.amount}"
            for part in invoice.vat.all()
        ),
        "reasons": tuple(part.reason for part in invoice.vat.all()),
        "net": str(invoice.tax_exclusive),
        "vat_total": str(invoice.vat_total),
        "gross": str(invoice.tax_inclusive),
        "rounding": str(invoice.rounding),
        "payable": str(invoice.payable),
    }


def expected(worked: Worked) -> dict[str, Any]:
    names = ("lines", "vat", "reasons", "net", "vat_total", "gross", "rounding", "payable")
    return {name: getattr(worked, name) for name in names}


def judged(judge: Judge, invoice: Invoice) -> list[str]:
    return judge.findings(ubl.render(store.invoice_data(store.read_invoice(invoice.pk))))


def named(cases: tuple[Worked, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("worked", cases, ids=[case.name for case in cases])


@named(BY_SIGN_UP)
def test_a_sign_up_is_invoiced_as_it_was_worked_out(worked: Worked) -> None:
    assert said(sell(worked)) == expected(worked)


@named(LOOSE)
def test_a_loose_invoice_is_as_it_was_worked_out(worked: Worked) -> None:
    assert said(invoice_loosely(worked.buyer, *worked.sold)) == expected(worked)


@named(BY_SIGN_UP)
def test_its_ubl_keeps_the_published_rules(judge: Judge, worked: Worked) -> None:
    assert judged(judge, sell(worked)) == []


@named(LOOSE)
def test_the_ubl_of_a_loose_one_does_too(judge: Judge, worked: Worked) -> None:
    assert judged(judge, invoice_loosely(worked.buyer, *worked.sold)) == []


def test_the_table_is_long_and_adds_up_by_itself() -> None:
    """What was worked out by hand keeps the sums of EN 16931 without any code of ours but the rounding."""
    assert len(BY_SIGN_UP) + len(LOOSE) >= 25
    for worked in (*BY_SIGN_UP, *LOOSE):
        parts = [(rate(kind)[1], Decimal(net), Decimal(vat)) for kind, net, vat in map(str.split, worked.vat)]
        assert [vat_amount(net, percent) for percent, net, _ in parts] == [vat for *_, vat in parts]
        assert sum(net for _, net, _ in parts) == Decimal(worked.net)
        assert sum(vat for *_, vat in parts) == Decimal(worked.vat_total)
        assert Decimal(worked.net) + Decimal(worked.vat_total) == Decimal(worked.gross)
        assert Decimal(worked.gross) + Decimal(worked.rounding) == Decimal(worked.payable)


def test_the_lines_of_a_sign_up_keep_why_no_vat_was_charged() -> None:
    worked = next(case for case in BY_SIGN_UP if case.name.startswith("a stand of a Belgian exhibitor"))
    registration = Registration.objects.get(invoices=sell(worked))
    kept = registration.lines.values_list("vat_category", "vat_percent", "vat_reason", "price_includes_vat")
    assert set(kept) == {("AE", Decimal("0.00"), "Btw verlegd", False)}


def test_an_invoice_is_in_the_series_of_its_organisation() -> None:
    academy = make_organisation()
    first = invoice_loosely(DUTCH, Sold("Sponsorpakket", "2500.00"), organisation=academy)
    second = invoice_loosely(BELGIAN, Sold("Boek", "24.77", vat="S9"), organisation=academy)
    other = invoice_loosely(DUTCH, Sold("Sponsorpakket", "2500.00"))
    assert [row.number for row in (first, second, other)] == ["2026-0001", "2026-0002", "2026-0001"]


@pytest.mark.parametrize(
    ("buyer", "sold", "code"),
    [
        (DUTCH, (Sold("Sponsorpakket", "2500.00", vat="AE"),), "reverse_charge"),
        (DUTCH, (Sold("Niets", "0.00"),), "nothing"),
        (BELGIAN, (Sold("Pakket", "9.00", vat="O"), Sold("Boek", "9.00", vat="S9")), "outside_scope"),
    ],
)
def test_what_no_invoice_may_say_is_refused_and_takes_no_number(
    buyer: Payer, sold: tuple[Sold, ...], code: str
) -> None:
    academy = make_organisation()
    with pytest.raises(LooseRefused) as refused:
        invoice_loosely(buyer, *sold, organisation=academy)
    assert refused.value.code == code
    assert invoice_loosely(DUTCH, Sold("Boek", "9.00"), organisation=academy).position == 1


@pytest.mark.parametrize(("language", "country"), [("nl", "België"), ("en", "Belgium")])
def test_the_country_of_a_buyer_abroad_stands_in_words_of_the_document(language: str, country: str) -> None:
    customer = find_or_add_customer(make_organisation().pk, BELGIAN, NOON)
    wanted = LooseInvoice((loose_line(Sold("Boek", "9.00")),), language=language)
    assert issue_loose(customer, wanted, None, NOON).buyer["country_name"] == country


@named(BY_SIGN_UP + LOOSE)
def test_its_credit_note_has_the_same_totals_and_keeps_the_published_rules(
    judge: Judge, worked: Worked
) -> None:
    invoice = sell(worked) if worked in BY_SIGN_UP else invoice_loosely(worked.buyer, *worked.sold)
    note = credit(draft_credit(invoice, whole_rest(invoice)), NOON)
    totals = ("vat", "reasons", "net", "vat_total", "gross", "rounding", "payable")
    assert {name: said(note)[name] for name in totals} == {name: expected(worked)[name] for name in totals}
    assert judged(judge, note) == []


@named(BY_SIGN_UP + LOOSE)
def test_credited_in_two_parts_it_is_credited_to_the_cent(judge: Judge, worked: Worked) -> None:
    invoice = sell(worked) if worked in BY_SIGN_UP else invoice_loosely(worked.buyer, *worked.sold)
    half = [replace(portion, amount=euros(portion.amount / 2)) for portion in whole_rest(invoice)]
    notes = [credit(draft_credit(invoice, half), NOON)]
    notes.append(credit(draft_credit(invoice, whole_rest(invoice)), NOON))
    assert sum(note.payable for note in notes) == Decimal(worked.payable)
    assert [finding for note in notes for finding in judged(judge, note)] == []
