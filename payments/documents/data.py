"""What an invoice or credit note says, as plain values that nothing can change.

Amounts are euros with two places, prices have up to six (BT-146). A credit note has positive
amounts: that it takes back is said by its type. Ids such as BT-10 are the business terms of
EN 16931. Empty text means "not there".
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer. A buyer with neither ``kvk`` nor ``oin`` may be a private person."""

    name: str
    street: str
    postcode: str
    city: str
    country: str = "NL"  # ISO 3166-1 alpha-2
    country_name: str = ""  # in the language of the document; printed abroad, else the code
    attention: str = ""
    kvk: str = ""  # 8 digits
    oin: str = ""  # 20 digits
    vat_number: str = ""  # with its country: NL004495445B01
    peppol: str = ""  # scheme:identifier, as in 0190:00000001001234567000
    email: str = ""
    phone: str = ""

    @property
    def endpoint(self) -> tuple[str, str] | None:
        """Electronic address as (scheme, identifier): the one given, else by registration."""
        scheme, _, identifier = self.peppol.partition(":")
        return (scheme, identifier) if scheme and identifier else self.legal_id

    @property
    def legal_id(self) -> tuple[str, str] | None:
        """Registration as (ISO 6523 scheme, number); the OIN goes before the KvK number."""
        if self.oin:
            return "0190", self.oin
        if self.kvk:
            return "0106", self.kvk
        if self.country == "BE" and self.vat_number:  # holds the enterprise number
            return "0208", self.vat_number.removeprefix("BE")
        return None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """``net`` is ``quantity`` x ``price`` - ``allowance``, half up (BT-131)."""

    id: str
    name: str
    quantity: Decimal
    price: Decimal  # of one, without VAT
    net: Decimal
    category: str  # S, E, AE, O, Z: UNCL 5305
    percent: Decimal = ZERO
    description: str = ""
    unit_code: str = "C62"  # "one": UN/ECE recommendation 20
    allowance: Decimal = ZERO
    allowance_reason: str = ""
    participants: tuple[str, ...] = ()  # only where the buyer wants names


@dataclass(frozen=True, slots=True)
class VatSubtotal:
    """One VAT category and rate of a document (BG-23), with the reason where no VAT is charged."""

    category: str
    percent: Decimal
    taxable: Decimal
    vat: Decimal
    reason: str = ""
    reason_code: str = ""  # VATEX-EU-…; NLCIUS leaves it out (BR-NL-35)


@dataclass(frozen=True, slots=True)
class Totals:
    """The chain BR-CO-10 to BR-CO-16: payable = tax_inclusive - prepaid + rounding."""

    line_total: Decimal
    tax_exclusive: Decimal
    vat: Decimal
    tax_inclusive: Decimal
    payable: Decimal
    prepaid: Decimal = ZERO
    rounding: Decimal = ZERO  # BT-114


@dataclass(frozen=True, slots=True)
class Payment:
    """How the money comes: ``code`` is UNCL 4461, 58 a SEPA transfer, 48 a card or online."""

    iban: str = ""  # without spaces
    account_name: str = ""
    bic: str = ""
    code: str = "58"


@dataclass(frozen=True, slots=True)
class InvoiceData:
    """One document, as issued. Dates are days in the Netherlands."""

    number: str
    issue_date: date
    seller: Party
    buyer: Party
    lines: tuple[DocumentLine, ...]
    subtotals: tuple[VatSubtotal, ...]
    totals: Totals
    payment: Payment
    type_code: Literal["380", "381"] = "380"
    due_date: date | None = None
    supply_begin: date | None = None
    supply_end: date | None = None  # empty, or as the begin: one day
    paid_on: date | None = None
    reference: str = ""  # BT-10, as the buyer gave it
    order_number: str = ""  # BT-13
    registration: str = ""  # SK-7F3K-29QX
    original_number: str = ""  # BG-3, of a credit note
    original_date: date | None = None
    ordered_by: str = ""
    event_title: str = ""
    event_dates: str = ""
    notes: tuple[str, ...] = ()
    crkbo: str = ""  # the mention, beside an exemption
    language: Literal["nl", "en"] = "nl"
    profile: Literal["nlcius", "peppol"] = "nlcius"
    currency: str = "EUR"
    accent: str = "#6d2152"

    @property
    def is_credit_note(self) -> bool:
        return self.type_code == "381"

    @property
    def buyer_reference(self) -> str:
        """BT-10 as sent: one of BT-10 and BT-13 must be there (BR-NL-2, PEPPOL-EN16931-R003)."""
        return self.reference or ("" if self.order_number else self.registration or self.number)

    @property
    def supply_period(self) -> tuple[date, date] | None:
        """First and last day of the supply; empty without one."""
        first = self.supply_begin or self.supply_end
        return (first, self.supply_end or first) if first else None
