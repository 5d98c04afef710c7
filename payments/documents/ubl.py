"""UBL 2.1 Invoice and CreditNote by EN 16931, as NLCIUS or Peppol BIS Billing 3.0 has it.

NLCIUS and Peppol are two specifications, and one document claims one of them. NLCIUS asks of
every Dutch buyer a KvK number or OIN (BR-NL-10) and a full address (BR-NL-4): private persons
and societies have none to give. Theirs claims the European norm alone, which asks for neither.
Peppol asks for the same address (NL-R-004) and an electronic one of both parties (R010, R020).
"""

from datetime import date
from decimal import Decimal

from django.utils import translation

from payments.documents import wording
from payments.documents.data import DocumentLine, InvoiceData, Party, Payment, VatSubtotal
from payments.documents.xml_nodes import Node, document, group, money, number, text

EN16931 = "urn:cen.eu:en16931:2017"
NLCIUS = f"{EN16931}#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PEPPOL = f"{EN16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
TRANSFERS = {"30", "58"}


def render(data: InvoiceData) -> bytes:
    """Return ``data`` as an e-invoice in UTF-8; the same data gives the same bytes."""
    kind = "CreditNote" if data.is_credit_note else "Invoice"
    claim = specification(data)
    vat = all(part.category != "O" for part in data.subtotals)  # else no VAT id: BR-O-02
    with translation.override(data.language):
        return document(
            kind,
            *_head(data, kind, claim),
            group("AccountingSupplierParty", _party(data.seller, vat=vat)),
            group("AccountingCustomerParty", _party(data.buyer, vat=vat)),
            _delivery(data),
            _payment_means(data, claim),
            group("PaymentTerms", text("Note", wording.payment_terms(data))),
            _tax_total(data, claim),
            _monetary_total(data),
            *(_line(line, data, kind) for line in data.lines),
        )


def specification(data: InvoiceData) -> str:
    """Return the specification that ``data`` can claim (BT-24): the one of its profile, if it may."""
    buyer = data.buyer
    has_address = bool(buyer.street and buyer.postcode and buyer.city) or buyer.country != "NL"
    if data.profile == "peppol" and data.seller.endpoint and buyer.endpoint and has_address:
        return PEPPOL
    return NLCIUS if has_address and (buyer.legal_id or buyer.country != "NL") else EN16931


def _head(data: InvoiceData, kind: str, claim: str) -> list[Node]:
    first, last = data.supply_period or (None, None)
    period = (
        group("InvoicePeriod", _day("StartDate", first), _day("EndDate", last)) if first != last else None
    )
    return [
        text("CustomizationID", claim),
        text("ProfileID", BILLING),
        text("ID", data.number),
        _day("IssueDate", data.issue_date),
        None if data.is_credit_note else _day("DueDate", data.due_date),
        text(f"{kind}TypeCode", data.type_code),
        text("Note", "\n".join(wording.remarks(data))),  # one: PEPPOL-EN16931-R002
        text("DocumentCurrencyCode", data.currency),
        text("BuyerReference", data.buyer_reference),
        period,
        group("OrderReference", text("ID", data.order_number)),
        _original(data, claim),
    ]


def _original(data: InvoiceData, claim: str) -> Node:
    day = None if claim == NLCIUS else _day("IssueDate", data.original_date)  # BR-NL-24
    reference = group("InvoiceDocumentReference", text("ID", data.original_number), day)
    return group("BillingReference", reference) if data.original_number else None


def _day(name: str, value: date | None) -> Node:
    return text(name, value.isoformat() if value else "")


def _party(party: Party, *, vat: bool) -> Node:
    endpoint = party.endpoint
    vat_scheme = (
        group("PartyTaxScheme", text("CompanyID", party.vat_number), _vat()) if party.vat_number else None
    )
    return group(
        "Party",
        text("EndpointID", endpoint[1], schemeID=endpoint[0]) if endpoint else None,
        group("PartyIdentification", _second_id(party)),
        group("PartyName", text("Name", party.name)),
        group(
            "PostalAddress",
            text("StreetName", party.street),
            text("CityName", party.city),
            text("PostalZone", party.postcode),
            group("Country", text("IdentificationCode", party.country)),
        ),
        vat_scheme if vat else None,
        group("PartyLegalEntity", text("RegistrationName", party.name), _legal_id(party)),
        group(
            "Contact",
            text("Name", party.attention),
            text("Telephone", party.phone),
            text("ElectronicMail", party.email),
        ),
    )


def _legal_id(party: Party) -> Node:
    legal = party.legal_id
    return text("CompanyID", legal[1], schemeID=legal[0]) if legal else None


def _second_id(party: Party) -> Node:
    """A municipality is known by its OIN, and has a KvK number too."""
    return text("ID", party.kvk, schemeID="0106") if party.oin and party.kvk else None


def _delivery(data: InvoiceData) -> Node:
    first, last = data.supply_period or (None, None)
    return group("Delivery", _day("ActualDeliveryDate", first if first == last else None))


def _payment_means(data: InvoiceData, claim: str) -> Node:
    payment = data.payment
    due = data.due_date if data.is_credit_note else None  # a CreditNote says it here (BT-9)
    account = _account(payment, claim) if payment.code in TRANSFERS else None
    return group(
        "PaymentMeans",
        text("PaymentMeansCode", payment.code),
        _day("PaymentDueDate", due),
        text("PaymentID", data.number),
        account,
    )


def _account(payment: Payment, claim: str) -> Node:
    """NLCIUS wants the IBAN alone (BR-NL-30, BR-NL-31)."""
    extras = claim != NLCIUS
    branch = group("FinancialInstitutionBranch", text("ID", payment.bic)) if extras else None
    name = text("Name", payment.account_name) if extras else None
    return group("PayeeFinancialAccount", text("ID", payment.iban), name, branch)


def _tax_total(data: InvoiceData, claim: str) -> Node:
    return group(
        "TaxTotal",
        money("TaxAmount", data.totals.vat, data.currency),
        *(_subtotal(part, data.currency, claim) for part in data.subtotals),
    )


def _subtotal(part: VatSubtotal, currency: str, claim: str) -> Node:
    code = "" if claim == NLCIUS else part.reason_code  # BR-NL-35
    return group(
        "TaxSubtotal",
        money("TaxableAmount", part.taxable, currency),
        money("TaxAmount", part.vat, currency),
        group(
            "TaxCategory",
            text("ID", part.category),
            _percent(part.category, part.percent),
            text("TaxExemptionReasonCode", code),
            text("TaxExemptionReason", part.reason),
            _vat(),
        ),
    )


def _percent(category: str, percent: Decimal) -> Node:
    return None if category == "O" else text("Percent", number(percent))  # BR-O-05


def _vat() -> Node:
    return group("TaxScheme", text("ID", "VAT"))


def _monetary_total(data: InvoiceData) -> Node:
    totals, currency = data.totals, data.currency
    return group(
        "LegalMonetaryTotal",
        money("LineExtensionAmount", totals.line_total, currency),
        money("TaxExclusiveAmount", totals.tax_exclusive, currency),
        money("TaxInclusiveAmount", totals.tax_inclusive, currency),
        money("PrepaidAmount", totals.prepaid, currency) if totals.prepaid else None,
        money("PayableRoundingAmount", totals.rounding, currency) if totals.rounding else None,
        money("PayableAmount", totals.payable, currency),
    )


def _line(line: DocumentLine, data: InvoiceData, kind: str) -> Node:
    quantity = "CreditedQuantity" if data.is_credit_note else "InvoicedQuantity"
    return group(
        f"{kind}Line",
        text("ID", line.id),
        text("Note", ", ".join(line.participants)),
        text(quantity, number(line.quantity), unitCode=line.unit_code),
        money("LineExtensionAmount", line.net, data.currency),
        _allowance(line, data.currency),
        group(
            "Item",
            text("Description", line.description),
            text("Name", line.name),
            group(
                "ClassifiedTaxCategory",
                text("ID", line.category),
                _percent(line.category, line.percent),
                _vat(),
            ),
        ),
        group("Price", money("PriceAmount", line.price, data.currency)),
    )


def _allowance(line: DocumentLine, currency: str) -> Node:
    if not line.allowance:
        return None
    return group(
        "AllowanceCharge",
        text("ChargeIndicator", "false"),
        text("AllowanceChargeReason", line.allowance_reason),
        money("Amount", line.allowance, currency),
    )
