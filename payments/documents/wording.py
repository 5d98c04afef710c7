"""What documents say around their data, in the active language.

Whoever calls this has made the language of the document the active one.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.money import format_euros
from payments.documents.data import InvoiceData, VatSubtotal


def day(value: date) -> str:
    """Return "17 februari 2027"."""
    return date_format(value, "j F Y")


def title(data: InvoiceData) -> str:
    return _("Credit note") if data.is_credit_note else _("Invoice")


def payment_terms(data: InvoiceData) -> str:
    """Return one sentence about when and how the money comes (BT-20)."""
    if data.is_credit_note:
        return _("We settle this amount with the invoice, or pay it back.")
    if not data.totals.payable:
        return paid(data)
    if data.due_date is None:
        return _("Please mention %(number)s with your payment.") % {"number": data.number}
    values = {"day": day(data.due_date), "number": data.number}
    return _("To be paid by %(day)s at the latest, mentioning %(number)s.") % values


def pay_by(data: InvoiceData) -> str:
    """Return the heading above the payment details of what is still to be paid."""
    if data.due_date is None:
        return _("How to pay")
    return _("Pay by %(day)s at the latest") % {"day": day(data.due_date)}


def paid(data: InvoiceData) -> str:
    if data.paid_on and data.totals.prepaid:
        return _("Paid on %(day)s. There is nothing left to pay.") % {"day": day(data.paid_on)}
    return _("There is nothing to pay.")


def remarks(data: InvoiceData) -> list[str]:
    """Return what an e-invoice has no field for: event, registration, orderer, notes."""
    event = ", ".join(filter(None, [data.event_title, data.event_dates]))
    registration = _("Registration %(reference)s") % {"reference": data.registration}
    orderer = _("Ordered by %(name)s") % {"name": data.ordered_by}
    said = [event, data.registration and registration, data.ordered_by and orderer, *data.notes]
    return [text for text in said if text]


def rate(category: str, percent: str) -> str:
    """Return the VAT of one line in a word."""
    words = {"E": _("exempt"), "AE": _("reverse charged"), "O": _("none")}
    return words.get(category) or f"{percent}%"


def vat_over(part: VatSubtotal, percent: str, language: str) -> str:
    """Return what one VAT rate is taken over: "21% VAT on € 1,485.00"."""
    texts = {
        "E": _("Exempt from VAT, on %(amount)s"),
        "AE": _("VAT reverse charged, on %(amount)s"),
        "O": _("Outside the scope of Dutch VAT, on %(amount)s"),
    }
    text = texts.get(part.category) or _("%(percent)s%% VAT on %(amount)s")
    return text % {"percent": percent, "amount": format_euros(part.taxable, language)}
