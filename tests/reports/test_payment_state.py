"""none, open, paid or refunded: derived from what was asked, paid, credited and returned."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from flows.cancellation import cancel
from organisations.access import SYSTEM, Actor
from payments.crediting import credit, draft_credit, whole_rest
from payments.models import Invoice, Payment, Refund
from payments.receiving import allocate
from registrations.models import Registration
from reports.attendee_list import Wanted, attendee_page
from tests.making import NOON, make_basket, make_bill, make_congress, make_person
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)


def make_sign_up(price: str = "100.00", people: int = 1, **fields: object) -> Registration:
    event = make_congress(seats=9, price=price)
    return make_registration(event, make_basket(event, people, **fields))  # type: ignore[arg-type]


def pay(registration: Registration, amount: str) -> Payment:
    invoice = Invoice.objects.get(registration=registration, type_code="380")
    payment = Payment.objects.create(
        organisation=registration.event.organisation,
        registration=registration,
        invoice=invoice,
        method="bank",
        state="succeeded",
        amount=amount,
        created_at=NOON,
        received_on=NOON.date(),
    )
    allocate(payment, invoice, Decimal(amount), NOON)
    return payment


def give_back(payment: Payment, amount: str, state: str, *, loose: bool = False) -> Refund:
    return Refund.objects.create(
        payment=payment,
        invoice=None if loose else payment.invoice,
        method="bank",
        state=state,
        amount=amount,
        created_at=NOON,
    )


def credit_all(registration: Registration) -> None:
    invoice = Invoice.objects.get(registration=registration, type_code="380")
    with transaction.atomic():
        credit(draft_credit(invoice, whole_rest(invoice)), NOON)


def told(registration: Registration) -> set[str]:
    rows = attendee_page(SYSTEM, registration.event, Wanted()).rows
    return {row.payment_state for row in rows}


def test_what_is_free_has_none() -> None:
    assert told(make_sign_up(price="0.00")) == {"none"}


def test_part_of_it_leaves_it_open_and_the_rest_makes_it_paid() -> None:
    registration = make_sign_up(people=2)
    assert told(registration) == {"open"}
    pay(registration, "121.00")
    assert told(registration) == {"open"}
    pay(registration, "121.00")
    assert told(registration) == {"paid"}


def test_an_invoice_that_waits_for_a_number_is_open() -> None:
    assert told(make_sign_up(bill=make_bill(number_follows=True))) == {"open"}


def test_refunded_is_told_once_the_money_is_back_and_not_before() -> None:
    registration = make_sign_up()
    payment = pay(registration, "121.00")
    credit_all(registration)
    assert told(registration) == {"paid"}
    refund = give_back(payment, "121.00", "pending")
    assert told(registration) == {"paid"}
    Refund.objects.update(state="failed")
    assert told(registration) == {"paid"}
    Refund.objects.filter(pk=refund.pk).update(state="succeeded")
    assert told(registration) == {"refunded"}


def test_one_of_two_credited_and_paid_back_leaves_it_paid() -> None:
    registration = make_sign_up(people=2)
    payment = pay(registration, "242.00")
    person = registration.participants.all()[0]
    cancel(registration.pk, [person.pk], NOON + timedelta(hours=1), actor=Actor("contact"))
    give_back(payment, "121.00", "succeeded")
    assert told(registration) == {"paid"}


def test_cancelled_before_anything_was_paid_has_none() -> None:
    registration = make_sign_up()
    cancel(registration.pk, None, NOON + timedelta(hours=1), actor=Actor("contact"))
    assert told(registration) == {"none"}


def test_paid_back_without_a_credit_note_is_open_again() -> None:
    registration = make_sign_up()
    give_back(pay(registration, "121.00"), "121.00", "succeeded")
    assert told(registration) == {"open"}


def test_a_payment_that_is_undone_leaves_it_open() -> None:
    registration = make_sign_up()
    payment = pay(registration, "121.00")
    payment.allocations.update(undone_at=NOON)
    assert told(registration) == {"open"}


@pytest.mark.parametrize(
    ("state", "back", "expected"),
    [
        ("awaiting_payment", None, "open"),
        ("expired", None, "none"),
        ("expired", "pending", "paid"),
        ("expired", "succeeded", "refunded"),
    ],
)
def test_what_was_to_be_paid_online_first(state: str, back: str | None, expected: str) -> None:
    registration = make_sign_up(bill=make_bill(number_follows=True))  # so that there is no invoice
    Registration.objects.update(state=state, payment_method="online", confirmed_at=None)
    if back:
        payment = Payment.objects.create(
            organisation=registration.event.organisation,
            registration=registration,
            method="stripe",
            state="succeeded",
            amount="121.00",
            created_at=NOON,
        )
        give_back(payment, "121.00", back, loose=True)
    assert told(registration) == {expected}


def test_the_filter_finds_each_and_asks_no_more_for_many() -> None:
    registration = make_sign_up(people=3)
    other = make_registration(
        registration.event, make_basket(registration.event, [make_person("Iemand Anders")])
    )
    pay(other, "121.00")
    found = {
        state: attendee_page(SYSTEM, registration.event, Wanted(payment=state)).count
        for state in ("none", "open", "paid", "refunded")
    }
    assert found == {"none": 0, "open": 3, "paid": 1, "refunded": 0}
    with CaptureQueriesContext(
        connection,
    ) as few:
        attendee_page(SYSTEM, registration.event, Wanted(payment="open"))
    assert len(few) == 2
