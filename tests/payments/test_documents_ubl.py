"""E-invoices, judged by the rules that others published."""

from dataclasses import replace

import pytest
from lxml import etree

from payments.documents import ubl
from payments.documents.data import InvoiceData, Party
from payments.documents.xml_nodes import CAC, CBC
from tests.payments.documents import (
    ACADEMY,
    BELGIAN,
    COMPANY,
    CREDIT_NOTE,
    DOCUMENTS,
    GERMAN,
    KEPT_WITH_VAT,
    LEERGANG,
    MUNICIPALITY,
    OUT_OF_SCOPE,
    PERSON,
    REVERSE_CHARGED,
    THREE_AT_21,
    make_document,
)
from tests.payments.judge import Judge

NAMES = {"a": f"{{{CAC}}}", "c": f"{{{CBC}}}"}


def peppol(data: InvoiceData) -> InvoiceData:
    return replace(data, profile="peppol")


def read(document: bytes, path: str) -> list[str | None]:
    """Return the texts at a path as in a:Party/c:Name."""
    for short, long in NAMES.items():
        path = path.replace(f"{short}:", long)
    return [element.text for element in etree.fromstring(document).iterfind(path)]


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_every_document_keeps_the_published_rules(judge: Judge, data: InvoiceData) -> None:
    assert judge.findings(ubl.render(data)) == []


@pytest.mark.parametrize(
    "data",
    [data for data in DOCUMENTS.values() if data.buyer.endpoint and data.buyer.street],
    ids=lambda data: data.number,
)
def test_every_document_with_an_address_keeps_the_rules_of_peppol(judge: Judge, data: InvoiceData) -> None:
    document = ubl.render(peppol(data))
    assert judge.findings(document) == []
    assert read(document, "c:CustomizationID") == [ubl.PEPPOL]


def test_the_judge_sees_a_fault(judge: Judge) -> None:
    wrong = ubl.render(THREE_AT_21).replace(b">311.85<", b">311.86<")
    assert "SUM-UBL-VAT" in " ".join(judge.findings(wrong))


@pytest.mark.parametrize(
    ("buyer", "claim"),
    [
        (MUNICIPALITY, ubl.NLCIUS),
        (COMPANY, ubl.NLCIUS),
        (BELGIAN, ubl.NLCIUS),
        (PERSON, ubl.EN16931),
        (replace(COMPANY, kvk=""), ubl.EN16931),
        (replace(COMPANY, postcode=""), ubl.EN16931),
    ],
)
def test_a_dutch_buyer_without_number_or_address_gets_the_european_norm_alone(
    buyer: Party, claim: str
) -> None:
    assert read(ubl.render(make_document(buyer=buyer)), "c:CustomizationID") == [claim]


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"buyer": PERSON}, ubl.EN16931),
        ({"buyer": replace(COMPANY, street="")}, ubl.EN16931),
        ({"buyer": GERMAN}, ubl.NLCIUS),
        ({"buyer": replace(GERMAN, peppol="9930:DE136695976")}, ubl.PEPPOL),
        ({"buyer": replace(COMPANY, peppol="not an address")}, ubl.PEPPOL),
        ({"seller": replace(ACADEMY, kvk="")}, ubl.NLCIUS),
    ],
)
def test_peppol_is_claimed_only_with_an_address_of_both(changes: dict[str, Party], claim: str) -> None:
    assert read(ubl.render(peppol(make_document(**changes))), "c:CustomizationID") == [claim]


def test_a_municipality_is_known_by_its_oin() -> None:
    document = ubl.render(THREE_AT_21)
    party = "a:AccountingCustomerParty/a:Party"
    assert read(document, f"{party}/a:PartyLegalEntity/c:CompanyID") == ["00000001001234567000"]
    assert read(document, f"{party}/a:PartyIdentification/c:ID") == ["51234567"]
    assert read(document, f"{party}/a:PostalAddress/c:StreetName") == ["Postbus 120"]


@pytest.mark.parametrize(
    ("changes", "reference", "order"),
    [
        ({}, ["Afdeling Jeugd"], ["INK-2027-00418"]),
        ({"reference": ""}, [], ["INK-2027-00418"]),
        ({"order_number": ""}, ["Afdeling Jeugd"], []),
        ({"order_number": "", "reference": ""}, ["SK-7F3K-29QX"], []),
        ({"order_number": "", "reference": "", "registration": ""}, ["SA-2027-0142"], []),
    ],
)
def test_a_reference_of_the_buyer_or_else_ours_is_always_there(
    changes: dict[str, str], reference: list[str], order: list[str]
) -> None:
    document = ubl.render(make_document(**changes))
    assert read(document, "c:BuyerReference") == reference
    assert read(document, "a:OrderReference/c:ID") == order


def test_a_price_keeps_six_places_and_the_cent_of_rounding_is_told() -> None:
    document = ubl.render(KEPT_WITH_VAT)
    total = "a:LegalMonetaryTotal/c:"
    assert read(document, "a:InvoiceLine/a:Price/c:PriceAmount") == ["10.702479"]
    assert read(document, f"{total}TaxInclusiveAmount") == ["25.89"]
    assert read(document, f"{total}PayableRoundingAmount") == ["0.01"]
    assert read(document, f"{total}PayableAmount") == ["25.90"]


def test_a_credit_note_is_positive_and_names_what_it_takes_back() -> None:
    document = ubl.render(CREDIT_NOTE)
    assert etree.QName(etree.fromstring(document)).localname == "CreditNote"
    assert read(document, "c:CreditNoteTypeCode") == ["381"]
    assert read(document, "a:BillingReference/a:InvoiceDocumentReference/c:ID") == ["SA-2027-0142"]
    assert read(document, "a:LegalMonetaryTotal/c:PayableAmount") == ["556.60"]
    day = "a:BillingReference/a:InvoiceDocumentReference/c:IssueDate"
    assert read(document, day) == []  # BR-NL-24
    assert read(ubl.render(peppol(CREDIT_NOTE)), day) == ["2027-01-18"]


def test_an_exemption_has_its_reason_and_only_in_peppol_its_code() -> None:
    category = "a:TaxTotal/a:TaxSubtotal/a:TaxCategory/c:"
    for data, codes in [(LEERGANG, []), (peppol(LEERGANG), ["VATEX-EU-132-1I"])]:
        document = ubl.render(data)
        assert read(document, f"{category}TaxExemptionReasonCode") == codes
        assert read(document, f"{category}TaxExemptionReason") == [LEERGANG.subtotals[0].reason]


def test_vat_ids_are_said_except_outside_the_scope_of_vat() -> None:
    number = "a:AccountingCustomerParty/a:Party/a:PartyTaxScheme/c:CompanyID"
    assert read(ubl.render(REVERSE_CHARGED), number) == ["BE0202239951"]
    assert read(ubl.render(OUT_OF_SCOPE), number) == []


def test_names_are_said_only_where_the_line_has_them() -> None:
    assert read(ubl.render(LEERGANG), "a:InvoiceLine/c:Note") == ["Anna de Wit, Zoë van ’t Hof"]
    assert read(ubl.render(THREE_AT_21), "a:InvoiceLine/c:Note") == []


def test_text_of_a_buyer_stays_text() -> None:
    name = 'Bouw & <b>Co</b> ]]> &amp; "zn"'
    document = ubl.render(make_document(buyer=replace(COMPANY, name=name)))
    assert read(document, "a:AccountingCustomerParty/a:Party/a:PartyName/c:Name") == [name]


def test_the_same_data_gives_the_same_bytes() -> None:
    assert ubl.render(THREE_AT_21) == ubl.render(make_document())
