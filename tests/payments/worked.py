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
