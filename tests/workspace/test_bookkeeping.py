"""Finance settles accounts, VAT codes and cost centres; files have them, and the usual ones without."""

from __future__ import annotations

from typing import Any

import pytest
import pyxaf
from django.test import Client
from lxml import etree

from lib import clock
from lib.spreadsheets import read
from organisations.models import Organisation, Trail
from payments.bookkeeping import OWN
from payments.models import BookkeepingCode, CostCentre, Invoice
from reports.invoice_auditfile import NAMESPACE, Period
from reports.invoice_export import COLUMNS, export_invoices
from tests.invoiced import TODAY, credit_all, make_customer, make_loose, make_loose_line
from tests.making import (
    NOON,
    make_basket,
    make_branchedag,
    make_congress,
    make_organisation,
    make_person,
)
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, page_at

pytestmark = pytest.mark.django_db(transaction=True)
Row = dict[str, str]


def finance(organisation: Organisation) -> Client:
    return browser_of(make_member(organisation, Role.FINANCE))


def place(organisation: Organisation) -> str:
    return f"/beheer/{organisation.slug}/facturen/boekhouding/"


def settle(organisation: Organisation, part: str = "codes", **values: str) -> Any:
    """Post the page as it stands with some of it changed; names have - where a keyword cannot."""
    typed = {name if name in OWN else name.replace("_", "-"): value for name, value in values.items()}
    client = finance(organisation)
    with clock.at(NOON):
        page = page_at(client, place(organisation))
        form = page.xpath(f"//form[.//input[@name='part' and @value='{part}']]")[0]
        fields = {name: str(value or "") for name, value in form.fields.items() if name}
        assert not typed.keys() - fields.keys()
        return client.post(place(organisation), fields | typed)


def rows_of(organisation: Organisation) -> list[Row]:
    return [row for _line, row in read(file_of(organisation, "csv")).records({})]


def file_of(organisation: Organisation, file_format: str) -> bytes:
    invoices = Invoice.objects.filter(organisation=organisation)
    return b"".join(export_invoices(invoices, file_format, organisation, Period(TODAY, TODAY, TODAY)))


def make_month() -> Organisation:
    """Two people at a congress, credited; a stand; and a loose invoice at 21 %, 9 % and exempt."""
    academy = make_organisation()
    congress = make_congress(organisation=academy, slug=f"kracht-{academy.pk}", price="100.00")
    credit_all(make_registration(congress, make_basket(congress, 2)).invoices.get())
    lines = [make_loose_line("10.00", vat=vat, text=vat) for vat in ("S21", "S9", "E")]
    make_loose(make_customer(academy), *lines, event=congress)
    return academy


def test_without_settings_files_have_what_dutch_packages_propose() -> None:
    academy = make_month()
    told = [(row["ledger"], row["vat_code"]) for row in rows_of(academy)]
    assert told == [("8000", "S21"), ("8000", "S21"), ("8000", "S21"), ("8010", "S9"), ("8020", "E")]
    assert {row["cost_centre"] for row in rows_of(academy)} == {academy.events.get().slug}


def test_saving_the_page_as_it_stands_settles_nothing() -> None:
    academy = make_month()
    assert settle(academy).status_code == 303
    assert settle(academy, "centres").status_code == 303
    assert (BookkeepingCode.objects.count(), CostCentre.objects.count()) == (0, 0)
    assert not Trail.objects.filter(subject="bookkeeping").exists()


def test_what_is_settled_stands_in_every_file_also_of_invoices_from_before() -> None:
    academy = make_month()
    values = {"ledger_S21": "80100", "ledger_S21_admission": "80110", "vat_S21": "1", "vat_E": "VRIJ"}
    assert settle(academy, **values, debtors="13000", vat_to_pay="15000").status_code == 303
    congress = academy.events.get()
    assert settle(academy, "centres", **{f"event_{congress.pk}": "KP 300"}).status_code == 303
    told = [(row["ledger"], row["vat_code"], row["cost_centre"]) for row in rows_of(academy)]
    assert told == [
        *(("80110", "1", "KP 300"), ("80110", "1", "KP 300")),  # the credit note follows its invoice
        *(("80100", "1", "KP 300"), ("8010", "S9", "KP 300"), ("8020", "VRIJ", "KP 300")),
    ]
    labels = {label: name for name, label in COLUMNS.items()}
    workbook = [row for _line, row in read(file_of(academy, "xlsx")).records(labels)]
    assert [row["ledger"] for row in workbook] == [ledger for ledger, _code, _centre in told]


def test_the_audit_file_has_them_and_keeps_the_rules_of_the_tax_office() -> None:
    academy = make_month()
    settle(academy, ledger_S21="80100", ledger_S21_admission="80110", vat_S21="1", debtors="13000")
    data = file_of(academy, "xaf")
    assert [str(finding) for finding in pyxaf.validate(data, xsd=True).findings] == []
    tree = etree.fromstring(data)
    names = {"x": NAMESPACE}
    accounts = {
        str(row.findtext("x:accID", namespaces=names)): str(row.findtext("x:accDesc", namespaces=names))
        for row in tree.iterfind(".//x:ledgerAccount", names)
    }
    assert accounts == {
        "13000": "Debiteuren",
        "1500": "Af te dragen btw",
        "80100": "Omzet hoog tarief",
        "80110": "Omzet hoog tarief",
        "8010": "Omzet laag tarief",
        "8020": "Omzet vrijgesteld van btw",
    }
    codes = {row.text for row in tree.iterfind(".//x:vatCode/x:vatID", names)}
    assert codes == {"1", "S9", "E"}


def test_a_stand_goes_to_an_account_of_its_own_and_a_loose_line_to_that_of_its_rate() -> None:
    fair = make_branchedag()
    people = [make_person("Anna de Wit", ticket_type="standhouder")]
    make_registration(fair, make_basket(fair, people, stand=12))
    make_loose(make_customer(fair.organisation), make_loose_line("150.00", text="Stroom"), event=fair)
    settle(fair.organisation, ledger_S21_stand="8100", ledger_S21_addon="8200")
    assert [row["ledger"] for row in rows_of(fair.organisation)] == [
        "8100",
        "8000",
        "8000",
    ]  # with its staff, free


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"ledger_S21": "80;00"}, "ledger-S21", "Gebruik letters en cijfers"),
        ({"ledger_S9": "=1+1"}, "ledger-S9", "Gebruik letters en cijfers"),
        ({"ledger_E": "1300"}, "ledger-E", "hebben elk een eigen rekening nodig"),
        ({"debtors": "1500"}, "vat_to_pay", "hebben elk een eigen rekening nodig"),
        ({"vat_S9": "S21"}, "vat-S9", "Geef elk tarief een eigen code."),
        ({"ledger_S21": "8" * 21}, "ledger-S21", "20"),
    ],
)
def test_what_would_break_the_books_is_refused_beside_its_field(
    values: dict[str, str], field: str, sentence: str
) -> None:
    academy = make_organisation()
    answer = settle(academy, **values)
    assert answer.status_code == 422
    tree: Any = etree.HTML(answer.content.decode())
    (error,) = tree.xpath(f"//*[@id='id_{field}_error']")
    assert sentence in "".join(error.itertext())
    assert BookkeepingCode.objects.count() == 0


def test_the_trail_says_what_was_settled_and_emptied() -> None:
    academy = make_month()
    settle(academy, ledger_S21="80100")
    settle(academy, ledger_S21="")
    settle(academy, "centres", **{f"event_{academy.events.get().pk}": "KP-300"})
    found = Trail.objects.filter(subject="bookkeeping", subject_id=academy.pk).order_by("pk")
    assert list(found.values_list("verb", "facts")) == [
        ("settled", {"ledger:S21": "80100"}),
        ("settled", {"ledger:S21": ""}),
        ("cost_centres", {academy.events.get().slug: "KP-300"}),
    ]
    assert BookkeepingCode.objects.count() == 0


def test_anothers_event_gets_no_cost_centre() -> None:
    academy, other = make_organisation(), make_congress()
    with clock.at(NOON):
        values = {"part": "centres", f"event-{other.pk}": "KP-300"}
        finance(academy).post(place(academy), values)
    assert CostCentre.objects.count() == 0


def test_codes_of_another_organisation_are_left_alone() -> None:
    academy, other = make_month(), make_month()
    settle(other, ledger_S21="9999")
    assert {row["ledger"] for row in rows_of(academy)} == {"8000", "8010", "8020"}
