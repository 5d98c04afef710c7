"""The files that bookkeeping gets: every number of them, streamed, and the same in each format."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from os import urandom
from pathlib import Path

import pytest
import pyxaf
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from lxml import etree

from flows.invoice_documents import make_documents
from lib import clock
from lib.spreadsheets import read
from organisations.models import Organisation
from payments.bookkeeping import Books
from payments.documents import store
from payments.models import Invoice, InvoiceDocument
from reports.invoice_auditfile import NAMESPACE, Period, export_xaf
from reports.invoice_export import COLUMNS, export_csv, export_ubl, export_xlsx
from tests.invoiced import credit_all, make_customer, make_loose, make_loose_line, make_many
from tests.making import NOON, make_basket, make_bill, make_congress, make_organisation, make_person
from tests.registered import make_registration

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
USUAL = Books({})


def whole(pieces: Iterator[bytes]) -> bytes:
    return b"".join(pieces)


def of(organisation: Organisation) -> QuerySet[Invoice]:
    return Invoice.objects.filter(organisation=organisation)


def rows_of(data: bytes, labels: dict[str, str] | None = None) -> list[dict[str, str]]:
    return [row for _number, row in read(data).records(labels or {})]


def make_book() -> Organisation:
    """A sign-up for two, a loose invoice at three rates with a cent of rounding, and its credit note."""
    academy = make_organisation()
    congress = make_congress(organisation=academy, slug="kracht", price="10.70")
    make_registration(congress, make_basket(congress, 2, bill=make_bill(order_number="INK-1")))
    mixed = make_loose(
        make_customer(academy),
        make_loose_line("12.95", text="Deelname", quantity=Decimal(2), includes_vat=True),
        make_loose_line("24.77", text="Boek", vat="S9"),
        make_loose_line("1250.00", text="Leergang", vat="E"),
        reference="=Zaal 3",
    )
    credit_all(mixed)
    make_loose(make_customer(make_organisation()))
    return academy


def test_a_row_for_each_line_with_credit_notes_below_zero() -> None:
    academy = make_book()
    rows = rows_of(whole(export_csv(of(academy), USUAL)))
    assert list(rows[0]) == list(COLUMNS)
    assert [(r["number"], r["kind"], r["net"], r["vat"], r["gross"], r["vat_code"]) for r in rows] == [
        ("2026-0001", "invoice", "21,40", "4,49", "25,89", "S21"),
        ("2026-0002", "invoice", "21,40", "4,49", "25,89", "S21"),
        ("2026-0002", "invoice", "24,77", "2,23", "27,00", "S9"),
        ("2026-0002", "invoice", "1250,00", "0,00", "1250,00", "E"),
        ("2026-0002", "invoice", "0,01", "0,00", "0,01", ""),
        ("2026-0003", "credit_note", "-21,40", "-4,49", "-25,89", "S21"),
        ("2026-0003", "credit_note", "-24,77", "-2,23", "-27,00", "S9"),
        ("2026-0003", "credit_note", "-1250,00", "0,00", "-1250,00", "E"),
        ("2026-0003", "credit_note", "-0,01", "0,00", "-0,01", ""),
    ]


def test_what_a_row_says_besides_amounts() -> None:
    academy = make_book()
    first, *_, last = rows_of(whole(export_csv(of(academy), USUAL)))
    invoice = of(academy).get(number="2026-0001")
    assert {name: first[name] for name in COLUMNS if name not in ("net", "vat", "gross")} == {
        "number": "2026-0001",
        "kind": "invoice",
        "issue_date": "2026-11-25",
        "due_date": "2026-12-25",
        "supply_date": "2027-03-11",
        "customer_number": str(invoice.customer.number),
        "customer": "Gemeente Westerkoog",
        "kvk": "68750110",
        "vat_id": "",
        "country": "NL",
        "description": "Deelname",
        "ledger": "8000",
        "cost_centre": "kracht",
        "vat_code": "S21",
        "vat_rate": "21,00",
        "currency": "EUR",
        "reference": "",  # an order number stands in its place
        "order_number": "INK-1",
        "original_number": "",
    }
    assert (last["description"], last["original_number"], last["due_date"]) == ("Afronding", "2026-0002", "")


def test_the_reference_is_that_of_the_e_invoice() -> None:
    academy = make_organisation()
    congress = make_congress(organisation=academy, price="10.70")
    make_registration(congress, make_basket(congress, 1))
    people = [make_person("Anna de Wit")]
    make_registration(congress, make_basket(congress, people, bill=make_bill(reference="Afdeling Jeugd")))
    make_loose(make_customer(academy))
    make_loose(make_customer(academy), order_number="INK-1")
    exported = [row["reference"] for row in rows_of(whole(export_csv(of(academy), USUAL)))]
    sent = [store.invoice_data(row).buyer_reference for row in of(academy).order_by("id")]
    assert exported == sent
    assert exported[1:] == ["Afdeling Jeugd", "2026-0003", ""]


def test_text_that_looks_like_a_formula_is_none() -> None:
    data = whole(export_csv(of(make_book()), USUAL))
    assert b";'=Zaal 3;" in data
    assert "=Zaal 3" in {row["reference"] for row in rows_of(data)}


def test_a_workbook_has_the_same_rows_under_dutch_labels() -> None:
    academy = make_book()
    labels = {label: name for name, label in COLUMNS.items()}
    rows = rows_of(whole(export_xlsx(of(academy), USUAL)), labels)
    plain = rows_of(whole(export_csv(of(academy), USUAL)))
    for amounts in ("net", "vat", "gross", "vat_rate"):
        for row in (*rows, *plain):
            row[amounts] = row[amounts] and str(
                Decimal(row[amounts].replace(",", ".")).quantize(Decimal("0.01"))
            )
    assert rows == plain


def test_the_zip_has_the_stored_bytes_and_makes_what_is_not_there_yet() -> None:
    academy = make_book()
    first = of(academy).get(number="2026-0001")
    make_documents(str(first.pk))
    with zipfile.ZipFile(io.BytesIO(whole(export_ubl(of(academy))))) as archive:
        assert archive.namelist() == ["2026-0001.xml", "2026-0002.xml", "2026-0003.xml"]
        stored = InvoiceDocument.objects.get(invoice=first, format="ubl")
        assert archive.read("2026-0001.xml") == bytes(stored.content)
        for name in archive.namelist():
            assert etree.fromstring(archive.read(name)).tag.endswith(("}Invoice", "}CreditNote"))
        assert archive.testzip() is None
    assert InvoiceDocument.objects.count() == 2  # an export stores nothing


def test_no_invoices_make_files_that_can_be_opened() -> None:
    none = of(make_organisation())
    assert rows_of(whole(export_csv(none, USUAL))) == []
    with zipfile.ZipFile(io.BytesIO(whole(export_ubl(none)))) as archive:
        assert archive.namelist() == []


def xaf(organisation: Organisation, begin: date | None = TODAY, end: date | None = TODAY) -> bytes:
    return whole(export_xaf(of(organisation), organisation, Period(begin, end, TODAY), USUAL))


def test_the_audit_file_keeps_the_rules_of_the_tax_office() -> None:
    report = pyxaf.validate(xaf(make_book()), xsd=True)
    assert [str(finding) for finding in report.findings] == []


def test_debit_is_credit_in_the_audit_file_and_both_are_what_was_charged() -> None:
    root = etree.fromstring(xaf(make_book()))
    space = {"x": NAMESPACE}
    told = [
        root.findtext(f".//x:transactions/x:{name}", None, space) for name in ("totalDebit", "totalCredit")
    ]
    lines = root.findall(".//x:trLine", space)
    sums = {
        side: sum(
            Decimal(line.findtext("x:amnt", "0", space))
            for line in lines
            if line.findtext("x:amntTp", "", space) == side
        )
        for side in "DC"
    }
    assert told == [str(sums["D"]), str(sums["C"])]
    assert sums["D"] == sums["C"] == Decimal("25.89") + 2 * Decimal("1302.90")
    assert root.findtext(".//x:transactions/x:linesCount", None, space) == str(len(lines))


def test_an_audit_file_of_several_years_numbers_its_months_on() -> None:
    academy = make_organisation()
    make_many(make_customer(academy), 24, date(2025, 1, 5))
    make_many(make_customer(academy), 24, date(2026, 1, 5))
    root = etree.fromstring(xaf(academy, None, None))
    space = {"x": NAMESPACE}
    periods = [int(p.text or 0) for p in root.iterfind(".//x:period/x:periodNumber", space)]
    assert periods == sorted(set(periods))
    assert periods[-1] > 12
    assert root.findtext(".//x:fiscalYear", None, space) == "2025-2026"


def test_memory_stays_flat_however_many_invoices_there_are() -> None:
    few, many = make_organisation(), make_organisation()
    make_many(make_customer(few), 400)
    make_many(make_customer(many), 8000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE payments_invoice, payments_invoiceline")  # as autovacuum does in time
    peaks = []
    for academy in (few, many):
        for export in (export_csv, export_xlsx):
            tracemalloc.start()
            for _piece in export(of(academy), USUAL):
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[2] < peaks[0] + 6_000_000
    assert peaks[3] < peaks[1] + 6_000_000


def test_the_zip_of_e_invoices_is_never_in_memory_as_a_whole() -> None:
    few, many = make_organisation(), make_organisation()
    peaks = []
    for academy, number in ((few, 100), (many, 1500)):
        InvoiceDocument.objects.bulk_create(
            InvoiceDocument(invoice=row, format="ubl", sha256="", content=urandom(20_000), created_at=NOON)
            for row in make_many(make_customer(academy), number)
        )
        tracemalloc.start()
        size = sum(len(piece) for piece in export_ubl(of(academy)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert size > 30_000_000
    assert peaks[1] < peaks[0] + 4_000_000


def test_the_command_writes_what_the_workspace_exports(tmp_path: Path) -> None:
    academy = make_book()
    words = ["--organisation", academy.slug, "--from", "2026-11-25", "--to", "2026-11-25"]
    with clock.at(NOON):
        for file_format in ("csv", "xlsx", "ubl", "xaf"):
            out = tmp_path / f"facturen.{file_format}"
            call_command("export_invoices", *words, "--format", file_format, "--out", str(out))
            assert out.stat().st_size > 100
    assert (tmp_path / "facturen.csv").read_bytes() == whole(export_csv(of(academy), USUAL))
    assert (tmp_path / "facturen.xaf").read_bytes() == xaf(academy)
