"""Which seats were short, said at the fields that asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registrations import checks, refusals
from registrations.basket import Basket
from registrations.codes import refuse_uses
from registrations.offering import Offering, Pool
from registrations.pricing import price
from registrations.refusals import Refusal
from registrations.seats import left_of, short_pools


def refuse_at_sight(offering: Offering, basket: Basket) -> Sequence[Refusal]:
    """Name every pool that was too full for ``basket`` when ``offering`` was read: no statement.

    The claim decides; this spares those who come too late, and the database, the work before it.
    """
    counted = _seats_counted(offering, basket)
    strict = (pool for pool in offering.pools if pool.id in counted and not offering.may_grow(pool))
    lefts = ((pool, pool.left) for pool in strict)
    short = [(pool, left) for pool, left in lefts if left is not None and left < counted[pool.id]]
    return [refusal for pool, left in short for refusal in _refuse(offering, basket, pool, left)]


def refuse_seats(offering: Offering, basket: Basket, pool_id: int) -> Sequence[Refusal]:
    """Name every pool that cannot give what ``basket`` needs, ``pool_id`` at least."""
    common = [session.pk for session in offering.event.behaviour.common_sessions(offering.event)]
    counted = _seats_counted(offering, basket, common)
    short = {pool.pk: pool for pool in short_pools(counted)}
    pools = [
        pool
        for pool in offering.pools
        if pool.id == pool_id or (pool.id in short and not offering.may_grow(pool))
    ]
    left = {pool.pk: left_of(pool) or 0 for pool in short.values()}
    return [refusal for pool in pools for refusal in _refuse(offering, basket, pool, left.get(pool.id, 0))]


def _seats_counted(offering: Offering, basket: Basket, common: Sequence[int] = ()) -> dict[int, int]:
    counted: dict[int, int] = {}
    for priced in price(offering.catalogue, basket).lines:
        person = None if priced.person is None else basket.people[priced.person]
        chosen = [session.pk for session in checks.chosen_sessions(offering, person)] if person else []
        taken = [session_id for session_id in common if priced.ticket.takes(session_id)]
        for pool in offering.pools_of(priced, [*chosen, *taken]):
            counted[pool.id] = counted.get(pool.id, 0) + 1
    return counted


def _refuse(offering: Offering, basket: Basket, pool: Pool, left: int) -> Iterator[Refusal]:
    if pool.price_rule_id is not None:
        yield Refusal("prices_seen", "price_changed", refusals.PRICE_CHANGED)
    elif pool.code_id is not None:
        yield refuse_uses(left)
    elif pool.stand_id is not None:
        yield Refusal("stand", "full", refusals.STAND_TAKEN, {"number": basket.stand})
    elif pool.session_id is not None and (said := _refuse_session(offering, basket, pool.session_id, left)):
        yield from said
    elif left:  # of the event, or of a session that everybody takes and nobody chose
        yield Refusal("participants-TOTAL_FORMS", "full", refusals.EVENT_FULL, {"left": left})
    else:
        yield Refusal("participants-TOTAL_FORMS", "full", refusals.EVENT_GONE)


def _refuse_session(offering: Offering, basket: Basket, session_id: int, left: int) -> list[Refusal]:
    found = []
    for person in basket.people:
        for round_slug, slug in person.rounds.items():
            session = offering.session(round_slug, slug)
            if session is not None and session.pk == session_id:
                said: dict[str, object] = {"title": session.text("title", basket.language), "left": left}
                sentence = refusals.SESSION_FULL if left else refusals.SESSION_GONE
                found.append(Refusal(f"{person.key}-round_{round_slug}", "full", sentence, said))
    return found
