"""Which state may follow which, over all pairs."""

import pytest

from payments.models import Payment, Refund
from payments.states import payment_may_become, refund_may_become
from registrations.models import Registration
from registrations.states import StateRefused, check_follows

State = Registration.State

REGISTRATION = {
    ("awaiting_approval", "awaiting_payment"),
    ("awaiting_approval", "confirmed"),
    ("awaiting_approval", "declined"),
    ("awaiting_approval", "expired"),
    ("awaiting_approval", "cancelled"),
    ("awaiting_payment", "confirmed"),
    ("awaiting_payment", "expired"),
    ("awaiting_payment", "cancelled"),
    ("expired", "confirmed"),
    ("confirmed", "cancelled"),
}
PAYMENT = {
    ("created", "processing"),
    ("created", "succeeded"),
    ("created", "failed"),
    ("created", "expired"),
    ("processing", "succeeded"),
    ("processing", "failed"),
    ("expired", "succeeded"),
}


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_registration_goes_only_where_the_design_says(before: State, after: State) -> None:
    if (before.value, after.value) in REGISTRATION:
        check_follows(before, after)
    else:
        with pytest.raises(StateRefused):
            check_follows(before, after)


@pytest.mark.parametrize("before", Payment.State.values)
@pytest.mark.parametrize("after", Payment.State.values)
def test_a_payment_goes_only_where_the_design_says(before: str, after: str) -> None:
    assert payment_may_become(before, after) == ((before, after) in PAYMENT)


def test_a_refund_that_succeeded_may_only_fail_after_all_and_what_failed_stays() -> None:
    follows = {
        before: [a for a in Refund.State.values if refund_may_become(before, a)]
        for before in Refund.State.values
    }
    assert follows["succeeded"] == ["failed"]
    assert follows["failed"] == follows["canceled"] == []
    assert set(follows["pending"]) == {"requires_action", "succeeded", "failed", "canceled"}
