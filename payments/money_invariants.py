"""What must always be true of money that moves (design §3.3): a part of ``payments/invariants.py``."""

from __future__ import annotations

from django.db import connection

from lib.invariants import Broken, Result, Rule

COUNT = """
SELECT count(*) FROM payments_payment payment
LEFT JOIN registrations_registration registration ON registration.id = payment.registration_id
LEFT JOIN payments_invoice invoice ON invoice.id = payment.invoice_id
WHERE %(event)s::bigint IS NULL OR registration.event_id = %(event)s OR invoice.event_id = %(event)s
"""
PAYMENTS = """
WITH money AS (
    SELECT payment.id, payment.concern <> '' OR payment.is_disputed OR back.told told,
        settles.amount settles, back.amount back, back.loose,
        CASE payment.state WHEN 'succeeded' THEN payment.amount ELSE 0 END came
    FROM payments_payment payment
    LEFT JOIN registrations_registration registration ON registration.id = payment.registration_id
    LEFT JOIN payments_invoice invoice ON invoice.id = payment.invoice_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) amount FROM payments_allocation
        WHERE payment_id = payment.id AND undone_at IS NULL) settles
    CROSS JOIN LATERAL (SELECT
            coalesce(sum(amount) FILTER (WHERE state NOT IN ('failed', 'canceled')), 0) amount,
            coalesce(sum(amount) FILTER (
                WHERE state NOT IN ('failed', 'canceled') AND invoice_id IS NULL), 0) loose,
            coalesce(bool_or(concern <> ''), false) told
        FROM payments_refund WHERE payment_id = payment.id) back
    WHERE %(event)s::bigint IS NULL OR registration.event_id = %(event)s OR invoice.event_id = %(event)s
)
SELECT id, format('%%s came, %%s settles something, %%s goes back and nobody is told', came, settles, back)
FROM money
WHERE settles > came OR back > came OR (came <> settles + loose AND NOT told)
"""
PAID_TOO_MUCH = """
SELECT invoice.id, format('%%s asks %%s, and is settled with %%s', invoice.number,
    invoice.payable + invoice.prepaid, settled.amount)
FROM payments_invoice invoice
CROSS JOIN LATERAL (SELECT coalesce(sum(amount) FILTER (WHERE undone_at IS NULL), 0) amount,
        coalesce(sum(amount), 0) ever
    FROM payments_allocation WHERE invoice_id = invoice.id) settled
CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) amount FROM payments_refund
    WHERE invoice_id = invoice.id AND state NOT IN ('failed', 'canceled')) back
WHERE (%(event)s::bigint IS NULL OR invoice.event_id = %(event)s) AND (
    settled.amount - back.amount > invoice.payable + invoice.prepaid
    OR settled.ever < invoice.prepaid OR (invoice.type_code = '381' AND settled.ever > 0))
"""
WAITING = """
SELECT registration.id, format('%%s waits for a payment without %%s', registration.reference,
    CASE WHEN hold.id IS NULL THEN 'seats that are kept' ELSE 'one' END)
FROM registrations_registration registration
LEFT JOIN registrations_hold hold ON hold.registration_id = registration.id
    AND hold.purpose = 'payment' AND hold.ended_at IS NULL
WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s)
    AND registration.state = 'awaiting_payment' AND (hold.id IS NULL OR NOT EXISTS (
        SELECT 1 FROM payments_payment payment
        WHERE payment.registration_id = registration.id AND payment.invoice_id IS NULL
            AND (payment.state IN ('created', 'processing') OR payment.concern <> '')))
"""
HELD = """
SELECT hold.id, format('keeps seats for %%s, which is %%s', registration.reference, registration.state)
FROM registrations_hold hold
JOIN registrations_registration registration ON registration.id = hold.registration_id
WHERE (%(event)s::bigint IS NULL OR registration.event_id = %(event)s)
    AND hold.purpose = 'payment' AND hold.ended_at IS NULL AND registration.state <> 'awaiting_payment'
"""
QUERIES = (
    ("payments_payment", PAYMENTS),
    ("payments_invoice", PAID_TOO_MUCH),
    ("registrations_registration", WAITING),
    ("registrations_hold", HELD),
)


def allocated(event_id: int | None) -> Result:
    """Each euro that came settles something, goes back or is before a person; nobody pays for nothing.

    No payment settles or returns more than it brought, no invoice is paid beyond what it asks, and
    whoever waits for a payment has seats and a payment to wait for.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"event": event_id})
        checked = int(cursor.fetchone()[0])
        broken = []
        for table, query in QUERIES:
            cursor.execute(query, {"event": event_id})
            broken += [Broken(table, row_id, message) for row_id, message in cursor.fetchall()]
    return Result(checked, broken)


RULES: list[Rule] = [("payment.allocated", allocated)]
