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
from payments.ledger_accounts import ACCOUNTS, DEBTORS, ROUNDED, VAT_TO_PAY, VatCode, turnover_account
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
    """What the transactions turned out to be about."""

    lines: int = 0
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    customers: set[int] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    codes: set[VatCode] = field(default_factory=set)
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


def export_xaf(invoices: QuerySet[Invoice], organisation: Organisation, period: Period) -> Iterator[bytes]:
    """Yield the audit file of ``invoices``; memory stays flat however many there are."""
    begin, end = period.known(invoices)
    seen = _Seen()
    with tempfile.TemporaryFile() as kept:
        for head, lines in lines_in_order(invoices):
            kept.write(_bytes(_transaction(head, lines, begin, seen)))
        kept.seek(0)
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="{NAMESPACE}">\n'.encode()
        yield _bytes(_header(begin, end, period.today))
        yield b"<company>" + b"".join(map(_bytes, _company(organisation)))
        yield from _customers(seen)
        yield from map(_bytes, (_ledger(seen), _vat_codes(seen), _periods(seen, begin)))
        yield _bytes(_element("openingBalance", *_totals(_Seen())))  # of sales alone: nothing
        yield b"<transactions>" + b"".join(map(_bytes, _totals(seen)))
        yield b"<journal>" + b"".join(map(_bytes, _journal()))
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


def _ledger(seen: _Seen) -> Any:
    accounts = sorted(seen.accounts | {DEBTORS})
    return _element(
        "generalLedger",
        *(
            _element(
                "ledgerAccount",
                _text("accID", account),
                _text("accDesc", ACCOUNTS[account]),
                _text("accTp", "B" if account in (DEBTORS, VAT_TO_PAY) else "P"),
            )
            for account in accounts
        ),
    )


def _vat_codes(seen: _Seen) -> Any:
    codes = sorted(seen.codes, key=str)
    return _element(
        "vatCodes",
        *(
            _element(
                "vatCode",
                _text("vatID", str(code)),
                _text("vatDesc", f"{_WORDS[code.category]} {code.percent.normalize():f}%"),
                _text("vatToPayAccID", VAT_TO_PAY) if code.percent else None,
            )
            for code in codes
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


def _journal() -> list[Any]:
    return [
        _text("jrnID", "VK"),
        _text("desc", "Verkoop"),
        _text("jrnTp", "S"),
        _text("offsetAccID", DEBTORS),
    ]


@dataclass(frozen=True)
class _Entry:
    """A line of a transaction: ``amount`` is debit above zero, credit below; ``vat`` what goes with it."""

    account: str
    text: str
    amount: Decimal
    code: VatCode | None = None
    vat: Decimal = ZERO


def _entries(head: FileHead, lines: list[FileLine]) -> Iterator[_Entry]:
    sign = head.sign
    yield _Entry(DEBTORS, head.buyer or "", sign * (head.gross + head.rounding))
    charged: dict[VatCode, Decimal] = {}
    for line, vat in with_vat(lines):
        code = VatCode(line.category, line.percent)
        account = turnover_account(line.category, line.percent)
        charged[code] = charged.get(code, ZERO) + vat
        yield _Entry(account, line.name, -sign * line.net, code, -sign * vat)
    for code, vat in charged.items():
        if vat:
            yield _Entry(VAT_TO_PAY, f"Btw {code.percent.normalize():f}%", -sign * vat)
    if head.rounding:
        yield _Entry(ROUNDED, "Afronding", -sign * head.rounding)


def _transaction(head: FileHead, lines: list[FileLine], begin: date, seen: _Seen) -> Any:
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
    for number, entry in enumerate(_entries(head, lines), start=1):
        made.append(_line(number, entry, head, seen))
    return made


def _line(number: int, entry: _Entry, head: FileHead, seen: _Seen) -> Any:
    seen.lines += 1
    seen.accounts.add(entry.account)
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
        *_sided("amnt", "amntTp", entry.amount, -1 if entry.code else 1),
        _text("custSupID", str(head.customer_number)),
        _text("invRef", head.number),
        _text("cost", head.event_slug) if head.event_slug and entry.code else None,
        _vat(entry, seen),
    )


def _vat(entry: _Entry, seen: _Seen) -> Any:
    if entry.code is None:
        return None
    seen.codes.add(entry.code)
    return _element(
        "vat",
        _text("vatID", str(entry.code)),
        _text("vatPerc", f"{entry.code.percent.normalize():f}"),
        *_sided("vatAmnt", "vatAmntTp", entry.vat, -1 if entry.amount <= 0 else 1),
    )


def _sided(amount_name: str, side_name: str, amount: Decimal, of_nothing: int) -> tuple[Any, Any]:
    """An amount of zero or more with its side; ``of_nothing`` is the side of zero."""
    side = "D" if (amount or of_nothing) > 0 else "C"
    return _text(amount_name, f"{abs(amount):.2f}"), _text(side_name, side)
