"""Each rule of design §3 is broken by raw SQL, and the row that breaks it is named."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection

from flows.invoice_documents import make_documents
from flows.signup import sign_up
from jobs.models import Job
from lib import clock
from lib.references import digest
from operations.integrity import check
from organisations.invariants import TRIGGERS as TRAIL_TRIGGERS
from organisations.models import Trail
from payments.document_invariants import FROZEN, TRIGGERS
from payments.models import Invoice, InvoiceDocument
from registrations.models import Hold, Invitation, Registration, SeatClaim, SeatPool, SpecialAnswer
from tests.integrity import all_broken
from tests.invoiced import make_customer, make_loose, pay
from tests.making import NOON, make_basket, make_congress
from tests.questions import make_diet

NOT_INSIDE = "the PDF does not hold the UBL"
pytestmark = pytest.mark.django_db(transaction=True)

NO_TRIGGER = "ALTER TABLE {table} DISABLE TRIGGER {trigger}"
POOL, CLAIM = "registrations_seatpool", "registrations_seatclaim"
INVOICE, FILE = "payments_invoice", "payments_invoicedocument"


@dataclass(frozen=True)
class Broken:
    """Raw SQL that breaks a rule, its ids to be filled in, and the row (table, id) that is named by it."""

    sql: tuple[str, ...]
    table: str
    of: str


BREAKS = {
    "seats.taken": Broken((f"UPDATE {POOL} SET taken = taken + 1 WHERE id = {{pool}}",), POOL, "pool"),
    "seats.capacity": Broken(
        (
            f"ALTER TABLE {POOL} DROP CONSTRAINT seat_pool_taken_fits",
            f"UPDATE {POOL} SET capacity = 1 WHERE id = {{pool}}",
        ),
        POOL,
        "pool",
    ),
    "claims.owner": Broken(
        ("UPDATE registrations_hold SET ended_at = '2026-12-01' WHERE id = {hold}",), CLAIM, "held"
    ),
    "registration.once": Broken(
        ("UPDATE registrations_line SET participant_id = NULL WHERE id = {line}",),
        "registrations_participant",
        "participant",
    ),
    "invoice.gapless": Broken(
        ("UPDATE payments_numberrange SET next_number = next_number + 1 WHERE id = {range}",),
        "payments_numberrange",
        "range",
    ),
    "invoice.totals": Broken(
        (
            NO_TRIGGER.format(table="payments_invoicevat", trigger="issued_is_frozen"),
            "UPDATE payments_invoicevat SET amount = amount - 0.01 WHERE invoice_id = {unfiled}",
            "ALTER TABLE payments_invoicevat ENABLE TRIGGER issued_is_frozen",
        ),
        INVOICE,
        "unfiled",
    ),
    "invoice.document": Broken(
        (
            NO_TRIGGER.format(table=FILE, trigger="issued_is_frozen"),
            f"UPDATE {FILE} SET content = content || 'x' WHERE id = {{pdf}}",
            f"ALTER TABLE {FILE} ENABLE TRIGGER issued_is_frozen",
        ),
        FILE,
        "pdf",
    ),
    "payment.allocated": Broken(
        ("UPDATE payments_allocation SET undone_at = created_at WHERE payment_id = {payment}",),
        "payments_payment",
        "payment",
    ),
    "answers.place": Broken(
        ("UPDATE events_question SET is_special = false",), "registrations_specialanswer", "diet"
    ),
    "jobs.stuck": Broken(
        ("UPDATE jobs_job SET due = due - interval '2 days' WHERE id = {job}",), "jobs_job", "job"
    ),
    "calendar.sequence": Broken(
        ("UPDATE registrations_invitation SET sequence = sequence + 1 WHERE id = {invitation}",),
        "registrations_invitation",
        "invitation",
    ),
    "trail.append_only": Broken(
        (
            NO_TRIGGER.format(table="organisations_trail", trigger="trail_is_append_only"),
            "UPDATE organisations_trail SET verb = 'nothing' WHERE id = {trail}",
            "ALTER TABLE organisations_trail ENABLE TRIGGER trail_is_append_only",
        ),
        "organisations_trail",
        "trail",
    ),
}


def ids_in(registration: Registration) -> dict[str, int]:
    """Rows (ids) of one sign-up, a form that holds a seat beside it, and an invoice without files."""
    invoice, line = registration.invoices.get(), registration.lines.order_by("pk")[0]
    trail = Trail.objects.filter(subject="registration", subject_id=registration.pk).order_by("pk")
    held = SeatClaim.objects.exclude(hold=None).get()
    return {
        "pool": SeatPool.objects.get(event=registration.event, slug="dag-1").pk,
        "hold": held.hold_id or 0,
        "held": held.pk,
        "line": line.pk,
        "participant": line.participant_id or 0,
        "range": invoice.number_range_id,
        "unfiled": Invoice.objects.get(documents=None).pk,
        "pdf": invoice.documents.get(format="pdf").pk,
        "payment": invoice.payments.get().pk,
        "job": Job.objects.filter(finished_at=None).order_by("pk")[0].pk,
        "invitation": Invitation.objects.filter(event=registration.event).order_by("pk")[0].pk,
        "trail": trail[0].pk,
        "diet": SpecialAnswer.objects.get().pk,
    }


@pytest.fixture
def registration() -> Registration:
    """Two people at a paid congress, invoiced, with its files, and paid."""
    event = make_congress(seats=10, price="100.00", rounds=1, round_seats=5)
    make_diet(event)
    registration = sign_up(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"}), NOON)
    anna = registration.participants.get(position=0)
    anna.special_answers.create(question=event.questions.get(), values=["vegetarisch"], answered_at=NOON)
    invoice = registration.invoices.get()
    make_documents(str(invoice.pk))
    pay(invoice, "242.00")
    return registration


def make_noise() -> None:
    """A seat that a form holds at another event, and a loose invoice of another organisation."""
    other = make_congress(seats=10)
    pool = SeatPool.objects.get(event=other, slug="dag-1")
    hold = Hold.objects.create(event=other, purpose="form", key="noise", expires_at=NOON, basket={})
    SeatClaim.objects.create(pool=pool, hold=hold)
    SeatPool.objects.filter(pk=pool.pk).update(taken=1)
    make_loose(make_customer(other.organisation))


def test_an_honest_world_breaks_no_rule(registration: Registration) -> None:
    make_noise()
    with clock.at(NOON):
        report = check()
        assert check(registration.event_id).broken == []
    assert report.broken == []
    assert set(BREAKS) == set(report.checked)
    assert all(report.checked.values())


@pytest.mark.parametrize("rule", BREAKS)
def test_the_row_that_breaks_a_rule_is_named_and_no_other(rule: str, registration: Registration) -> None:
    make_noise()
    ids, wanted = ids_in(registration), BREAKS[rule]
    with connection.cursor() as cursor:
        for statement in wanted.sql:
            cursor.execute(statement.format(**ids))
        try:
            with clock.at(NOON):
                broken = {(name, row.table, row.id) for name, row in all_broken()}
        finally:
            if rule == "seats.capacity":
                cursor.execute("DELETE FROM registrations_seatclaim")
                cursor.execute("UPDATE registrations_seatpool SET taken = 0")
                cursor.execute(
                    "ALTER TABLE registrations_seatpool ADD CONSTRAINT seat_pool_taken_fits "
                    "CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity))"
                )
    assert broken == {(rule, wanted.table, ids[wanted.of])}


def test_a_file_that_says_something_else_than_its_invoice_is_named(registration: Registration) -> None:
    """Also where whoever forged it gave it the SHA-256 of what it says now."""
    ubl, pdf = InvoiceDocument.objects.order_by("-format")
    forged = bytes(ubl.content).replace(b"Amersvoort", b"Zeist").replace(b">200.00<", b">100.00<")
    assert forged != bytes(ubl.content)
    assert _broken_by_content(ubl, forged) == {(ubl.pk, "the UBL and the rows differ"), (pdf.pk, NOT_INSIDE)}


def test_a_pdf_without_the_e_invoice_is_named(registration: Registration) -> None:
    pdf = InvoiceDocument.objects.get(format="pdf")
    assert _broken_by_content(
        pdf, bytes(pdf.content).replace(b"/Type/EmbeddedFile", b"/Type/EmbeddedNone")
    ) == {(pdf.pk, NOT_INSIDE)}


@pytest.mark.parametrize("table", [*FROZEN, "organisations_trail"])
@pytest.mark.parametrize("which", [0, 1])
def test_a_trigger_that_is_off_is_named(table: str, which: int) -> None:
    trigger = (TRAIL_TRIGGERS if table == "organisations_trail" else TRIGGERS)[which]
    with connection.cursor() as cursor:
        cursor.execute(NO_TRIGGER.format(table=table, trigger=trigger))
        try:
            broken = all_broken()
        finally:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    assert [(row.table, row.id) for _, row in broken] == [(table, trigger)]


@pytest.mark.parametrize("table", [*FROZEN, "organisations_trail"])
def test_the_database_refuses_to_empty_a_table(table: str, registration: Registration) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET samenkomst.may_truncate = 'off'")
        try:
            with pytest.raises(Exception, match="is never emptied"):
                cursor.execute(f"TRUNCATE {table} CASCADE")
        finally:
            cursor.execute("SET samenkomst.may_truncate = 'on'")


def _broken_by_content(document: InvoiceDocument, content: bytes) -> set[tuple[int | str, str]]:
    table = "payments_invoicedocument"
    with connection.cursor() as cursor:
        cursor.execute(NO_TRIGGER.format(table=table, trigger="issued_is_frozen"))
        cursor.execute(
            f"UPDATE {table} SET content = %s, sha256 = %s WHERE id = %s",
            [content, digest(content), document.pk],
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER issued_is_frozen")
    found = all_broken()
    assert {(name, row.table) for name, row in found} == {("invoice.document", table)}
    return {(row.id, row.message) for _, row in found}


@pytest.mark.parametrize("table", ["payments_invoice", "payments_invoicedocument", "organisations_trail"])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses_to_edit_what_was_issued(
    table: str, statement: str, registration: Registration
) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match=r"never (changes|edited)"):
        cursor.execute(statement.format(table=table))
