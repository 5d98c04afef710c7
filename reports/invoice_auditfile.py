"""What was invoiced as an audit file (XAF 4.0): a sub-ledger of sales, with nothing of payments in it.

Only version 4.0 is accepted from 1 January 2027 on. Totals stand before the transactions: those are
written to a file on disk first, and copied.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Max, Min, QuerySet
from lxml import etree

from lib.money import ZERO
from organisations.models import Customer, Organisation
from payments.bookkeeping import Books, account_name
from payments.ledger_accounts import ACCOUNTS, DEBTORS, ROUNDED, VAT_TO_PAY, VatCode
from payments.models import Invoice
from reports.invoice_lines import FileHead, FileLine, lines_in_order, with_vat

NAMESPACE: Final = "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0"
XAF_TYPE: Final = "application/xml"
LONGEST_NAME: Final = 50
_WORDS: Final = {
    "S": "Btw",
    "E": "Vrijgesteld",
    "AE": "Btw verlegd",
    "Z": "Nultarief",
    "O": "Buiten de heffing",
}
_PIECE: Final = 65_536
_AT_ONCE: Final = 500


@dataclass
class _Seen:
    """What the transactions turned out to be about: accounts by their names, VAT codes by rate."""

    lines: int = 0
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    customers: set[int] = field(default_factory=set)
    accounts: dict[str, str] = field(default_factory=dict)
    codes: dict[str, VatCode] = field(default_factory=dict)
    months: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Period:
    """The days of issue that a file is about, and the day on which it is made."""

    begin: date | None
    end: date | None
    today: date

    def known(self, invoices: QuerySet[Invoice]) -> tuple[date, date]:
        """Both ends: where one is open, the first or last invoice tells it."""
        found = invoices.order_by().aggregate(first=Min("issue_date"), last=Max("issue_date"))
        begin = self.begin or found["first"] or self.end or self.today
        return begin, self.end or found["last"] or begin


def export_xaf(
    invoices: QuerySet[Invoice], organisation: Organisation, period: Period, books: Books
) -> Iterator[bytes]:
    """Yield the audit file of ``invoices`` by the codes of ``books``; memory stays flat."""
    begin, end = period.known(invoices)
    seen = _Seen(accounts={books.debtors: ACCOUNTS[DEBTORS]})
    with tempfile.TemporaryFile() as kept:
        for head, lines in lines_in_order(invoices):
            kept.write(_bytes(_transaction(head, lines, begin, seen, books)))
        kept.seek(0)
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="{NAMESPACE}">\n'.encode()
        yield _bytes(_header(begin, end, period.today))
        yield b"<company>" + b"".join(map(_bytes, _company(organisation)))
        yield from _customers(seen)
        yield from map(_bytes, (_ledger(seen, books), _vat_codes(seen, books), _periods(seen, begin)))
        yield _bytes(_element("openingBalance", *_totals(_Seen())))  # of sales alone: nothing
        yield b"<transactions>" + b"".join(map(_bytes, _totals(seen)))
        yield b"<journal>" + b"".join(map(_bytes, _journal(books)))
        while piece := kept.read(_PIECE):
            yield piece
    yield b"</journal></transactions></company></auditfile>\n"


def _element(name: str, *content: Any) -> Any:
    made = etree.Element(name)
    for part in content:
        if isinstance(part, str):
            made.text = part
        elif part is not None:
            made.append(part)
    return made


def _text(name: str, text: str, longest: int = 255) -> Any:
    return _element(name, text[:longest].strip()) if text.strip() else None


def _bytes(element: Any) -> bytes:
    return etree.tostring(element, encoding="utf-8")


def _header(begin: date, end: date, today: date) -> Any:
    year = str(begin.year) if begin.year == end.year else f"{begin.year}-{end.year}"
    return _element(
        "header",
        _text("fiscalYear", year),
        _text("startDate", begin.isoformat()),
        _text("endDate", end.isoformat()),
        _text("curCode", "EUR"),
        _text("dateCreated", today.isoformat()),
        _text("softwareDesc", "Samenkomst"),
        _text("softwareVersion", "1"),
    )


def _company(organisation: Organisation) -> list[Any]:
    made = [
        _text("Commercenr", organisation.kvk),
        _text("companyName", organisation.seller_name),
        _text("taxRegistrationCountry", organisation.country),
        _text("taxRegIdent", organisation.vat_number.removeprefix("NL") or "onbekend", 30),
        _address(organisation),
    ]
    return [part for part in made if part is not None]


def _address(of: Organisation | Customer) -> Any:
    return _element(
        "streetAddress",
        _text("streetname", of.street, 100),
        _text("city", of.city, 50),
        _text("postalCode", of.postcode, 10),
        _text("country", of.country),
    )


def _customers(seen: _Seen) -> Iterator[bytes]:
    yield b"<customersSuppliers>"
    rows = Customer.objects.filter(pk__in=seen.customers).order_by("pk")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield _bytes(
            _element(
                "customerSupplier",
                _text("custSupID", str(row.number)),
                _text("custSupName", row.name, LONGEST_NAME),
                _text("commerceNr", row.kvk),
                _text("taxRegistrationCountry", row.country) if row.vat_number else None,
                _text("taxRegIdent", row.vat_number, 30),
                _text("custSupTp", "C"),
                _address(row),
            )
        )
    yield b"</customersSuppliers>"


def _ledger(seen: _Seen, books: Books) -> Any:
    return _element(
        "generalLedger",
        *(
            _element(
                "ledgerAccount",
                _text("accID", account),
                _text("accDesc", name, LONGEST_NAME),
                _text("accTp", "B" if account in (books.debtors, books.vat_to_pay) else "P"),
            )
            for account, name in sorted(seen.accounts.items())
        ),
    )


def _vat_codes(seen: _Seen, books: Books) -> Any:
    return _element(
        "vatCodes",
        *(
            _element(
                "vatCode",
                _text("vatID", name),
                _text("vatDesc", f"{_WORDS[code.category]} {code.percent.normalize():f}%"),
                _text("vatToPayAccID", books.vat_to_pay) if code.percent else None,
            )
            for name, code in sorted(seen.codes.items())
        ),
    )


def _periods(seen: _Seen, begin: date) -> Any:
    return _element(
        "periods",
        *(
            _element(
                "period",
                _text("periodNumber", str(_number(year, month, begin))),
                _text("startDatePeriod", date(year, month, 1).isoformat()),
                _text("endDatePeriod", _last_day(year, month).isoformat()),
            )
            for year, month in sorted(seen.months)
        ),
    )


def _number(year: int, month: int, begin: date) -> int:
    """The month's number, counted on from January of the first year."""
    return (year - begin.year) * 12 + month


def _last_day(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _totals(seen: _Seen) -> list[Any]:
    return [
        _text("linesCount", str(seen.lines)),
        _text("totalDebit", f"{seen.debit:.2f}"),
        _text("totalCredit", f"{seen.credit:.2f}"),
    ]


def _journal(books: Books) -> list[Any]:
    return [
        _text("jrnID", "VK"),
        _text("desc", "Verkoop"),
        _text("jrnTp", "S"),
        _text("offsetAccID", books.debtors),
    ]


@dataclass(frozen=True)
class _Entry:
    """A line of a transaction: ``amount`` is debit above zero, credit below; ``vat`` what goes with it.

    ``name`` is what the account is called; ``rate`` and its ``code`` are there where something was sold.
    """

    account: str
    name: str
    text: str
    amount: Decimal
    rate: VatCode | None = None
    code: str = ""
    vat: Decimal = ZERO


def _entries(head: FileHead, lines: list[FileLine], books: Books) -> Iterator[_Entry]:
    sign = head.sign
    asked = sign * (head.gross + head.rounding)
    yield _Entry(books.debtors, ACCOUNTS[DEBTORS], head.buyer or "", asked)
    charged: dict[VatCode, Decimal] = {}
    for line, vat in with_vat(lines):
        rate, account = line.rate, books.ledger(line.rate, line.kind or "")
        charged[rate] = charged.get(rate, ZERO) + vat
        sold, name = -sign * line.net, account_name(rate)
        yield _Entry(account, name, line.name, sold, rate, books.vat(rate), -sign * vat)
    for rate, vat in charged.items():
        if vat:
            words = f"Btw {rate.percent.normalize():f}%"
            yield _Entry(books.vat_to_pay, ACCOUNTS[VAT_TO_PAY], words, -sign * vat)
    if head.rounding:
        yield _Entry(books.rounded, ACCOUNTS[ROUNDED], "Afronding", -sign * head.rounding)


def _transaction(head: FileHead, lines: list[FileLine], begin: date, seen: _Seen, books: Books) -> Any:
    day = head.issue_date
    seen.months.add((day.year, day.month))
    seen.customers.add(head.customer_id)
    word = "Factuur" if head.sign > 0 else "Creditnota"
    made = _element(
        "transaction",
        _text("nr", head.number),
        _text("desc", f"{word} {head.number}"),
        _text("periodNumber", str(_number(day.year, day.month, begin))),
        _text("trDt", day.isoformat()),
        _text("Source", "Samenkomst"),
    )
    for number, entry in enumerate(_entries(head, lines, books), start=1):
        made.append(_line(number, entry, head, seen))
    return made


def _line(number: int, entry: _Entry, head: FileHead, seen: _Seen) -> Any:
    seen.lines += 1
    seen.accounts.setdefault(entry.account, entry.name)
    seen.debit += max(entry.amount, ZERO)
    seen.credit += max(-entry.amount, ZERO)
    return _element(
        "trLine",
        _text("nr", str(number)),
        _text("accID", entry.account),
        _text("docRef", head.number),
        _text("effDate", head.issue_date.isoformat()),
        _text("settDate", head.supplied.isoformat()) if head.supplied else None,
        _text("desc", entry.text),
        *_sided("amnt", "amntTp", entry.amount, -1 if entry.rate else 1),
        _text("custSupID", str(head.customer_number)),
        _text("invRef", head.number),
        _text("cost", head.cost_centre) if head.cost_centre and entry.rate else None,
        _vat(entry, seen),
    )


def _vat(entry: _Entry, seen: _Seen) -> Any:
    if entry.rate is None:
        return None
    seen.codes.setdefault(entry.code, entry.rate)
    return _element(
        "vat",
        _text("vatID", entry.code),
        _text("vatPerc", f"{entry.rate.percent.normalize():f}"),
        *_sided("vatAmnt", "vatAmntTp", entry.vat, -1 if entry.amount <= 0 else 1),
    )


def _sided(amount_name: str, side_name: str, amount: Decimal, of_nothing: int) -> tuple[Any, Any]:
    """An amount of zero or more with its side; ``of_nothing`` is the side of zero."""
    side = "D" if (amount or of_nothing) > 0 else "C"
    return _text(amount_name, f"{abs(amount):.2f}"), _text(side_name, side)
