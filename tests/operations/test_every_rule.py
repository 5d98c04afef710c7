"""Each rule of design §3 is broken by raw SQL, and the row that breaks it is named."""

from __future__ import annotations

import pytest
from django.db import connection

from flows.invoice_documents import make_documents
from flows.signup import sign_up
from lib.references import digest
from operations.integrity import check
from organisations.invariants import TRIGGERS as TRAIL_TRIGGERS
from payments.document_invariants import FROZEN, TRIGGERS
from payments.models import Invoice, InvoiceDocument
from registrations.models import Registration
from tests.making import NOON, make_basket, make_congress

NOT_INSIDE = "the PDF does not hold the UBL"
pytestmark = pytest.mark.django_db(transaction=True)

NO_TRIGGER = "ALTER TABLE {table} DISABLE TRIGGER {trigger}"
BREAKS = {
    "seats.taken": ["UPDATE registrations_seatpool SET taken = taken + 1 WHERE slug = 'dag-1'"],
    "seats.capacity": [
        "ALTER TABLE registrations_seatpool DROP CONSTRAINT seat_pool_taken_fits",
        "UPDATE registrations_seatpool SET capacity = 1 WHERE slug = 'dag-1'",
    ],
    "claims.owner": ["UPDATE registrations_line SET ended_at = '2026-12-01'"],
    "registration.once": ["UPDATE registrations_line SET ended_at = '2026-12-01'"],
    "invoice.gapless": ["UPDATE payments_numberrange SET next_number = next_number + 1"],
    "invoice.totals": [
        NO_TRIGGER.format(table="payments_invoiceline", trigger="issued_is_frozen"),
        "UPDATE payments_invoiceline SET net = net - 0.01",
    ],
    "invoice.document": [
        NO_TRIGGER.format(table="payments_invoicedocument", trigger="issued_is_frozen"),
        "UPDATE payments_invoicedocument SET content = content || 'x' WHERE format = 'pdf'",
    ],
    "trail.append_only": [
        NO_TRIGGER.format(table="organisations_trail", trigger="trail_is_append_only"),
        "UPDATE organisations_trail SET verb = 'nothing' WHERE verb = 'signed_up'",
    ],
}
RESTORE = [
    "ALTER TABLE payments_invoiceline ENABLE TRIGGER issued_is_frozen",
    "ALTER TABLE payments_invoicedocument ENABLE TRIGGER issued_is_frozen",
    "ALTER TABLE organisations_trail ENABLE TRIGGER trail_is_append_only",
]


@pytest.fixture
def registration() -> Registration:
    """Two people at a paid congress, invoiced, with its files."""
    event = make_congress(seats=10, price="100.00", rounds=1, round_seats=5)
    registration = sign_up(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"}), NOON)
    make_documents(str(Invoice.objects.get(registration=registration).pk))
    return registration


def test_an_honest_world_breaks_no_rule(registration: Registration) -> None:
    report = check()
    assert report.broken == []
    assert set(BREAKS) <= set(report.checked)
    assert all(report.checked[rule] for rule in BREAKS)
    assert check(registration.event_id).broken == []


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_is_named(rule: str, registration: Registration) -> None:
    with connection.cursor() as cursor:
        for statement in BREAKS[rule]:
            cursor.execute(statement)
        try:
            broken = check().broken
        finally:
            for statement in RESTORE:
                cursor.execute(statement)
            if rule == "seats.capacity":
                cursor.execute("DELETE FROM registrations_seatclaim")
                cursor.execute("UPDATE registrations_seatpool SET taken = 0")
                cursor.execute(
                    "ALTER TABLE registrations_seatpool ADD CONSTRAINT seat_pool_taken_fits "
                    "CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity))"
                )
    assert rule in {name for name, _ in broken}, broken
    assert all(row.id and row.message for _, row in broken)


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
            broken = check().broken
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
    found = check().broken
    assert {(name, row.table) for name, row in found} == {("invoice.document", table)}
    return {(row.id, row.message) for _, row in found}


@pytest.mark.parametrize("table", ["payments_invoice", "payments_invoicedocument", "organisations_trail"])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses_to_edit_what_was_issued(
    table: str, statement: str, registration: Registration
) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match=r"never (changes|edited)"):
        cursor.execute(statement.format(table=table))
