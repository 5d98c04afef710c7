"""Issuing invoices: lines that were sold become an immutable document (design §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from lib.vat import Totals
from organisations.models import Organisation
from payments.document_texts import country_in_words, document_texts
from payments.documents.data import Party
from payments.for_whom import for_whom, names_by_line
from payments.issuing import Row, issue
from payments.models import Invoice
from payments.waiting_for_number import wait_for_number
from registrations.models import Billing, Line, Registration
from registrations.pricing import group_pieces, totals_of
from registrations.sold_pieces import piece_of


@dataclass(frozen=True)
class Prepaid:
    """Money that came before the invoice: euros, and the day on which it came."""

    amount: Decimal
    on: date


def invoice_registration(registration: Registration, lines: Sequence[Line], now: datetime) -> Invoice | None:
    """Invoice what was sold on invoice at ``now`` (UTC); None where none is due, or it waits for a number.

    Inside the caller's transaction; the PDF and the UBL are made by a job after it.
    """
    if registration.payment_method != Registration.PaymentMethod.INVOICE:
        return None
    if registration.billing.waits_for_number:
        wait_for_number(registration, now)
        return None
    return invoice_lines(registration, lines, now)


def invoice_lines(
    registration: Registration, lines: Sequence[Line], now: datetime, prepaid: Prepaid | None = None
) -> Invoice | None:
    """Invoice ``lines`` at ``now`` (UTC), some or all of it ``prepaid``; None where nothing is due."""
    groups = group_pieces(piece_of(line) for line in lines)
    totals = totals_of(groups)
    if totals.payable == 0:
        return None
    customer = registration.customer
    is_named = bool(registration.billing.organisation) and customer is not None and customer.wants_names
    names = names_by_line(lines) if is_named else {}
    rows = []
    for group in groups:
        sold = [lines[number] for number in group.numbers]
        row = Row(
            name=group.piece.text,
            description=for_whom(sold, names, registration.language),
            amount=group.amount,
            includes_vat=group.piece.includes_vat,
            allowance_reason=group.piece.allowance_reason,
            sold=sold,
        )
        rows.append(row)
    return issue(_head(registration, totals, now, prepaid), rows, totals, now)


def seller_of(organisation: Organisation) -> Party:
    """The organisation as its documents name it."""
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


def _head(registration: Registration, totals: Totals, now: datetime, prepaid: Prepaid | None) -> Invoice:
    event, customer, billing = registration.event, registration.customer, registration.billing
    if customer is None:
        raise ValueError(f"registration {registration.pk} has nobody to invoice")
    organisation = event.organisation
    issue_date = event.local_date(now)
    term = customer.payment_term_days or organisation.payment_term_days
    return Invoice(
        organisation=organisation,
        type_code=Invoice.TypeCode.INVOICE,
        profile="peppol" if billing.peppol else "nlcius",
        language=registration.language,
        issue_date=issue_date,
        due_date=issue_date + timedelta(days=term),
        supply_begin=event.local_date(event.begins_at),
        supply_end=event.local_date(event.ends_at),
        customer=customer,
        registration=registration,
        event=event,
        seller=asdict(seller_of(organisation)),
        buyer=asdict(_buyer(registration, billing)),
        texts=document_texts(
            organisation,
            event,
            totals,
            issue_date,
            language=registration.language,
            ordered_by=registration.contact_name,
            registration=registration.reference,
        )
        | _payment_texts(prepaid),
        reference=billing.reference or ("" if billing.order_number else registration.reference),
        order_number=billing.order_number,
        prepaid=prepaid.amount if prepaid else Decimal("0.00"),
    )


def _payment_texts(prepaid: Prepaid | None) -> dict[str, str]:
    return {"paid_on": prepaid.on.isoformat()} if prepaid else {}


def _buyer(registration: Registration, billing: Billing) -> Party:
    return Party(
        name=billing.organisation or billing.attention or registration.contact_name,
        attention=billing.attention if billing.organisation else "",
        street=billing.street,
        postcode=billing.postcode,
        city=billing.city,
        country=billing.country,
        country_name=country_in_words(billing.country, registration.language),
        kvk=billing.kvk,
        oin=billing.oin,
        vat_number=billing.vat_number,
        peppol=billing.peppol,
        email=billing.email or registration.contact_email,
    )
