"""What documents say around their data, in the active language.

Whoever calls this has made the language of the document the active one.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from lib.dates import format_day, format_days
from lib.money import format_euros
from payments.documents.data import InvoiceData, Party, VatSubtotal


def title(data: InvoiceData) -> str:
    return _("Credit note") if data.is_credit_note else _("Invoice")


def day(value: date, language: str) -> str:
    """Return "17 februari 2027"."""
    return format_day(value, language, weekday=False)


def supplied(data: InvoiceData) -> str:
    """Return when the supply was or will be: a day, two days, or the first to the last."""
    if data.supply_period is None:
        return ""
    first, last = data.supply_period
    if last - first > timedelta(days=1):
        ends = {"first": day(first, data.language), "last": day(last, data.language)}
        return _("%(first)s to %(last)s") % ends
    return day(first, data.language) if first == last else format_days([first, last], data.language)


def payment_terms(data: InvoiceData) -> str:
    """Return one sentence about when and how the money comes (BT-20)."""
    if data.is_credit_note:
        return settled()
    if not data.totals.payable:
        return paid(data)
    if data.due_date is None:
        return _("Please mention %(number)s with your payment.") % {"number": data.number}
    values = {"day": day(data.due_date, data.language), "number": data.number}
    return _("To be paid by %(day)s, mentioning %(number)s.") % values


def pay_by(data: InvoiceData) -> str:
    """Return the heading above the account that the money goes to."""
    if data.due_date is None:
        return _("How to pay")
    return _("Pay by %(day)s") % {"day": day(data.due_date, data.language)}


def paid(data: InvoiceData) -> str:
    if not data.totals.prepaid:
        return _("There is nothing to pay.")
    if data.paid_on is None:
        return _("Paid. There is nothing left to pay.")
    return _("Paid on %(day)s. There is nothing left to pay.") % {"day": day(data.paid_on, data.language)}


def settled() -> str:
    return _("We settle this amount with the invoice, or pay it back.")


def remarks(data: InvoiceData) -> list[str]:
    """Return what an e-invoice has no field for: event, registration, who ordered, notes."""
    event = ", ".join(filter(None, [data.event_title, data.event_dates]))
    registration = _("Registration %(reference)s") % {"reference": data.registration}
    orderer = _("Ordered by %(name)s") % {"name": data.ordered_by}
    said = [event, data.registration and registration, data.ordered_by and orderer, *data.notes]
    return [text for text in said if text]


def rate(category: str, percent: Decimal) -> str:
    """Return the VAT of one line in a word or two."""
    words = {"E": _("exempt"), "AE": _("reverse charge"), "O": _("none")}
    return words.get(category) or f"{plain(percent)}%"


def vat_over(part: VatSubtotal, language: str) -> str:
    """Return what one VAT rate is taken over: "21% VAT on € 1,485.00"."""
    texts = {
        "E": _("VAT exempt, on %(amount)s"),
        "AE": _("VAT reverse charge, on %(amount)s"),
        "O": _("No Dutch VAT, on %(amount)s"),
    }
    text = texts.get(part.category) or _("%(percent)s%% VAT on %(amount)s")
    return text % {"percent": plain(part.percent), "amount": format_euros(part.taxable, language)}


def plain(number: Decimal, language: str = "en") -> str:
    """Return a number without needless zeros."""
    text = f"{number.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def price(amount: Decimal, language: str) -> str:
    """Return the price of one with its two to six places: "€ 10,702479"."""
    if amount == round(amount, 2):
        return format_euros(amount, language)
    return f"€\N{NO-BREAK SPACE}{plain(amount, language)}"


def address(party: Party, home: str) -> list[str]:
    """Return the lines of an address; abroad, seen from ``home``, with the country."""
    attention = _("Attn. %(name)s") % {"name": party.attention} if party.attention else ""
    town = f"{party.postcode}  {party.city}".strip()  # two spaces: NEN 5825
    country = (party.country_name or party.country) if party.country != home else ""
    return [line for line in (attention, party.street, town, country) if line]


def registrations(party: Party) -> list[str]:
    """Return the numbers by which a party is known, each with its name."""
    numbers = [(_("KvK"), party.kvk), (_("OIN"), party.oin), (_("VAT id"), party.vat_number)]
    return [f"{name} {number}" for name, number in numbers if number]
