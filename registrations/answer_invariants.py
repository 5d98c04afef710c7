"""What must always be true of answers: each to a question of its own event, and special ones apart."""

from __future__ import annotations

from django.db import connection

from lib.invariants import Broken, Result, Rule

PLAIN = """
SELECT answer.id, CASE
    WHEN question.is_special THEN 'a special answer among the others'
    WHEN question.event_id <> registration.event_id THEN 'to a question of another event'
    WHEN participant.registration_id <> registration.id THEN 'of a participant of another sign-up'
    ELSE 'not asked of whom it is of' END
FROM registrations_answer answer
JOIN events_question question ON question.id = answer.question_id
JOIN registrations_registration registration ON registration.id = answer.registration_id
LEFT JOIN registrations_participant participant ON participant.id = answer.participant_id
WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s) AND (
    question.is_special OR question.event_id <> registration.event_id
    OR participant.registration_id <> registration.id
    OR (question.asked = 'sign_up') <> (answer.participant_id IS NULL))
"""
SPECIAL = """
SELECT answer.id, CASE
    WHEN NOT question.is_special THEN 'an answer that is not special'
    WHEN question.event_id <> participant.event_id THEN 'to a question of another event'
    ELSE 'of somebody who does not come any more' END
FROM registrations_specialanswer answer
JOIN events_question question ON question.id = answer.question_id
JOIN registrations_participant participant ON participant.id = answer.participant_id
WHERE (%(event)s::bigint IS NULL OR participant.event_id = %(event)s) AND (
    NOT question.is_special OR question.event_id <> participant.event_id
    OR participant.ended_at IS NOT NULL)
"""
COUNTS = (
    """SELECT count(*) FROM registrations_answer answer
    JOIN registrations_registration registration ON registration.id = answer.registration_id
    WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s)""",
    """SELECT count(*) FROM registrations_specialanswer answer
    JOIN registrations_participant participant ON participant.id = answer.participant_id
    WHERE (%(event)s::bigint IS NULL OR participant.event_id = %(event)s)""",
)


def place(event_id: int | None) -> Result:
    """Each answer is of the event, sign-up and table where it belongs."""
    told = {"event": event_id}
    checked, broken = 0, []
    with connection.cursor() as cursor:
        for count in COUNTS:
            cursor.execute(count, told)
            checked += int(cursor.fetchone()[0])
        for table, query in (("registrations_answer", PLAIN), ("registrations_specialanswer", SPECIAL)):
            cursor.execute(query, told)
            broken += [Broken(table, row_id, message) for row_id, message in cursor.fetchall()]
    return Result(checked, broken)


RULES: list[Rule] = [("answers.place", place)]
