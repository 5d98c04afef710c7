"""Issuing invoices: lines that were sold become an immutable document (design §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from jobs import queue
from lib.dates import format_days
from lib.vat import Totals
from organisations.models import Organisation
from payments.documents.data import Party
from payments.models import Invoice, InvoicedLine, InvoiceLine, InvoiceVat
from payments.numbering import take_number
from registrations.models import Billing, Line, Registration
from registrations.pricing import Group, Piece, group_pieces, totals_of
from registrations.vat_reasons import REASONS


def invoice_registration(registration: Registration, lines: Sequence[Line], now: datetime) -> Invoice | None:
    """Invoice what was sold at ``now`` (UTC); None where nothing is due, or the buyer's number follows.

    Inside the caller's transaction; the PDF and the UBL are made by a job after it.
    """
    if registration.payment_method != Registration.PaymentMethod.INVOICE:
        return None
    billing = registration.billing
    groups = group_pieces(_piece(line) for line in lines)
    totals = totals_of(groups)
    if totals.payable == 0 or billing.number_follows:
        return None
    invoice = _issue(registration, billing, totals, now)
    _add_lines(invoice, groups, totals, lines)
    _add_vat(invoice, totals)
    queue.later("invoice_documents", str(invoice.pk), f"invoice_documents:{invoice.pk}", now)
    return invoice


def _issue(registration: Registration, billing: Billing, totals: Totals, now: datetime) -> Invoice:
    event, customer = registration.event, registration.customer
    if customer is None:
        raise ValueError(f"registration {registration.pk} has nobody to invoice")
    organisation = event.organisation
    issue_date = event.local_date(now)
    term = customer.payment_term_days or organisation.payment_term_days
    number = take_number(organisation.pk, issue_date.year)
    invoice = Invoice(
        organisation=organisation,
        number_range=number.number_range,
        position=number.position,
        number=number.text,
        type_code=Invoice.TypeCode.INVOICE,
        profile="peppol" if billing.peppol else "nlcius",
        language=registration.language,
        issued_at=now,
        issue_date=issue_date,
        due_date=issue_date + timedelta(days=term),
        supply_begin=event.local_date(event.begins_at),
        supply_end=event.local_date(event.ends_at),
        customer=customer,
        registration=registration,
        event=event,
        seller=asdict(_seller(organisation)),
        buyer=asdict(_buyer(registration, billing)),
        texts=_texts(registration, organisation, totals, issue_date),
        reference=billing.reference or ("" if billing.order_number else registration.reference),
        order_number=billing.order_number,
        line_total=totals.net,
        tax_exclusive=totals.net,
        vat_total=totals.vat,
        tax_inclusive=totals.gross,
        rounding=totals.rounding,
        payable=totals.payable,
    )
    invoice.save(force_insert=True)
    return invoice


def _add_lines(invoice: Invoice, groups: Sequence[Group], totals: Totals, lines: Sequence[Line]) -> None:
    rows = [
        InvoiceLine(
            invoice=invoice,
            position=position,
            name=group.piece.text,
            quantity=net.quantity,
            unit_price=net.price,
            allowance=net.allowance,
            allowance_reason=group.piece.allowance_reason,
            net=net.net,
            vat_category=net.category,
            vat_percent=net.percent,
            amount=group.amount,
            includes_vat=group.piece.includes_vat,
        )
        for position, (group, net) in enumerate(zip(groups, totals.lines, strict=True), start=1)
    ]
    InvoiceLine.objects.bulk_create(rows)
    InvoicedLine.objects.bulk_create(
        InvoicedLine(invoice_line=row, line=lines[number])
        for row, group in zip(rows, groups, strict=True)
        for number in group.numbers
    )


def _add_vat(invoice: Invoice, totals: Totals) -> None:
    InvoiceVat.objects.bulk_create(
        InvoiceVat(
            invoice=invoice,
            category=part.category,
            percent=part.percent,
            taxable=part.taxable,
            amount=part.vat,
            reason=REASONS[part.category][0],
            reason_code=REASONS[part.category][1],
        )
        for part in totals.subtotals
    )


def _piece(line: Line) -> Piece:
    return Piece(
        text=line.text,
        price=line.unit_price,
        includes_vat=line.price_includes_vat,
        category=line.vat_category,
        percent=line.vat_percent,
        allowance=line.allowance,
        allowance_reason=line.allowance_reason,
    )


def _seller(organisation: Organisation) -> Party:
    return Party(
        name=organisation.seller_name,
        street=organisation.street,
        postcode=organisation.postcode,
        city=organisation.city,
        country=organisation.country,
        kvk=organisation.kvk,
        oin=organisation.oin,
        vat_number=organisation.vat_number,
        email=organisation.email,
        phone=organisation.phone,
    )


def _buyer(registration: Registration, billing: Billing) -> Party:
    return Party(
        name=billing.organisation or billing.attention or registration.contact_name,
        attention=billing.attention if billing.organisation else "",
        street=billing.street,
        postcode=billing.postcode,
        city=billing.city,
        country=billing.country,
        kvk=billing.kvk,
        oin=billing.oin,
        vat_number=billing.vat_number,
        peppol=billing.peppol,
        email=billing.email or registration.contact_email,
    )


def _texts(
    registration: Registration, organisation: Organisation, totals: Totals, issue_date: date
) -> dict[str, str]:
    event, language = registration.event, registration.language
    days = sorted({event.local_date(day.begins_at) for day in event.days.all()})
    is_exempt = any(part.category == "E" for part in totals.subtotals)
    return {
        "event_title": event.text("title", language),
        "event_dates": format_days(days, language) if days else "",
        "ordered_by": registration.contact_name,
        "crkbo": f"Ingeschreven in het CRKBO, nummer {organisation.crkbo_number}."
        if is_exempt and organisation.is_crkbo_registered(issue_date)
        else "",
        "iban": organisation.iban,
        "bic": organisation.bic,
        "account_name": organisation.account_name or organisation.seller_name,
        "accent": organisation.accent,
        "registration": registration.reference,
    }
