"""Parts of an event change while people sign up: either comes first, and nobody waits for ever."""

from __future__ import annotations

import pytest

from events.models import Stand
from events.removing import NotPossible
from flows.event_editing import set_capacities
from flows.signup import sign_up
from flows.stand_editing import edit_stand, remove_stand
from organisations.access import SYSTEM
from registrations.models import Line, SeatClaim, SeatPool
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.making import NOON, make_basket, make_branchedag, make_congress

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stand_is_removed_or_sold_never_both() -> None:
    fair = make_branchedag(stands=6)

    def act(number: int) -> str:
        stand = number // 2 + 1
        try:
            if number % 2:
                sign_up(fair, make_basket(fair, 1, stand=stand), NOON)
                return "sold"
            remove_stand(fair.pk, stand, NOON, actor=SYSTEM)
        except (NotPossible, SignUpRefused):
            return "refused"
        return "removed"

    done = at_once(12, act)
    for number in range(1, 7):
        both = {done[2 * number - 2], done[2 * number - 1]}
        stand = Stand.objects.filter(event=fair, number=number).first()
        assert both in ({"removed", "refused"}, {"sold", "refused"}), done
        assert (stand is None) == ("removed" in both)
        claims = SeatClaim.objects.filter(pool__stand__number=number, released_at=None).count()
        assert claims == Line.objects.filter(stand__number=number).count() == (1 if "sold" in both else 0)


def test_places_change_while_people_sign_up_without_anybody_being_thrown_out() -> None:
    congress = make_congress(seats=100)

    def act(number: int) -> bool:
        if number % 2:
            sign_up(congress, make_basket(congress, 1), NOON)
        else:
            set_capacities(congress.pk, {"dag-1": 100 + number}, NOON, actor=SYSTEM)
        return True

    assert at_once(16, act) == [True] * 16
    assert SeatPool.objects.get().taken == SeatClaim.objects.count() == 8


def test_a_stand_gets_another_number_or_is_sold_by_its_old_one() -> None:
    fair = make_branchedag(stands=6)

    def act(number: int) -> str:
        stand = number // 2 + 1
        try:
            if number % 2:
                sign_up(fair, make_basket(fair, 1, stand=stand), NOON)
                return "sold"
            edit_stand(fair.pk, stand, 100 + stand, "stand-s", NOON, actor=SYSTEM)
        except (NotPossible, SignUpRefused):
            return "refused"
        return "renamed"

    at_once(12, act)
    pools = SeatPool.objects.filter(event=fair, stand__isnull=False).select_related("stand")
    assert {pool.slug for pool in pools} == {f"stand-{pool.stand.number}" for pool in pools if pool.stand}
    assert all(pool.taken == pool.claims.filter(released_at=None).count() for pool in pools)
