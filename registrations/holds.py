"""Seats that are kept while somebody pays: for lines that exist, handed over to them or let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from registrations.models import Hold, Line, Registration
from registrations.seats import claim_for_hold, hand_over, release_hold


def hold_for_payment(
    registration: Registration,
    wanted: Mapping[int, Sequence[Line]],
    sessions: Mapping[int, Sequence[int]],
    expires_at: datetime,
) -> Hold:
    """Keep a seat in each pool (by its id) for each line that needs one, until ``expires_at`` (UTC).

    ``sessions`` maps participants to what they chose (ids of both): they sit there once it is paid.
    Raises PoolFull: the caller rolls back.
    """
    hold = Hold(
        event_id=registration.event_id,
        purpose=Hold.Purpose.PAYMENT,
        key=f"payment:{registration.pk}",
        expires_at=expires_at,
        registration=registration,
        basket={
            "seats": {str(pool): [line.pk for line in lines] for pool, lines in wanted.items()},
            "sessions": {str(person): list(taken) for person, taken in sessions.items()},
        },
    )
    hold.save(force_insert=True)
    claim_for_hold(hold, {pool: len(lines) for pool, lines in wanted.items()})
    return hold


def lock_hold(hold_id: int) -> Hold:
    """The hold as it is now, locked until the caller's transaction ends."""
    return Hold.objects.select_for_update(no_key=True).get(pk=hold_id)


def hand_over_seats(hold: Hold, now: datetime) -> None:
    """End a locked hold at ``now`` (UTC): its lines own the seats."""
    hand_over(hold, {int(pool): lines for pool, lines in hold.basket["seats"].items()})
    _end(hold, now)


def let_go(hold: Hold, now: datetime) -> None:
    """End a locked hold at ``now`` (UTC), and give its seats back; once it has ended nothing happens."""
    if hold.ended_at is None:
        release_hold(hold, now)
        _end(hold, now)


def stop_timer(hold: Hold) -> None:
    """Keep the seats until somebody says otherwise: the money is under way, or finance decides."""
    hold.expires_at = None
    hold.save(update_fields=["expires_at"])


def extend(hold: Hold, expires_at: datetime) -> None:
    """Keep the seats until ``expires_at`` (UTC)."""
    hold.expires_at = expires_at
    hold.save(update_fields=["expires_at"])


def wanted_by(hold: Hold, lines: Sequence[Line]) -> dict[int, list[Line]]:
    """Which of ``lines`` need a seat in which pool (by its id), as it was when the hold was made."""
    by_id = {line.pk: line for line in lines}
    return {
        int(pool): [by_id[line_id] for line_id in line_ids if line_id in by_id]
        for pool, line_ids in hold.basket["seats"].items()
    }


def sessions_of(hold: Hold) -> dict[int, list[int]]:
    """What each participant (id) chose: ids of sessions."""
    return {int(person): list(taken) for person, taken in hold.basket["sessions"].items()}


def _end(hold: Hold, now: datetime) -> None:
    hold.ended_at = now
    hold.save(update_fields=["ended_at"])
