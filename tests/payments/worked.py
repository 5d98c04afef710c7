"""Sales worked out by hand: what was sold to whom, and every number that must stand on the invoice."""

from __future__ import annotations

from dataclasses import dataclass, field

from organisations.customers import Payer

DUTCH = Payer(
    organisation="Gemeente Westerkoog",
    attention="Crediteurenadministratie",
    street="Postbus 12",
    postcode="1541 AB",
    city="Westerkoog",
    kvk="68750110",
    email="facturen@westerkoog.example",
)
PERSON = Payer(
    attention="Jolanda de Boer",
    street="Dorpsstraat 3",
    postcode="7411 KK",
    city="Deventer",
    email="jolanda@deboer.example",
)
BELGIAN = Payer(
    organisation="Drukkerij Lieven bv",
    street="Kouter 20",
    postcode="9000",
    city="Gent",
    country="BE",
    vat_number="BE0202239951",
    email="boekhouding@lieven.example",
)
BELGIAN_WITHOUT_ID = Payer(
    organisation="Vzw De Kluis",
    street="Kouter 21",
    postcode="9000",
    city="Gent",
    country="BE",
    email="info@dekluis.example",
)
GERMAN = Payer(
    organisation="Müller & Söhne GmbH",
    street="Königstraße 5",
    postcode="48143",
    city="Münster",
    country="DE",
    vat_number="DE136695976",
    email="buchhaltung@mueller.example",
)
BRITISH = Payer(
    organisation="Office Example Ltd",
    street="12 High Street",
    postcode="EC1A 1BB",
    city="London",
    country="GB",
    vat_number="GB980780684",
    email="accounts@office.example",
)


@dataclass(frozen=True)
class Sold:
    """``count`` pieces at ``price``, ``less`` off all; ``vat`` is category and rate as kept: S21, E."""

    text: str
    price: str
    count: str = "1"
    vat: str = "S21"
    kind: str = "admission"
    with_vat: bool = False
    less: str = "0.00"


@dataclass(frozen=True)
class Worked:
    """``lines`` read "count × price − allowance = net VAT", ``vat`` "VAT taxable amount", one a rate."""

    name: str
    buyer: Payer
    sold: tuple[Sold, ...]
    lines: tuple[str, ...]
    vat: tuple[str, ...]
    net: str
    vat_total: str
    gross: str
    payable: str
    rounding: str = "0.00"
    staff: int = 0
    reasons: tuple[str, ...] = field(default=("",))


EXEMPT = "Vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)"
REVERSED = "Btw verlegd"
OUTSIDE = "Niet onderworpen aan btw"
STAND = Sold("Stand klein", "1250.00", kind="stand")
STAND_WITH_VAT = Sold("Stand klein", "1512.50", kind="stand", with_vat=True)

BY_SIGN_UP = (
    Worked(
        "an exempt leergang for one",
        DUTCH,
        (Sold("Leergang", "1950.00", vat="E"),),
        ("1 × 1950.00 = 1950.00 E",),
        ("E 1950.00 0.00",),
        *("1950.00", "0.00", "1950.00", "1950.00"),
        reasons=(EXEMPT,),
    ),
    Worked(
        "an exempt leergang for three, with cents",
        DUTCH,
        (Sold("Leergang", "1295.05", "3", "E"),),
        ("3 × 1295.05 = 3885.15 E",),
        ("E 3885.15 0.00",),
        *("3885.15", "0.00", "3885.15", "3885.15"),
        reasons=(EXEMPT,),
    ),
    Worked(
        "a congress for one: 2.247 of VAT",
        DUTCH,
        (Sold("Congres", "10.70"),),
        ("1 × 10.70 = 10.70 S21",),
        ("S21 10.70 2.25",),
        *("10.70", "2.25", "12.95", "12.95"),
    ),
    Worked(
        "a congress for two: a cent less than twice the VAT of one",
        DUTCH,
        (Sold("Congres", "10.70", "2"),),
        ("2 × 10.70 = 21.40 S21",),
        ("S21 21.40 4.49",),
        *("21.40", "4.49", "25.89", "25.89"),
    ),
    Worked(
        "a congress for three",
        DUTCH,
        (Sold("Congres", "10.70", "3"),),
        ("3 × 10.70 = 32.10 S21",),
        ("S21 32.10 6.74",),
        *("32.10", "6.74", "38.84", "38.84"),
    ),
    Worked(
        "a congress for six",
        DUTCH,
        (Sold("Congres", "10.70", "6"),),
        ("6 × 10.70 = 64.20 S21",),
        ("S21 64.20 13.48",),
        *("64.20", "13.48", "77.68", "77.68"),
    ),
    Worked(
        "a congress of two days for three",
        DUTCH,
        (Sold("Beide dagen", "495.00", "3"),),
        ("3 × 495.00 = 1485.00 S21",),
        ("S21 1485.00 311.85",),
        *("1485.00", "311.85", "1796.85", "1796.85"),
    ),
    Worked(
        "a congress at 21 % with a book at 9 %",
        DUTCH,
        (Sold("Congres", "97.59"), Sold("Boek", "24.77", vat="S9", kind="addon")),
        ("1 × 97.59 = 97.59 S21", "1 × 24.77 = 24.77 S9"),
        ("S21 97.59 20.49", "S9 24.77 2.23"),
        *("122.36", "22.72", "145.08", "145.08"),
        reasons=("", ""),
    ),
    Worked(
        "exempt, 21 % and 9 % on one invoice",
        DUTCH,
        (
            Sold("Leergang", "1250.00", vat="E"),
            Sold("Congres", "495.00"),
            Sold("Boek", "24.77", "2", "S9", "addon"),
        ),
        ("1 × 1250.00 = 1250.00 E", "2 × 24.77 = 49.54 S9", "1 × 495.00 = 495.00 S21"),
        ("E 1250.00 0.00", "S21 495.00 103.95", "S9 49.54 4.46"),
        *("1794.54", "108.41", "1902.95", "1902.95"),
        reasons=(EXEMPT, "", ""),
    ),
    Worked(
        "exempt, 21 % and 9 %, some kept with VAT: a cent of rounding at one rate",
        PERSON,
        (
            Sold("Leergang", "1250.00", vat="E"),
            Sold("Congres", "12.95", "2", with_vat=True),
            Sold("Boek", "26.95", vat="S9", kind="addon", with_vat=True),
        ),
        ("1 × 1250.00 = 1250.00 E", "1 × 24.724771 = 24.72 S9", "2 × 10.702479 = 21.40 S21"),
        ("E 1250.00 0.00", "S21 21.40 4.49", "S9 24.72 2.22"),
        *("1296.12", "6.71", "1302.83", "1302.85", "0.02"),
        reasons=(EXEMPT, "", ""),
    ),
    Worked(
        "half a cent of VAT goes up",
        DUTCH,
        (Sold("Koffie", "2.50"),),
        ("1 × 2.50 = 2.50 S21",),
        ("S21 2.50 0.53",),
        *("2.50", "0.53", "3.03", "3.03"),
    ),
    Worked(
        "half a cent of VAT goes up at 9 % too",
        DUTCH,
        (Sold("Koekje", "0.50", vat="S9"),),
        ("1 × 0.50 = 0.50 S9",),
        ("S9 0.50 0.05",),
        *("0.50", "0.05", "0.55", "0.55"),
    ),
    Worked(
        "five at five cents",
        DUTCH,
        (Sold("Stuiver", "0.05", "5"),),
        ("5 × 0.05 = 0.25 S21",),
        ("S21 0.25 0.05",),
        *("0.25", "0.05", "0.30", "0.30"),
    ),
    Worked(
        "VAT over the document, not over its lines",
        DUTCH,
        (Sold("Zeven cent", "0.07"), Sold("Ook zeven", "0.07")),
        ("1 × 0.07 = 0.07 S21", "1 × 0.07 = 0.07 S21"),
        ("S21 0.14 0.03",),
        *("0.14", "0.03", "0.17", "0.17"),
    ),
    Worked(
        "a price kept with VAT, one",
        PERSON,
        (Sold("Deelname", "12.95", with_vat=True),),
        ("1 × 10.702479 = 10.70 S21",),
        ("S21 10.70 2.25",),
        *("10.70", "2.25", "12.95", "12.95"),
    ),
    Worked(
        "a price kept with VAT that no net amount gives: two",
        PERSON,
        (Sold("Deelname", "12.95", "2", with_vat=True),),
        ("2 × 10.702479 = 21.40 S21",),
        ("S21 21.40 4.49",),
        *("21.40", "4.49", "25.89", "25.90", "0.01"),
    ),
    Worked(
        "a price kept with VAT, three",
        PERSON,
        (Sold("Deelname", "12.95", "3", with_vat=True),),
        ("3 × 10.702479 = 32.11 S21",),
        ("S21 32.11 6.74",),
        *("32.11", "6.74", "38.85", "38.85"),
    ),
    Worked(
        "a price kept with VAT of 9 %",
        PERSON,
        (Sold("Boek en lezing", "40.00", vat="S9", with_vat=True),),
        ("1 × 36.697248 = 36.70 S9",),
        ("S9 36.70 3.30",),
        *("36.70", "3.30", "40.00", "40.00"),
    ),
    Worked(
        "prices kept without and with VAT at one rate",
        DUTCH,
        (Sold("Zakelijk", "100.00"), Sold("Particulier", "12.95", with_vat=True)),
        ("1 × 100.00 = 100.00 S21", "1 × 10.702479 = 10.70 S21"),
        ("S21 110.70 23.25",),
        *("110.70", "23.25", "133.95", "133.95"),
    ),
    Worked(
        "somebody comes free with somebody who pays",
        DUTCH,
        (Sold("Congres", "495.00"), Sold("Spreker", "0.00")),
        ("1 × 495.00 = 495.00 S21", "1 × 0.00 = 0.00 S21"),
        ("S21 495.00 103.95",),
        *("495.00", "103.95", "598.95", "598.95"),
    ),
    Worked(
        "a stand of a Dutch exhibitor, with two people",
        DUTCH,
        (STAND,),
        ("1 × 1250.00 = 1250.00 S21", "2 × 0.00 = 0.00 S21"),
        ("S21 1250.00 262.50",),
        *("1250.00", "262.50", "1512.50", "1512.50"),
        staff=2,
    ),
    Worked(
        "a stand of a Belgian exhibitor: reverse charge",
        BELGIAN,
        (STAND,),
        ("1 × 1250.00 = 1250.00 AE", "2 × 0.00 = 0.00 AE"),
        ("AE 1250.00 0.00",),
        *("1250.00", "0.00", "1250.00", "1250.00"),
        staff=2,
        reasons=(REVERSED,),
    ),
    Worked(
        "a stand kept with VAT: the Belgian exhibitor pays what it is without",
        BELGIAN,
        (STAND_WITH_VAT,),
        ("1 × 1250.00 = 1250.00 AE", "1 × 0.00 = 0.00 AE"),
        ("AE 1250.00 0.00",),
        *("1250.00", "0.00", "1250.00", "1250.00"),
        staff=1,
        reasons=(REVERSED,),
    ),
    Worked(
        "a Belgian exhibitor whose visitor pays: reverse charge for the stand alone",
        BELGIAN,
        (STAND, Sold("Bezoeker", "100.00")),
        ("1 × 1250.00 = 1250.00 AE", "1 × 0.00 = 0.00 AE", "1 × 100.00 = 100.00 S21"),
        ("AE 1250.00 0.00", "S21 100.00 21.00"),
        *("1350.00", "21.00", "1371.00", "1371.00"),
        staff=1,
        reasons=(REVERSED, ""),
    ),
    Worked(
        "a stand of a Belgian society without a VAT id: Dutch VAT",
        BELGIAN_WITHOUT_ID,
        (STAND,),
        ("1 × 1250.00 = 1250.00 S21", "1 × 0.00 = 0.00 S21"),
        ("S21 1250.00 262.50",),
        *("1250.00", "262.50", "1512.50", "1512.50"),
        staff=1,
    ),
    Worked(
        "a stand of an exhibitor outside the Union: Dutch VAT until finance says otherwise",
        BRITISH,
        (STAND,),
        ("1 × 1250.00 = 1250.00 S21", "1 × 0.00 = 0.00 S21"),
        ("S21 1250.00 262.50",),
        *("1250.00", "262.50", "1512.50", "1512.50"),
        staff=1,
    ),
    Worked(
        "a Belgian participant on the spot: Dutch VAT",
        BELGIAN,
        (Sold("Congres", "495.00"),),
        ("1 × 495.00 = 495.00 S21",),
        ("S21 495.00 103.95",),
        *("495.00", "103.95", "598.95", "598.95"),
    ),
    Worked(
        "a German in a leergang: exempt, as anybody",
        GERMAN,
        (Sold("Leergang", "1950.00", vat="E"),),
        ("1 × 1950.00 = 1950.00 E",),
        ("E 1950.00 0.00",),
        *("1950.00", "0.00", "1950.00", "1950.00"),
        reasons=(EXEMPT,),
    ),
)

LOOSE = (
    Worked(
        "a sponsor package",
        DUTCH,
        (Sold("Sponsorpakket", "2500.00"),),
        ("1 × 2500.00 = 2500.00 S21",),
        ("S21 2500.00 525.00",),
        *("2500.00", "525.00", "3025.00", "3025.00"),
    ),
    Worked(
        "extra power on stand 12",
        DUTCH,
        (Sold("Extra stroom op stand 12", "45.50", "3"),),
        ("3 × 45.50 = 136.50 S21",),
        ("S21 136.50 28.67",),
        *("136.50", "28.67", "165.17", "165.17"),
    ),
    Worked(
        "books at a price of three places, twelve and a half of them",
        DUTCH,
        (Sold("Samen leren", "18.349", "12.5", "S9"),),
        ("12.5 × 18.349 = 229.36 S9",),
        ("S9 229.36 20.64",),
        *("229.36", "20.64", "250.00", "250.00"),
    ),
    Worked(
        "an amount off one line",
        DUTCH,
        (Sold("Dagkaart", "333.33", "3", less="50.00"),),
        ("3 × 333.33 − 50.00 = 949.99 S21",),
        ("S21 949.99 199.50",),
        *("949.99", "199.50", "1149.49", "1149.49"),
    ),
    Worked(
        "an amount off one of two rates",
        DUTCH,
        (Sold("Sponsorpakket", "2500.00", less="250.00"), Sold("Boek", "24.77", "3", "S9")),
        ("1 × 2500.00 − 250.00 = 2250.00 S21", "3 × 24.77 = 74.31 S9"),
        ("S21 2250.00 472.50", "S9 74.31 6.69"),
        *("2324.31", "479.19", "2803.50", "2803.50"),
        reasons=("", ""),
    ),
    Worked(
        "a sponsor package of a Belgian firm: reverse charge",
        BELGIAN,
        (Sold("Sponsorpakket", "2500.00", vat="AE"),),
        ("1 × 2500.00 = 2500.00 AE",),
        ("AE 2500.00 0.00",),
        *("2500.00", "0.00", "2500.00", "2500.00"),
        reasons=(REVERSED,),
    ),
    Worked(
        "a sponsor package of a firm outside the Union: not ours to tax",
        BRITISH,
        (Sold("Sponsorpakket", "2500.00", vat="O"),),
        ("1 × 2500.00 = 2500.00 O",),
        ("O 2500.00 0.00",),
        *("2500.00", "0.00", "2500.00", "2500.00"),
        reasons=(OUTSIDE,),
    ),
    Worked(
        "books kept with VAT of 9 %",
        PERSON,
        (Sold("Samen leren", "49.95", "3", "S9", with_vat=True),),
        ("3 × 45.825688 = 137.48 S9",),
        ("S9 137.48 12.37",),
        *("137.48", "12.37", "149.85", "149.85"),
    ),
    Worked(
        "an amount off a price kept with VAT",
        PERSON,
        (Sold("Deelname", "12.95", "2", with_vat=True, less="5.00"),),
        ("2 × 10.702479 − 4.13 = 17.27 S21",),
        ("S21 17.27 3.63",),
        *("17.27", "3.63", "20.90", "20.90"),
    ),
    Worked(
        "training in a company, exempt, beside a book",
        DUTCH,
        (Sold("Training op maat, dagdelen", "875.00", "4", "E"), Sold("Boek", "24.77", "11", "S9")),
        ("4 × 875.00 = 3500.00 E", "11 × 24.77 = 272.47 S9"),
        ("E 3500.00 0.00", "S9 272.47 24.52"),
        *("3772.47", "24.52", "3796.99", "3796.99"),
        reasons=(EXEMPT, ""),
    ),
)
