"""Each way in which money could get lost is made by raw SQL, and named."""

from __future__ import annotations

import pytest
from django.db import connection

from operations.integrity import check
from payments.models import Allocation, Invoice, Payment, Refund
from payments.money_invariants import allocated
from registrations.models import Hold, Registration
from tests.making import NOON, make_basket, make_congress
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registration() -> Registration:
    """Two at € 121, of which half was paid by bank and a tenth went back."""
    event = make_congress(seats=5, price="100.00")
    registration = make_registration(event, make_basket(event, 2))
    invoice = Invoice.objects.get()
    payment = Payment.objects.create(
        organisation=event.organisation,
        registration=registration,
        invoice=invoice,
        method="bank",
        state="succeeded",
        amount="121.00",
        created_at=NOON,
        received_on=NOON.date(),
    )
    Allocation.objects.create(payment=payment, invoice=invoice, amount="121.00", created_at=NOON)
    Refund.objects.create(
        payment=payment, invoice=invoice, method="bank", state="pending", amount="12.10", created_at=NOON
    )
    return registration


def test_what_is_settled_and_what_goes_back_is_sound(registration: Registration) -> None:
    noise = make_congress(seats=5)
    assert allocated(None).broken == []
    assert (
        allocated(None).checked,
        allocated(registration.event_id).checked,
        allocated(noise.pk).checked,
    ) == (
        1,
        1,
        0,
    )
    assert "payment.allocated" in check().checked


BREAKS = {
    "lost": "UPDATE payments_allocation SET undone_at = created_at",
    "settled by nothing": "UPDATE payments_payment SET state = 'failed'",
    "more settled than came": "UPDATE payments_allocation SET amount = 121.01",
    "more goes back than came": "UPDATE payments_refund SET amount = 121.01",
    "paid beyond what is asked": "UPDATE payments_allocation SET amount = 500; "
    "UPDATE payments_payment SET amount = 500",
    "waits without a payment": "UPDATE registrations_registration SET state = 'awaiting_payment'",
    "keeps seats for who came": "INSERT INTO registrations_hold "
    "(event_id, purpose, key, basket, registration_id) "
    "SELECT event_id, 'payment', 'k', '{}', id FROM registrations_registration",
}


NAMED = {
    "lost": ["payments_payment"],
    "settled by nothing": ["payments_payment"],
    "more settled than came": ["payments_payment"],
    "more goes back than came": ["payments_payment"],
    "paid beyond what is asked": ["payments_invoice"],
    "waits without a payment": ["registrations_registration"],
    "keeps seats for who came": ["registrations_hold"],
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_wrong_is_named(what: str, registration: Registration) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BREAKS[what])
    found = allocated(registration.event_id).broken
    only = {
        "payments_payment": Payment.objects.get().pk,
        "payments_invoice": Invoice.objects.get().pk,
        "registrations_registration": registration.pk,
        "registrations_hold": Hold.objects.values_list("pk", flat=True).first(),
    }
    assert [(row.table, row.id) for row in found] == [(table, only[table]) for table in NAMED[what]]
    assert allocated(None).broken == found


def test_what_a_person_was_told_of_is_not_lost(registration: Registration) -> None:
    Allocation.objects.update(undone_at=NOON)
    assert allocated(None).broken
    Payment.objects.update(concern="paid_late")
    assert allocated(None).broken == []
    Payment.objects.update(concern="", is_disputed=True)
    assert allocated(None).broken == []
    Payment.objects.update(is_disputed=False)
    Refund.objects.update(concern="by_bank")
    assert allocated(None).broken == []
