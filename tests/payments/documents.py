"""Documents of every sort that is issued, with amounts that were worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from payments.documents.data import DocumentLine, InvoiceData, Party, Payment, Totals, VatSubtotal

ACADEMY = Party(
    name="Samenkomst Academie",
    street="Stationsplein 12",
    postcode="3511 ED",
    city="Utrecht",
    kvk="12345678",
    vat_number="NL004495445B01",
    email="financien@demo.example",
    phone="030 123 45 67",
)
MUNICIPALITY = Party(
    name="Gemeente Westerkoog",
    attention="Crediteurenadministratie",
    street="Postbus 120",
    postcode="1500 AC",
    city="Westerkoog",
    oin="00000001001234567000",
    kvk="51234567",
    email="facturen@westerkoog.example",
)
COMPANY = Party(
    name="Woningcorporatie Het Baken", street="Kade 8", postcode="8011 AB", city="Zwolle", kvk="87654321"
)
PERSON = Party(name="Jolanda de Boer-van ’t Hof", street="Dorpsstraat 3", postcode="7411 KK", city="Deventer")
BELGIAN = Party(
    name="Drukkerij Lieven bv",
    street="Kouter 20",
    postcode="9000",
    city="Gent",
    country="BE",
    vat_number="BE0202239951",
)
GERMAN = Party(
    name="Müller & Söhne GmbH",
    street="Königstraße 5",
    postcode="48143",
    city="Münster",
    country="DE",
    vat_number="DE136695976",
)
IBAN = "NL91ABNA0417164300"
EXEMPT = "Vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)"


def make_line(name: str, quantity: str, price: str, net: str, vat: str = "S21", **more: Any) -> DocumentLine:
    """Return a line; ``vat`` is the category with its rate, as in S21 or E."""
    category, percent = vat.rstrip("0123456789"), vat.lstrip("SEAOZ") or "0"
    more.setdefault("id", "1")
    return DocumentLine(
        name=name,
        quantity=Decimal(quantity),
        price=Decimal(price),
        net=Decimal(net),
        category=category,
        percent=Decimal(percent),
        **more,
    )


def make_subtotal(vat: str, taxable: str, amount: str, reason: str = "", code: str = "") -> VatSubtotal:
    category, percent = vat.rstrip("0123456789"), vat.lstrip("SEAOZ") or "0"
    return VatSubtotal(category, Decimal(percent), Decimal(taxable), Decimal(amount), reason, code)


def make_totals(net: str, vat: str, gross: str, payable: str, **more: str) -> Totals:
    amounts = {name: Decimal(amount) for name, amount in more.items()}
    return Totals(Decimal(net), Decimal(net), Decimal(vat), Decimal(gross), Decimal(payable), **amounts)


THREE_AT_21 = InvoiceData(
    number="SA-2027-0142",
    issue_date=date(2027, 1, 18),
    due_date=date(2027, 2, 17),
    supply_begin=date(2027, 3, 11),
    supply_end=date(2027, 3, 12),
    seller=ACADEMY,
    buyer=MUNICIPALITY,
    order_number="INK-2027-00418",
    reference="Afdeling Jeugd",
    registration="SK-7F3K-29QX",
    ordered_by="Fatima el Amrani",
    event_title="Kracht van netwerken",
    event_dates="donderdag 11 en vrijdag 12 maart 2027, Utrecht",
    lines=(make_line("Twee dagen, met lunch", "3", "495.00", "1485.00"),),
    subtotals=(make_subtotal("S21", "1485.00", "311.85"),),
    totals=make_totals("1485.00", "311.85", "1796.85", "1796.85"),
    payment=Payment(iban=IBAN, account_name="Samenkomst Academie", bic="ABNANL2A"),
)


def make_document(**changes: Any) -> InvoiceData:
    return replace(THREE_AT_21, **changes)


LEERGANG = make_document(
    number="SA-2027-0143",
    event_title="Leergang Adaptief samenwerken",
    event_dates="zes bijeenkomsten van 4 februari tot en met 24 juni 2027",
    supply_begin=date(2027, 2, 4),
    supply_end=date(2027, 6, 24),
    lines=(
        make_line(
            "Leergang, zes bijeenkomsten",
            "2",
            "1950.00",
            "3900.00",
            "E",
            participants=("Anna de Wit", "Zoë van ’t Hof"),
        ),
    ),
    subtotals=(make_subtotal("E", "3900.00", "0.00", EXEMPT, "VATEX-EU-132-1I"),),
    totals=make_totals("3900.00", "0.00", "3900.00", "3900.00"),
    crkbo="Samenkomst Academie staat ingeschreven in het Centraal Register Kort Beroepsonderwijs (CRKBO).",
)
MIXED = make_document(
    number="SA-2027-0144",
    order_number="",
    lines=(
        make_line(
            "Dagkaart",
            "3",
            "333.33",
            "949.99",
            description="Donderdag 11 maart 2027",
            allowance=Decimal("50.00"),
            allowance_reason="Korting vroeg aanmelden",
        ),
        make_line("Boek bij het congres", "3", "24.77", "74.31", "S9", id="2"),
        make_line("Leergang Pedagogisch coach", "1", "1250.00", "1250.00", "E", id="3"),
    ),
    subtotals=(
        make_subtotal("S21", "949.99", "199.50"),
        make_subtotal("S9", "74.31", "6.69"),
        make_subtotal("E", "1250.00", "0.00", EXEMPT, "VATEX-EU-132-1I"),
    ),
    totals=make_totals("2274.30", "206.19", "2480.49", "2480.49"),
)
KEPT_WITH_VAT = make_document(
    number="SA-2027-0145",
    buyer=PERSON,
    order_number="",
    reference="",
    lines=(make_line("Deelname", "2", "10.702479", "21.40"),),
    subtotals=(make_subtotal("S21", "21.40", "4.49"),),
    totals=make_totals("21.40", "4.49", "25.89", "25.90", rounding="0.01"),
)
REVERSE_CHARGED = make_document(
    number="SA-2027-0146",
    buyer=BELGIAN,
    order_number="",
    reference="Marketing",
    event_title="Dag van de kinderopvang",
    event_dates="zaterdag 17 april 2027, Zwolle",
    supply_begin=date(2027, 4, 17),
    supply_end=date(2027, 4, 17),
    lines=(make_line("Stand 12, 4 bij 3 meter", "1", "1250.00", "1250.00", "AE"),),
    subtotals=(make_subtotal("AE", "1250.00", "0.00", "Btw verlegd", "VATEX-EU-AE"),),
    totals=make_totals("1250.00", "0.00", "1250.00", "1250.00"),
    language="en",
)
OUT_OF_SCOPE = make_document(
    number="SA-2027-0147",
    buyer=replace(
        BELGIAN, name="Office Voorbeeld Ltd", country="GB", city="London", vat_number="GB980780684"
    ),
    lines=(make_line("Sponsor package", "1", "2500.00", "2500.00", "O"),),
    subtotals=(make_subtotal("O", "2500.00", "0.00", "Outside the scope of Dutch VAT", "VATEX-EU-O"),),
    totals=make_totals("2500.00", "0.00", "2500.00", "2500.00"),
    language="en",
)
CREDIT_NOTE = make_document(
    number="SA-2027-0151",
    type_code="381",
    issue_date=date(2027, 2, 1),
    due_date=None,
    original_number="SA-2027-0142",
    original_date=date(2027, 1, 18),
    lines=(
        make_line(
            "Twee dagen, met lunch",
            "1",
            "495.00",
            "460.00",
            allowance=Decimal("35.00"),
            allowance_reason="Annuleringskosten",
        ),
    ),
    subtotals=(make_subtotal("S21", "460.00", "96.60"),),
    totals=make_totals("460.00", "96.60", "556.60", "556.60"),
)
PAID_ONLINE = make_document(
    number="SA-2027-0148",
    buyer=COMPANY,
    order_number="",
    due_date=None,
    paid_on=date(2027, 1, 18),
    lines=(make_line("Dagkaart", "1", "290.00", "290.00"),),
    subtotals=(make_subtotal("S21", "290.00", "60.90"),),
    totals=make_totals("290.00", "60.90", "350.90", "0.00", prepaid="350.90"),
    payment=Payment(iban=IBAN, account_name="Samenkomst Academie", code="48"),
)
DOCUMENTS: dict[str, InvoiceData] = {
    "three people at 21%": THREE_AT_21,
    "exempt leergang": LEERGANG,
    "9%, 21% and exempt with a discount": MIXED,
    "price kept with VAT, a cent of rounding, private person": KEPT_WITH_VAT,
    "stand of a Belgian firm, reverse charge": REVERSE_CHARGED,
    "outside the scope of VAT": OUT_OF_SCOPE,
    "credit note of one place less the costs": CREDIT_NOTE,
    "paid online": PAID_ONLINE,
    "German participant on the spot": make_document(number="SA-2027-0149", buyer=GERMAN),
    "society without a number": make_document(
        number="SA-2027-0150", buyer=replace(COMPANY, name="Buurtvereniging De Linde", kvk=""), reference=""
    ),
    "private person abroad": make_document(
        number="SA-2027-0152",
        buyer=replace(PERSON, street="", postcode="", city="Gent", country="BE"),
        reference="",
        order_number="",
    ),
    "organisation without street": make_document(number="SA-2027-0153", buyer=replace(COMPANY, street="")),
    "one day, no due date": make_document(number="SA-2027-0154", supply_end=date(2027, 3, 11), due_date=None),
    "books at 9% alone": make_document(
        number="SA-2027-0155",
        buyer=COMPANY,
        supply_begin=None,
        supply_end=None,
        event_title="",
        event_dates="",
        registration="",
        lines=(make_line("Samen leren, het boek", "12.5", "18.349", "229.36", "S9"),),
        subtotals=(make_subtotal("S9", "229.36", "20.64"),),
        totals=make_totals("229.36", "20.64", "250.00", "250.00"),
    ),
    "nothing to pay": make_document(
        number="SA-2027-0156",
        due_date=None,
        lines=(
            make_line(
                "Deelname",
                "1",
                "495.00",
                "0.00",
                allowance=Decimal("495.00"),
                allowance_reason="Vrijkaart voor sprekers",
            ),
        ),
        subtotals=(make_subtotal("S21", "0.00", "0.00"),),
        totals=make_totals("0.00", "0.00", "0.00", "0.00"),
    ),
    "credit note of all of it, exempt": make_document(
        number="SA-2027-0157",
        type_code="381",
        due_date=None,
        original_number="SA-2027-0143",
        original_date=date(2027, 1, 18),
        lines=LEERGANG.lines,
        subtotals=LEERGANG.subtotals,
        totals=LEERGANG.totals,
    ),
}
