"""Money that did not go back after all: finance sees it until it did."""

from __future__ import annotations

from decimal import Decimal

import pytest

from flows.cancellation import cancel
from flows.invoice_money import pay_back
from lib import clock
from organisations.access import Actor
from payments.balances import balance_of
from payments.models import Invoice, Refund
from tests.paying import (
    act,
    invoices,
    refund_rows,
    state,
    until,
)
from tests.refunded import is_refund, move, sound, two_paid
from tests.stripe_sandbox import StripeSandbox

pytestmark = pytest.mark.django_db(transaction=True)
FINANCE = Actor("user")


def test_8_a_refund_that_fails_days_later_comes_before_finance_and_is_tried_anew(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = two_paid()
    invoice = Invoice.objects.get()
    cancel(registration.pk, [registration.participants.all()[0].pk], clock.now(), actor=FINANCE)
    assert until(lambda: is_refund("pending"))
    move("succeeded")
    assert until(lambda: is_refund("succeeded"))
    move("failed")
    assert until(lambda: is_refund("failed"))
    assert Refund.objects.get().concern == "refund_failed:unknown"
    assert invoices()[1:] == [("381", "121.00", "121.00")]
    assert balance_of(invoice).to_return == Decimal("121.00")
    pay_back(invoice, Decimal("121.00"), clock.now(), actor=FINANCE)
    assert until(lambda: is_refund("failed", "pending"))
    move("succeeded")
    assert until(lambda: is_refund("failed", "succeeded"))
    assert Refund.objects.exclude(concern="").count() == 0
    assert [refund["amount"] for refund in state()["refunds"]] == [12100, 12100]
    assert (len(invoices()), str(balance_of(invoice).open)) == (2, "0.00")
    assert sound()


def test_8_what_failed_stays_before_finance_when_somebody_elses_money_goes_back(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = two_paid()
    for person in registration.participants.all():
        cancel(registration.pk, [person.pk], clock.now(), actor=FINANCE)
    assert until(lambda: is_refund("pending", "pending"))
    first, second = Refund.objects.order_by("id")
    act(f"refunds/{first.stripe_refund_id}/", status="failed")
    assert until(lambda: is_refund("failed", "pending"))
    act(f"refunds/{second.stripe_refund_id}/", status="succeeded")
    assert until(lambda: is_refund("failed", "succeeded"))
    invoice = Invoice.objects.get(type_code="380")
    assert balance_of(invoice).to_return == Decimal("121.00")
    assert [row.concern for row in Refund.objects.order_by("id")] == ["refund_failed:unknown", ""]
    pay_back(invoice, Decimal("121.00"), clock.now(), actor=FINANCE)
    assert until(lambda: is_refund("failed", "succeeded", "pending"))
    move("succeeded")
    assert until(lambda: is_refund("failed", "succeeded", "succeeded"))
    assert Refund.objects.exclude(concern="").count() == 0
    assert sound()


def test_8_what_failed_goes_back_with_what_comes_after_it_and_concerns_nobody_any_more(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = two_paid()
    first, second = registration.participants.all()
    cancel(registration.pk, [first.pk], clock.now(), actor=FINANCE)
    assert until(lambda: is_refund("pending"))
    move("failed")
    assert until(lambda: is_refund("failed"))
    cancel(registration.pk, [second.pk], clock.now(), actor=FINANCE)
    assert until(lambda: is_refund("failed", "pending"))
    move("succeeded")
    assert until(lambda: is_refund("failed", "succeeded"))
    assert refund_rows() == [("failed", "121.00"), ("succeeded", "242.00")]
    assert Refund.objects.exclude(concern="").count() == 0
    assert sound()
