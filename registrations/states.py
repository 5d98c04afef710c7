"""Which state of a registration may follow which."""

from registrations.models import Registration

State = Registration.State

FOLLOWS: dict[Registration.State, frozenset[Registration.State]] = {
    State.AWAITING_APPROVAL: frozenset(
        {State.AWAITING_PAYMENT, State.CONFIRMED, State.DECLINED, State.EXPIRED, State.CANCELLED}
    ),
    State.AWAITING_PAYMENT: frozenset({State.CONFIRMED, State.EXPIRED, State.CANCELLED}),
    State.EXPIRED: frozenset({State.CONFIRMED}),  # money came late and seats were still there
    State.CONFIRMED: frozenset({State.CANCELLED}),
    State.DECLINED: frozenset(),
    State.CANCELLED: frozenset(),
}


class StateRefused(Exception):
    """A registration cannot go from its state to the one that was asked."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"a registration that is {before} cannot become {after}")
        self.before, self.after = before, after


def check_follows(before: Registration.State, after: Registration.State) -> None:
    """Raise StateRefused unless ``after`` may follow ``before``."""
    if after not in FOLLOWS[before]:
        raise StateRefused(before, after)
