"""Accounts, VAT codes and cost centres as the bookkeeping of an organisation calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event, TicketType
from payments.bookkeeping import KEYS, KINDS, OWN, RATES, usual
from workspace.forms.fields import one_line

LONGEST, LONGEST_CENTRE = 20, 50
KIND_WORDS: Final[dict[str, object]] = {
    TicketType.Kind.ADMISSION: _("Admissions"),
    TicketType.Kind.STAND: _("Stands"),
    TicketType.Kind.ADDON: _("Extras"),
}
OWN_WORDS: Final[dict[str, object]] = {
    "debtors": _("Debtors"),
    "vat_to_pay": _("VAT to pay"),
    "rounded": _("Rounding differences"),
}
REFUSALS: Final[dict[str, object]] = {
    "form": _("Use letters and digits, and between them spaces, dots, hyphens or slashes."),
    "own_account": _("Debtors, VAT, rounding and turnover each need an account of their own."),
    "one_code": _("Another rate has this VAT code: give each rate a code of its own."),
    "unknown": _("This cannot be settled."),
}


class CodesForm(forms.Form):
    """Every code that can be settled; an empty one is as usual."""

    def __init__(self, posted: Any, codes: Mapping[str, str]) -> None:
        super().__init__(posted)
        for key in KEYS:
            settled = codes.get(key) or usual(key)
            label = OWN_WORDS.get(key, key)
            self.fields[_name(key)] = one_line(label, most=LONGEST, required=False, initial=settled)

    def codes(self) -> dict[str, str]:
        """What was typed, by key."""
        return {key: self.cleaned_data[_name(key)] for key in KEYS}

    def refuse(self, key: str, code: str) -> None:
        """Say beside its field what is wrong with a code."""
        name = _name(key)
        self.add_error(name if name in self.fields else None, str(REFUSALS[code]))

    def table(self, rates: Mapping[str, str]) -> list[dict[str, Any]]:
        """A row for each VAT rate (code → words): its account, those of kinds of tickets, its VAT code."""
        return [
            {
                "words": rates[rate],
                "fields": [
                    (_("Account"), self[_name(f"ledger:{rate}")]),
                    *((KIND_WORDS[kind], self[_name(f"ledger:{rate}:{kind.value}")]) for kind in KINDS),
                    (_("VAT code"), self[_name(f"vat:{rate}")]),
                ],
            }
            for rate in RATES
        ]

    def own(self) -> list[forms.BoundField]:
        """The accounts that are of no rate."""
        return [self[_name(key)] for key in OWN]


class CostCentresForm(forms.Form):
    """The cost centre of each event, by its slug where nothing is settled."""

    def __init__(self, posted: Any, events: Iterable[Event], codes: Mapping[int, str]) -> None:
        super().__init__(posted)
        self.events = {str(event.pk): event for event in events}
        for pk, event in self.events.items():
            settled = codes.get(event.pk, event.slug[:LONGEST_CENTRE])
            self.fields[f"event-{pk}"] = one_line(
                event.text("title"), most=LONGEST_CENTRE, required=False, initial=settled
            )

    def codes(self) -> dict[int, str]:
        """What was typed, by the event's id; what was not posted at all stays as it is."""
        return {int(pk): self.cleaned_data[f"event-{pk}"] for pk in self.events if f"event-{pk}" in self.data}

    def refuse(self, key: str, code: str) -> None:
        """Say beside its field what is wrong with a code."""
        self.add_error(f"event-{key}", str(REFUSALS[code]))

    def rows(self) -> list[tuple[date, forms.BoundField]]:
        """The first day of each event, with its field."""
        return [(event.local_date(event.begins_at), self[f"event-{pk}"]) for pk, event in self.events.items()]


def _name(key: str) -> str:
    return key.replace(":", "-")
