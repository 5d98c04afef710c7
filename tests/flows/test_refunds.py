"""Money that goes back: its real states, told only when they are so, never more than came."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest

from flows import refunds
from flows.cancellation import cancel
from flows.checkout import pay_invoice
from flows.invoice_money import RefundRefused, note_bank_payment, pay_back
from flows.payment_decisions import AlreadyDecided, return_what_came, take_what_came
from flows.reconciliation import night
from jobs.models import Job
from jobs.outcomes import NotYet
from lib import clock
from notifications.models import Message
from organisations.access import Actor
from payments.balances import balance_of
from payments.models import Allocation, Invoice, Payment, Refund, StripeEvent
from registrations.models import Hold, Registration
from tests.at_once import at_once
from tests.making import make_basket
from tests.paying import (
    act,
    choose,
    hurry,
    invoices,
    is_in,
    make_paid_event,
    payment_of,
    refund_rows,
    session_of,
    sign_up_online,
    state,
    taken,
    until,
    work,
)
from tests.refunded import is_refund, move, said, sound, two_paid
from tests.registered import make_registration
from tests.stripe_sandbox import StripeSandbox

pytestmark = pytest.mark.django_db(transaction=True)
FINANCE = Actor("user")


def test_one_of_two_leaves_and_their_money_goes_back_in_its_real_states(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = two_paid()
    person = registration.participants.all()[0]
    done = cancel(registration.pk, [person.pk], clock.now(), actor=FINANCE)
    assert [str(refund.amount) for refund in done.refunds] == ["121.00"]
    assert until(lambda: is_refund("pending"))
    move("pending")  # it stays where it is
    assert "terugbetaald" not in said()
    contact = Message.objects.get(kind="cancellation", to_address=registration.contact_email)
    told = " ".join(contact.text.split())
    assert "U krijgt € 121,00 terug op de rekening of kaart waarmee is betaald." in told
    assert "terugbetaald" not in told
    move("succeeded")
    assert until(lambda: is_refund("succeeded"))
    assert "Wij hebben € 121,00 aan u terugbetaald." in said()
    invoice = Invoice.objects.get(type_code="380")
    assert (str(balance_of(invoice).open), str(balance_of(invoice).paid)) == ("0.00", "121.00")
    assert [refund["amount"] for refund in state()["refunds"]] == [12100]
    assert sound()


def test_7_more_than_is_left_is_refused_without_asking_stripe(stripe_sandbox: StripeSandbox) -> None:
    registration = two_paid()
    row = payment_of(registration)
    with pytest.raises(RefundRefused) as refused:
        refunds.pay_back_payment(row.pk, Decimal("242.01"), clock.now(), actor=FINANCE)
    assert (refused.value.left, Refund.objects.count()) == (Decimal("242.00"), 0)
    assert state()["refunds"] == []


def test_7_two_at_once_get_one(stripe_sandbox: StripeSandbox) -> None:
    row = payment_of(two_paid())

    def ask(_: int) -> bool:
        try:
            refunds.pay_back_payment(row.pk, Decimal("150.00"), clock.now(), actor=FINANCE)
        except RefundRefused:
            return False
        return True

    assert sorted(at_once(4, ask)) == [False, False, False, True]
    assert until(lambda: is_refund("pending"))
    assert [refund["amount"] for refund in state()["refunds"]] == [15000]


def test_a_refund_is_asked_once_whatever_happens_on_the_way(stripe_sandbox: StripeSandbox) -> None:
    row = payment_of(two_paid())
    stripe_sandbox.kill()
    (refund,) = refunds.pay_back_payment(row.pk, Decimal("10.00"), clock.now(), actor=FINANCE)
    work()
    assert refund_rows() == [("requested", "10.00")]
    job = Job.objects.get(name="refund")
    assert (job.attempts, job.due - clock.now() < timedelta(seconds=6)) == (0, True)  # a wait, not a try
    stripe_sandbox.start()

    def send(_: int) -> None:
        with suppress(NotYet):  # Stripe is busy with the same request
            refunds.send(str(refund.pk))

    at_once(3, send)
    assert until(lambda: is_refund("pending"))
    assert len(state()["refunds"]) == 1


def test_a_key_that_stripe_may_have_forgotten_is_looked_for_first(stripe_sandbox: StripeSandbox) -> None:
    row = payment_of(two_paid())
    (refund,) = refunds.pay_back_payment(row.pk, Decimal("10.00"), clock.now(), actor=FINANCE)
    refunds._ask(refund)  # and then we died
    Refund.objects.update(created_at=clock.now() - timedelta(hours=25), request_key=refund.request_key)
    refunds.send(str(refund.pk))
    assert len(state()["refunds"]) == 1
    assert Refund.objects.get().stripe_refund_id == state()["refunds"][0]["id"]


def test_what_stripe_will_not_do_stays_here_and_comes_before_finance(stripe_sandbox: StripeSandbox) -> None:
    row = payment_of(two_paid())
    act(f"payments/{row.payment_intent_id}/refund", amount="242.00")
    Refund.objects.all().delete()
    (refund,) = refunds.pay_back_payment(row.pk, Decimal("10.00"), clock.now(), actor=FINANCE)
    refunds.send(str(refund.pk))
    refund.refresh_from_db()
    assert (refund.state, refund.concern) == ("failed", "refund_failed:charge_already_refunded")


def test_a_refund_of_the_dashboard_is_taken_on_and_nobody_is_cancelled(stripe_sandbox: StripeSandbox) -> None:
    registration = two_paid()
    row = payment_of(registration)
    act(f"payments/{row.payment_intent_id}/refund", amount="121.00")
    assert until(Refund.objects.exists)
    refund = Refund.objects.get()
    assert (refund.is_adopted, refund.concern, str(refund.amount)) == (True, "adopted", "121.00")
    assert (refund.invoice, len(invoices())) == (Invoice.objects.get(), 1)
    assert is_in(registration, "confirmed")()
    assert until(lambda: is_refund("succeeded"), 20)
    assert str(balance_of(Invoice.objects.get()).open) == "121.00"
    assert sound()


def test_a_refund_that_is_updated_before_it_was_created_is_one(stripe_sandbox: StripeSandbox) -> None:
    row = payment_of(two_paid())
    (refund,) = refunds.pay_back_payment(row.pk, Decimal("10.00"), clock.now(), actor=FINANCE)
    seen = refunds._ask(refund)
    refunds.look_at_refund(seen.id)  # the webhook is sooner than our own row
    refunds.send(str(refund.pk))
    refunds.look_at_refund(seen.id)
    assert refund_rows() == [("pending", "10.00")]
    assert Refund.objects.get().is_adopted is False


def test_9_a_dispute_is_flagged_and_when_lost_the_invoice_is_open_again(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration = sign_up_online(make_paid_event())
    choose(session_of(registration), "paid", method="card")
    assert until(is_in(registration, "confirmed"))
    row = payment_of(registration)
    assert row.paid_with == "card visa 4242"
    act(f"payments/{row.payment_intent_id}/dispute")
    assert until(lambda: payment_of(registration).is_disputed)
    assert payment_of(registration).concern.startswith("disputed:")
    assert (is_in(registration, "confirmed")(), taken(registration.event)) == (True, 1)
    assert str(balance_of(Invoice.objects.get()).open) == "0.00"
    dispute = state()["events"][0]["data"]["object"]["id"]
    act(f"disputes/{dispute}/", status="lost")
    assert until(lambda: payment_of(registration).concern == "dispute_lost")
    assert (str(balance_of(Invoice.objects.get()).open), taken(registration.event)) == ("121.00", 1)
    assert Allocation.objects.filter(undone_at=None).count() == 0
    assert sound()


def test_9_a_dispute_that_is_won_is_over(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    choose(session_of(registration), "paid", method="card")
    assert until(is_in(registration, "confirmed"))
    act(f"payments/{payment_of(registration).payment_intent_id}/dispute")
    assert until(lambda: payment_of(registration).is_disputed)
    dispute = state()["events"][0]["data"]["object"]["id"]
    act(f"disputes/{dispute}/", status="won")
    assert until(lambda: not payment_of(registration).is_disputed)
    assert (payment_of(registration).concern, Allocation.objects.filter(undone_at=None).count()) == ("", 1)


def test_the_night_fetches_what_was_never_told(stripe_sandbox: StripeSandbox) -> None:
    registration = two_paid()
    row = payment_of(registration)
    stripe_sandbox.webhook = ""
    refund = stripe_sandbox.client.v1.refunds.create({"payment_intent": row.payment_intent_id, "amount": 100})
    StripeEvent.objects.filter(object_id=refund.id).delete()
    Refund.objects.all().delete()
    Job.objects.filter(name="stripe_event").delete()
    lost = sign_up_online(make_paid_event(seats=9))
    choose(session_of(lost), "paid", hold_webhook="on")
    Payment.objects.filter(registration=lost).update(checkout_session_id=None)
    night(clock.now().date().isoformat())
    assert is_in(lost, "confirmed")()
    assert until(lambda: Refund.objects.filter(stripe_refund_id=refund.id).exists())
    assert Job.objects.filter(name="stripe_night", finished_at=None).count() == 1


def test_the_first_check_of_a_payment_plans_the_night(stripe_sandbox: StripeSandbox) -> None:
    registration = sign_up_online(make_paid_event())
    session_of(registration)
    hurry("payment_check")
    work()
    job = Job.objects.get(name="stripe_night")
    assert timedelta(0) < job.due - clock.now() <= timedelta(days=1)
    check_again = Job.objects.get(name="payment_check")
    assert timedelta(minutes=4) < check_again.due - clock.now() <= timedelta(minutes=5)


def invoiced_two() -> tuple[Registration, Invoice]:
    """€ 242 on invoice."""
    event = make_paid_event()
    registration = make_registration(event, make_basket(event, 2), clock.now())
    return registration, Invoice.objects.get(registration=registration)


def test_an_open_invoice_is_paid_online_by_the_same_path(stripe_sandbox: StripeSandbox) -> None:
    registration, invoice = invoiced_two()
    note_bank_payment(invoice, Decimal("42.00"), clock.now().date(), clock.now(), actor=FINANCE)
    answer = pay_invoice(registration, invoice.number, clock.now())
    assert (answer.answer, str(payment_of(registration).amount)) == ("go", "200.00")
    assert pay_invoice(registration, invoice.number, clock.now()).session_id == answer.session_id
    choose(answer.session_id, "paid")
    assert until(lambda: payment_of(registration).state == "succeeded")
    assert (str(balance_of(invoice).open), len(invoices())) == ("0.00", 1)
    assert f"Wij ontvingen € 200,00 voor factuur {invoice.number}." in said()
    assert pay_invoice(registration, invoice.number, clock.now()).answer == "done"
    assert sound()


def test_5_an_invoice_that_was_paid_by_bank_meanwhile_gives_the_second_back(
    stripe_sandbox: StripeSandbox,
) -> None:
    registration, invoice = invoiced_two()
    answer = pay_invoice(registration, invoice.number, clock.now())
    note_bank_payment(invoice, Decimal("200.00"), clock.now().date(), clock.now(), actor=FINANCE)
    choose(answer.session_id, "paid")
    assert until(lambda: Refund.objects.filter(reason="duplicate").exists())
    assert [(str(r.amount), r.invoice) for r in Refund.objects.all()] == [("200.00", None)]
    assert str(balance_of(invoice).open) == "0.00"
    assert sound()


def test_an_invoice_of_somebody_else_or_a_credit_note_cannot_be_paid(stripe_sandbox: StripeSandbox) -> None:
    registration, invoice = invoiced_two()
    other = make_registration(
        registration.event, make_basket(registration.event, 1, confirms_duplicate=True), clock.now()
    )
    assert pay_invoice(other, invoice.number, clock.now()).answer == "done"
    cancel(registration.pk, None, clock.now(), actor=FINANCE)
    note = Invoice.objects.get(type_code="381")
    assert pay_invoice(registration, note.number, clock.now()).answer == "done"
    assert Payment.objects.count() == 0


def test_cancelling_closes_the_session_of_an_invoice_too(stripe_sandbox: StripeSandbox) -> None:
    registration, invoice = invoiced_two()
    pay_invoice(registration, invoice.number, clock.now())
    cancel(registration.pk, [registration.participants.all()[0].pk], clock.now(), actor=FINANCE)
    assert payment_of(registration).state == "expired"
    again = pay_invoice(registration, invoice.number, clock.now())
    assert (again.answer, str(payment_of(registration).amount)) == ("go", "121.00")


def differing(asked: str) -> Registration:
    """€ 121 came where we think that ``asked`` was asked."""
    registration = sign_up_online(make_paid_event())
    Payment.objects.update(amount=Decimal(asked))
    choose(session_of(registration), "paid")
    assert until(lambda: payment_of(registration).state == "succeeded")
    return registration


def test_6_finance_takes_what_came(stripe_sandbox: StripeSandbox) -> None:
    registration = differing("130.00")
    row = payment_of(registration)
    take_what_came(row.pk, clock.now(), actor=FINANCE)
    assert is_in(registration, "confirmed")()
    assert (invoices(), payment_of(registration).concern) == ([("380", "121.00", "0.00")], "")
    with pytest.raises(AlreadyDecided):
        take_what_came(row.pk, clock.now(), actor=FINANCE)
    assert sound()


def test_6_finance_takes_less_or_more_than_was_asked(stripe_sandbox: StripeSandbox) -> None:
    less = differing("130.00")
    Payment.objects.update(amount=Decimal("100.00"))  # as if so much had come
    take_what_came(payment_of(less).pk, clock.now(), actor=FINANCE)
    assert [str(balance_of(row).open) for row in Invoice.objects.all()] == ["21.00"]
    more = differing("130.00")
    Payment.objects.filter(registration=more).update(amount=Decimal("150.00"))
    take_what_came(payment_of(more).pk, clock.now(), actor=FINANCE)
    assert refund_rows() == [("requested", "29.00")]


def test_6_finance_gives_it_back(stripe_sandbox: StripeSandbox) -> None:
    registration = differing("130.00")
    return_what_came(payment_of(registration).pk, clock.now(), actor=FINANCE)
    assert is_in(registration, "expired")()
    assert (taken(registration.event), refund_rows()) == (0, [("requested", "121.00")])
    assert Hold.objects.get().ended_at is not None
    assert sound()


def test_what_was_paid_by_bank_is_paid_back_by_a_person(stripe_sandbox: StripeSandbox) -> None:
    registration, invoice = invoiced_two()
    note_bank_payment(invoice, Decimal("242.00"), clock.now().date(), clock.now(), actor=FINANCE)
    done = cancel(registration.pk, None, clock.now(), actor=FINANCE)
    assert done.refunds == ()
    assert balance_of(invoice).to_return == Decimal("242.00")
    (refund,) = pay_back(invoice, Decimal("242.00"), clock.now(), actor=FINANCE)
    assert (refund.method, refund.concern, said()) == ("bank", "by_bank", "")
    refunds.note_paid_back(refund.pk, clock.now().date(), clock.now(), actor=FINANCE)
    refunds.note_paid_back(refund.pk, clock.now().date(), clock.now(), actor=FINANCE)
    assert refund_rows() == [("succeeded", "242.00")]
    assert said().count("Wij hebben € 242,00 aan u terugbetaald.") == 1
    assert sound()
