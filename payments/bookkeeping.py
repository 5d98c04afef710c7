"""By which account, VAT code and cost centre bookkeeping knows what was invoiced.

Settled by finance per organisation and event; files have what is settled when they are made, also
of invoices that were issued before, so that a month can be taken along again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from events.models import Event, TicketType
from payments.ledger_accounts import ACCOUNTS, DEBTORS, ROUNDED, VAT_TO_PAY, VatCode, turnover_account
from payments.models import BookkeepingCode, CostCentre

RATES: Final = {
    str(code): code
    for code in (
        *(VatCode("S", Decimal(21)), VatCode("S", Decimal(9)), VatCode("E", Decimal(0))),
        *(VatCode("AE", Decimal(0)), VatCode("O", Decimal(0))),
    )
}
KINDS: Final = (TicketType.Kind.ADMISSION, TicketType.Kind.STAND, TicketType.Kind.ADDON)
OWN: Final = {"debtors": DEBTORS, "vat_to_pay": VAT_TO_PAY, "rounded": ROUNDED}
KEYS: Final = (
    *(f"ledger:{rate}" for rate in RATES),
    *(f"ledger:{rate}:{kind.value}" for rate in RATES for kind in KINDS),
    *(f"vat:{rate}" for rate in RATES),
    *OWN,
)
_CODE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,18}[A-Za-z0-9])?")
_COST_CENTRE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,48}[A-Za-z0-9])?")


class CodeRefused(Exception):
    """A code cannot be so. ``key`` says which, ``code`` is "form", "own_account", "one_code" or "unknown"."""

    def __init__(self, key: str, code: str) -> None:
        super().__init__(f"{key}: {code}")
        self.key, self.code = key, code


@dataclass(frozen=True)
class Books:
    """What an organisation's bookkeeping calls things; ``codes`` maps a key to what finance settled."""

    codes: Mapping[str, str]

    @property
    def debtors(self) -> str:
        """The account of what customers owe."""
        return self.codes.get("debtors", DEBTORS)

    @property
    def vat_to_pay(self) -> str:
        """The account of the VAT that was charged."""
        return self.codes.get("vat_to_pay", VAT_TO_PAY)

    @property
    def rounded(self) -> str:
        """The account of what was rounded (BT-114)."""
        return self.codes.get("rounded", ROUNDED)

    def ledger(self, rate: VatCode, kind: str = "") -> str:
        """The account of what was sold at ``rate``; ``kind`` is a ticket's, "" for a loose line."""
        usual = turnover_account(rate.category, rate.percent)
        return self.codes.get(f"ledger:{rate}:{kind}") or self.codes.get(f"ledger:{rate}", usual)

    def vat(self, rate: VatCode) -> str:
        """The VAT code of what was sold at ``rate``."""
        return self.codes.get(f"vat:{rate}", str(rate))


def usual(key: str) -> str:
    """What holds for a key where nothing is settled; "" for a kind of ticket, which is as all others."""
    what, _, rest = key.partition(":")
    if what in OWN:
        return OWN[what]
    if what == "vat":
        return rest
    rate = RATES.get(rest)
    return turnover_account(rate.category, rate.percent) if rate else ""


def account_name(rate: VatCode) -> str:
    """What an account of what was sold at ``rate`` is called, in Dutch: XAF knows no other language."""
    return ACCOUNTS[turnover_account(rate.category, rate.percent)]


def books_of(organisation_id: int) -> Books:
    """What is settled for an organisation: one statement."""
    rows = BookkeepingCode.objects.filter(organisation=organisation_id)
    return Books(dict(rows.values_list("key", "code")))


def cost_centres_of(event_ids: list[int]) -> dict[int, str]:
    """The cost centres that were settled for these events, by the event's id."""
    return dict(CostCentre.objects.filter(event__in=event_ids).values_list("event_id", "code"))


def settle_codes(organisation_id: int, codes: Mapping[str, str]) -> dict[str, str]:
    """Let these codes hold, "" for the usual; returns what changed. Inside the caller's transaction.

    No account of turnover may be that of debtors, VAT or rounding, nor these each other's: an entry
    would cancel itself. A VAT code is of one rate. Raises CodeRefused.
    """
    before = books_of(organisation_id).codes
    given = {key: "" if code == usual(key) else code for key, code in codes.items()}
    after = {key: code for key, code in {**before, **given}.items() if code}
    _check(given, Books(after))
    changed = {key: code for key, code in given.items() if before.get(key, "") != code}
    mine = BookkeepingCode.objects.filter(organisation=organisation_id)
    mine.filter(key__in=changed).delete()
    BookkeepingCode.objects.bulk_create(
        BookkeepingCode(organisation_id=organisation_id, key=key, code=code)
        for key, code in changed.items()
        if code
    )
    return changed


def settle_cost_centres(events: Mapping[int, Event], codes: Mapping[int, str]) -> dict[str, str]:
    """Give each event (by id) its cost centre, "" for its slug; returns what changed by slug.

    Inside the caller's transaction. Raises CodeRefused with the event's id as its key.
    """
    before = cost_centres_of(list(events))
    given = {pk: "" if code == events[pk].slug else code for pk, code in codes.items()}
    for pk, code in given.items():
        if code and not _COST_CENTRE.fullmatch(code):
            raise CodeRefused(str(pk), "form")
    changed = {pk: code for pk, code in given.items() if before.get(pk, "") != code}
    CostCentre.objects.filter(event__in=changed).delete()
    CostCentre.objects.bulk_create(CostCentre(event_id=pk, code=code) for pk, code in changed.items() if code)
    return {events[pk].slug: code for pk, code in changed.items()}


def _check(given: Mapping[str, str], after: Books) -> None:
    for key, code in given.items():
        if key not in KEYS:
            raise CodeRefused(key, "unknown")
        if code and not _CODE.fullmatch(code):
            raise CodeRefused(key, "form")
    own = {"debtors": after.debtors, "vat_to_pay": after.vat_to_pay, "rounded": after.rounded}
    used: dict[str, str] = {}
    for key, account in own.items():
        if account in used.values():
            raise CodeRefused(key, "own_account")
        used[key] = account
    percents: dict[str, Decimal] = {}
    for name, rate in RATES.items():
        for kind in ("", *KINDS):
            if after.ledger(rate, kind) in used.values():
                raise CodeRefused(f"ledger:{name}:{kind}".removesuffix(":"), "own_account")
        if percents.setdefault(after.vat(rate), rate.percent) != rate.percent:
            raise CodeRefused(f"vat:{name}", "one_code")
