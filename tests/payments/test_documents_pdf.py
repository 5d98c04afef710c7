"""The paper says what the data say, and holds the e-invoice."""

import re
import zlib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from segno.helpers import make_epc_qr

from lib.money import format_euros
from payments.documents import pdf, ubl
from payments.documents.data import InvoiceData
from tests.payments.documents import (
    COMPANY,
    CREDIT_NOTE,
    DOCUMENTS,
    IBAN,
    KEPT_WITH_VAT,
    LEERGANG,
    MIXED,
    PAID_ONLINE,
    PERSON,
    REVERSE_CHARGED,
    THREE_AT_21,
    make_document,
    make_line,
    make_subtotal,
    make_totals,
)

FORTY_LINES = make_document(
    lines=tuple(make_line(f"Dagkaart {n}", "1", "495.00", "495.00", id=str(n)) for n in range(1, 41)),
    subtotals=(make_subtotal("S21", "19800.00", "4158.00"),),
    totals=make_totals("19800.00", "4158.00", "23958.00", "23958.00"),
)


@cache
def printed(data: InvoiceData) -> bytes:
    return pdf.render(data, ubl.render(data))


def pages(data: InvoiceData) -> list[str]:
    """Return the text of each page, all white space as single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed(data))).pages]


def words(data: InvoiceData) -> str:
    return " ".join(pages(data))


def euros(amount: Decimal, language: str) -> str:
    return format_euros(amount, language).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_the_paper_says_number_names_and_amounts_and_holds_the_e_invoice(data: InvoiceData) -> None:
    text, language = words(data), data.language
    said = [
        data.number,
        data.order_number,
        data.reference,
        data.seller.name,
        data.buyer.name,
        data.event_dates,
    ]
    said += [part for line in data.lines for part in (line.name, line.description, line.allowance_reason)]
    said += [data.seller.vat_number, data.seller.kvk, data.buyer.vat_number, data.buyer.street]
    said += [euros(part.taxable, language) for part in data.subtotals]
    said += [euros(part.vat, language) for part in data.subtotals]
    said += [euros(data.totals.payable, language), euros(data.totals.tax_exclusive, language)]
    assert [part for part in said if part not in text] == []
    attached = PdfReader(BytesIO(printed(data))).attachments
    assert {name: list(content) for name, content in attached.items()} == {
        f"{data.number}.xml": [ubl.render(data)]
    }


def test_the_e_invoice_is_found_in_the_streams_alone() -> None:
    streams = re.findall(rb"(?<!end)stream\r?\n(.*?)endstream", printed(THREE_AT_21), re.DOTALL)
    plain = []
    for stream in streams:
        try:
            plain.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            plain.append(stream)
    assert [text for text in plain if b"schema:xsd:Invoice-2" in text] == [ubl.render(THREE_AT_21)]


def test_the_paper_is_for_the_archive_and_for_screen_readers() -> None:
    root: Any = PdfReader(BytesIO(printed(THREE_AT_21))).root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"] == "nl"
    assert root["/AF"][0].get_object()["/AFRelationship"] == "/Alternative"


def test_the_same_data_gives_the_same_bytes() -> None:
    assert pdf.render(MIXED, ubl.render(MIXED)) == printed(MIXED)


def test_the_paper_says_dates_quantity_price_discount_and_each_rate() -> None:
    text = words(MIXED)
    for part in (
        "Factuurdatum 18 januari 2027",
        "Vervaldatum 17 februari 2027",
        "Leveringsdatum 11 en 12 maart 2027",
        "3 € 333,33 € 50,00 21% € 949,99",
        "21% btw over € 949,99 € 199,50",
        "9% btw over € 74,31 € 6,69",
        "Vrijgesteld van btw, over € 1.250,00 € 0,00",
        "Uiterlijk betalen op 17 februari 2027",
        "NL91 ABNA 0417 1643 00",
        "Besteld door Fatima el Amrani",
    ):
        assert part in text


def test_an_exemption_is_printed_with_the_law_and_the_register() -> None:
    text = words(LEERGANG)
    assert "Vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)" in text
    assert "Centraal Register Kort Beroepsonderwijs (CRKBO)" in text
    assert "Anna de Wit, Zoë van ’t Hof" in text
    assert "Leveringsdatum 4 februari 2027 tot en met 24 juni 2027" in text


def test_a_reverse_charge_is_printed_with_both_vat_ids_in_english() -> None:
    text = words(REVERSE_CHARGED)
    for part in ("Btw verlegd", "VAT id BE0202239951", "VAT id NL004495445B01", "Pay by 17 February 2027"):
        assert part in text


def test_a_credit_note_names_its_invoice_and_asks_for_nothing() -> None:
    text = words(CREDIT_NOTE)
    assert "Bij factuur SA-2027-0142 van 18 januari 2027" in text
    assert "In mindering" in text
    assert "Gecrediteerd incl. btw € 556,60" in text
    assert "betalen" not in text


def test_what_is_paid_is_not_asked_for_again() -> None:
    text = words(PAID_ONLINE)
    assert "Al betaald € -350,90" in text
    assert "Betaald op 18 januari 2027. Er is niets meer te betalen." in text
    assert "bank-app" not in text
    assert "Betaald. Er is niets meer te betalen." in words(replace(PAID_ONLINE, paid_on=None))


def test_a_price_kept_with_vat_shows_the_cent_that_rounds_it() -> None:
    assert "2 € 10,702479 21% € 21,40" in words(KEPT_WITH_VAT)
    assert "Totaal incl. btw € 25,89 Afronding € 0,01 Te betalen incl. btw € 25,90" in words(KEPT_WITH_VAT)


def test_the_code_for_a_banking_app_says_account_amount_and_number() -> None:
    assert "Scan met uw bank-app" in words(THREE_AT_21)
    assert pdf.payment_code(THREE_AT_21) == (
        "BCD\n002\n1\nSCT\n\nSamenkomst Academie\nNL91ABNA0417164300\nEUR1796.85\n\n\nSA-2027-0142"
    )
    assert pdf.payment_code(CREDIT_NOTE) == pdf.payment_code(PAID_ONLINE) == ""


def test_the_code_has_the_level_that_banks_read() -> None:
    code = make_epc_qr("Samenkomst Academie", IBAN, Decimal("1796.85"), text="SA-2027-0142", encoding="utf-8")
    with override("nl"):
        assert pdf.view(THREE_AT_21)["payment"]["qr"] == code.svg_inline(border=0, omitsize=True)


def test_each_page_of_a_long_invoice_has_its_head_and_number() -> None:
    texts = pages(FORTY_LINES)
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        assert "Omschrijving Aantal" in text
        assert f"Pagina {number} van {len(texts)}" in text
        assert "SA-2027-0142" in text
    assert [text for text in texts if "Te betalen incl. btw" in text] == [texts[-1]]


def test_our_own_reference_is_printed_once() -> None:
    text = words(make_document(reference="SK-7F3K-29QX"))
    assert text.count("SK-7F3K-29QX") == 1
    assert "Referentie" not in text


def test_an_address_abroad_ends_with_the_country() -> None:
    buyer = replace(PERSON, country="BE", country_name="België")
    assert "7411 KK Deventer België" in words(make_document(buyer=buyer))


def test_text_that_looks_like_markup_stays_text() -> None:
    name = '#panic("x") *vet* $x^2$ = kop @ref <lab> // weg \\ [a]'
    assert name in words(make_document(buyer=replace(COMPANY, name=name)))


def test_what_no_font_can_draw_is_a_question_mark_on_paper_and_itself_in_the_e_invoice() -> None:
    data = make_document(buyer=replace(COMPANY, name="株式 Łódź 😀"), reference="👨\u200d👩")
    assert "?? Łódź ?" in words(data)
    assert "株式 Łódź 😀".encode() in ubl.render(data)
    assert list(PdfReader(BytesIO(printed(data))).attachments.values()) == [[ubl.render(data)]]


def test_a_long_word_breaks_within_its_column() -> None:
    number = "INK-" + "2027004189" * 6
    assert number in words(make_document(order_number=number)).replace(" ", "")
    assert len(pages(make_document(order_number=number))) == 1


def test_a_number_with_a_slash_makes_a_file_name_without() -> None:
    assert list(PdfReader(BytesIO(printed(make_document(number="2027/0142")))).attachments) == [
        "2027-0142.xml"
    ]
