"""A partner's quota: seats moved to a pool of its own, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from events.coding import NewCode
from events.models import Event, Partnership
from flows.codes import add_code
from organisations.access import SYSTEM
from registrations import invariants
from registrations.models import SeatPool
from registrations.quotas import TooFew, move_back, move_to_partner, quota_of
from registrations.refusals import SignUpRefused
from tests.making import NOON, make_basket, make_congress, make_organisation
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)


def make_quota(seats: int, of: int = 10) -> tuple[Event, Partnership]:
    """A congress of two days with ``of`` seats each, ``seats`` of them the partner's, by the code OOST."""
    event = make_congress(seats=of, days=2)
    partnership = Partnership.objects.create(event=event, organisation=make_organisation(slug="oosterveen"))
    move_to_partner(partnership, seats)
    wanted = NewCode(text="OOST", effect="none", value=Decimal(0), partnership=partnership)
    add_code(event.pk, wanted, NOON, actor=SYSTEM)
    return event, partnership


def pools(event: Event) -> dict[str, tuple[int | None, int]]:
    rows = SeatPool.objects.filter(event=event, code=None)
    return {pool.slug: (pool.capacity, pool.taken) for pool in rows}


def test_a_quota_is_moved_from_each_day() -> None:
    event, partnership = make_quota(3)
    assert pools(event) == {
        "dag-1": (7, 0),
        "dag-2": (7, 0),
        "dag-1-oosterveen": (3, 0),
        "dag-2-oosterveen": (3, 0),
    }
    move_to_partner(partnership, 1)
    assert quota_of(partnership) == 4
    move_back(partnership, 4)
    assert (quota_of(partnership), pools(event)["dag-1"]) == (0, (10, 0))


def test_who_comes_by_the_partner_takes_its_seats_and_nobody_elses() -> None:
    event, _ = make_quota(3)
    registration = make_registration(event, make_basket(event, 2, code="OOST"))
    assert registration.partnership is not None
    assert pools(event)["dag-1"] == (7, 0)
    assert pools(event)["dag-1-oosterveen"] == (3, 2)
    with pytest.raises(SignUpRefused) as full:
        make_registration(event, make_basket(event, 2, code="OOST", confirms_duplicate=True))
    assert {refusal.code for refusal in full.value.refusals} == {"full"}
    make_registration(event, make_basket(event, 7, confirms_duplicate=True))
    with pytest.raises(SignUpRefused):
        make_registration(event, make_basket(event, confirms_duplicate=True))
    make_registration(event, make_basket(event, code="OOST", confirms_duplicate=True))
    assert not invariants.taken(event.pk).broken
    assert not invariants.owner(event.pk).broken


def test_seats_that_are_taken_are_not_moved() -> None:
    event, partnership = make_quota(3)
    make_registration(event, make_basket(event, 2, code="OOST"))
    with pytest.raises(TooFew) as back, transaction.atomic():
        move_back(partnership, 2)
    assert back.value.free == 1
    with pytest.raises(TooFew) as more, transaction.atomic():
        move_to_partner(partnership, 8)
    assert more.value.free == 7
    assert pools(event)["dag-1"] == (7, 0)


def test_the_public_is_told_of_everybodys_places_alone() -> None:
    event, _ = make_quota(3)
    Event.objects.update(places_shown=Event.Places.ALWAYS)
    told = Client().get(f"/congressen/{event.slug}/places.json").json()
    assert told.keys() == {"dag-1", "dag-2"}
    assert told["dag-1"]["left"] == 7
