"""What must always be true of seats, claims and registrations (design §3, 1 to 3)."""

from __future__ import annotations

from django.db import connection

from lib.invariants import Broken, Result, Rule
from registrations import answer_invariants, invitation_invariants

TAKEN = """
SELECT pool.id, format('pool %%s says %%s taken, open claims are %%s', pool.slug, pool.taken, count(claim.id))
FROM registrations_seatpool pool
LEFT JOIN registrations_seatclaim claim ON claim.pool_id = pool.id AND claim.released_at IS NULL
WHERE (%(event)s::bigint IS NULL OR pool.event_id = %(event)s)
GROUP BY pool.id HAVING pool.taken <> count(claim.id)
"""
CAPACITY = """
SELECT pool.id, format('pool %%s: taken %%s of %%s', pool.slug, pool.taken, pool.capacity)
FROM registrations_seatpool pool
WHERE (%(event)s::bigint IS NULL OR pool.event_id = %(event)s)
    AND (pool.taken < 0 OR pool.taken > pool.capacity)
"""
OWNER = """
SELECT claim.id, format('claim of pool %%s has %%s', pool.slug, CASE
    WHEN claim.line_id IS NULL AND claim.hold_id IS NULL THEN 'no owner'
    WHEN claim.line_id IS NOT NULL AND claim.hold_id IS NOT NULL THEN 'two owners'
    WHEN line.ended_at IS NOT NULL OR hold.ended_at IS NOT NULL THEN 'an owner that has ended'
    ELSE 'an owner of another event' END)
FROM registrations_seatclaim claim
JOIN registrations_seatpool pool ON pool.id = claim.pool_id
LEFT JOIN registrations_line line ON line.id = claim.line_id
LEFT JOIN registrations_registration registration ON registration.id = line.registration_id
LEFT JOIN registrations_hold hold ON hold.id = claim.hold_id
WHERE (%(event)s::bigint IS NULL OR pool.event_id = %(event)s) AND claim.released_at IS NULL AND (
    num_nonnulls(claim.line_id, claim.hold_id) <> 1
    OR line.ended_at IS NOT NULL OR hold.ended_at IS NOT NULL
    OR coalesce(registration.event_id, hold.event_id) <> pool.event_id)
"""
SEATED = """
SELECT pool.id, format('pool %%s: %%s sit there, with %%s claims of lines', pool.slug, sitting.n, claimed.n)
FROM registrations_seatpool pool
CROSS JOIN LATERAL (SELECT count(*) n FROM registrations_attending
    WHERE session_id = pool.session_id AND until IS NULL) sitting
CROSS JOIN LATERAL (SELECT count(*) n FROM registrations_seatclaim
    WHERE pool_id = pool.id AND released_at IS NULL AND line_id IS NOT NULL) claimed
WHERE (%(event)s::bigint IS NULL OR pool.event_id = %(event)s)
    AND pool.session_id IS NOT NULL AND sitting.n <> claimed.n
"""
SAME_KEY = """
SELECT min(registration.id), format('%%s registrations have one submission key', count(*))
FROM registrations_registration registration
WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s)
GROUP BY registration.event_id, registration.submission_key HAVING count(*) > 1
"""
ONE_ADMISSION = """
SELECT participant.id, format('participant has %%s open admissions', count(line.id))
FROM registrations_participant participant
JOIN registrations_registration registration ON registration.id = participant.registration_id
LEFT JOIN (registrations_line line JOIN events_tickettype ticket
    ON ticket.id = line.ticket_type_id AND ticket.kind IN ('admission', 'staff'))
    ON line.participant_id = participant.id AND line.ended_at IS NULL
WHERE (%(event)s::bigint IS NULL OR participant.event_id = %(event)s)
    AND participant.ended_at IS NULL AND registration.state = 'confirmed'
GROUP BY participant.id HAVING count(line.id) <> 1
"""
CONFIRMED = """
SELECT registration.id, 'confirmed without a moment, or without any line'
FROM registrations_registration registration
WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s)
    AND registration.state = 'confirmed' AND (
    registration.confirmed_at IS NULL
    OR NOT EXISTS (SELECT 1 FROM registrations_line WHERE registration_id = registration.id))
"""


def taken(event_id: int | None) -> Result:
    """`taken` of each pool is the number of its open claims, and whoever sits there has one."""
    return _find("registrations_seatpool", event_id, TAKEN, SEATED)


def capacity(event_id: int | None) -> Result:
    """No pool has given more than it has."""
    return _find("registrations_seatpool", event_id, CAPACITY)


def owner(event_id: int | None) -> Result:
    """Each open claim has one owner, of its own event, that has not ended."""
    return _find("registrations_seatclaim", event_id, OWNER)


def once(event_id: int | None) -> Result:
    """A submission key makes one registration, confirmed once, with one admission for each person."""
    registrations = _find("registrations_registration", event_id, SAME_KEY, CONFIRMED)
    people = _find("registrations_participant", event_id, ONE_ADMISSION)
    return Result(registrations.checked, [*registrations.broken, *people.broken])


COUNTS = {
    "registrations_seatpool": """SELECT count(*) FROM registrations_seatpool pool
        WHERE (%(event)s::bigint IS NULL OR pool.event_id = %(event)s)""",
    "registrations_seatclaim": """SELECT count(*) FROM registrations_seatclaim claim
        JOIN registrations_seatpool pool ON pool.id = claim.pool_id
        WHERE (%(event)s::bigint IS NULL OR pool.event_id = %(event)s) AND claim.released_at IS NULL""",
    "registrations_registration": """SELECT count(*) FROM registrations_registration registration
        WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s)""",
    "registrations_participant": """SELECT count(*) FROM registrations_participant participant
        WHERE (%(event)s::bigint IS NULL OR participant.event_id = %(event)s)""",
}


def _find(table: str, event_id: int | None, *queries: str) -> Result:
    with connection.cursor() as cursor:
        cursor.execute(COUNTS[table], {"event": event_id})
        checked = int(cursor.fetchone()[0])
        broken = []
        for query in queries:
            cursor.execute(query, {"event": event_id})
            broken += [Broken(table, row_id, message) for row_id, message in cursor.fetchall()]
    return Result(checked, broken)


RULES: list[Rule] = [
    ("seats.taken", taken),
    ("seats.capacity", capacity),
    ("claims.owner", owner),
    ("registration.once", once),
    *invitation_invariants.RULES,
    *answer_invariants.RULES,
]
