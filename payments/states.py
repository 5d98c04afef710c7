"""Which state of a payment or a refund may follow which."""

from payments.models import Payment, Refund

Paid, Back = Payment.State, Refund.State

PAYMENT_FOLLOWS: dict[str, frozenset[str]] = {
    Paid.CREATED: frozenset({Paid.PROCESSING, Paid.SUCCEEDED, Paid.FAILED, Paid.EXPIRED}),
    Paid.PROCESSING: frozenset({Paid.SUCCEEDED, Paid.FAILED}),
    Paid.EXPIRED: frozenset({Paid.SUCCEEDED}),  # late
    Paid.FAILED: frozenset(),
    Paid.SUCCEEDED: frozenset(),
}
REFUND_FOLLOWS: dict[str, frozenset[str]] = {
    Back.REQUESTED: frozenset(
        {Back.PENDING, Back.REQUIRES_ACTION, Back.SUCCEEDED, Back.FAILED, Back.CANCELED}
    ),
    Back.PENDING: frozenset({Back.REQUIRES_ACTION, Back.SUCCEEDED, Back.FAILED, Back.CANCELED}),
    Back.REQUIRES_ACTION: frozenset({Back.PENDING, Back.SUCCEEDED, Back.FAILED, Back.CANCELED}),
    Back.SUCCEEDED: frozenset({Back.FAILED}),  # iDEAL: up to 30 days later
    Back.FAILED: frozenset(),
    Back.CANCELED: frozenset(),
}


def payment_may_become(before: str, after: str) -> bool:
    """Whether a payment in state ``before`` may go to ``after``."""
    return after in PAYMENT_FOLLOWS[before]


def refund_may_become(before: str, after: str) -> bool:
    """Whether a refund in state ``before`` may go to ``after``."""
    return after in REFUND_FOLLOWS[before]
