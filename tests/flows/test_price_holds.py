"""Places at a price that wait for money: they come back once, and late money takes them again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib import clock
from registrations.models import Hold, SeatPool
from tests.paying import choose, hurry, is_in, make_paid_event, payment_of, session_of, sign_up_online, until
from tests.registrations.test_price_places import all_is_well, make_rule
from tests.stripe_sandbox import StripeSandbox

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_not_paid_in_time_gives_its_place_at_a_price_back_once(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    rule = make_rule(event, "early", first=1)
    registration = sign_up_online(event)
    assert registration.lines.get().allowance == Decimal("10.00")
    assert SeatPool.objects.get(price_rule=rule).taken == 1
    session_of(registration)
    Hold.objects.update(expires_at=clock.now())
    for _ in range(2):
        hurry("payment_hold")
        assert until(is_in(registration, "expired"))
        assert SeatPool.objects.get(price_rule=rule).taken == 0
    other = sign_up_online(event, confirms_duplicate=True)
    assert other.lines.get().allowance == Decimal("10.00")
    assert all_is_well(event)


def test_what_is_paid_keeps_its_place_at_a_price(stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    rule = make_rule(event, "early", first=1)
    registration = sign_up_online(event)
    choose(session_of(registration), "paid")
    assert until(is_in(registration, "confirmed"))
    assert SeatPool.objects.get(price_rule=rule).taken == 1
    assert payment_of(registration).amount == Decimal("108.90")
    assert all_is_well(event)
