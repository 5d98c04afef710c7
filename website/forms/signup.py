"""The sign-up form of one event: as it opens, and as it comes back with what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import TicketType
from registrations import refusals
from registrations.basket import Basket
from registrations.codes import check_code, with_code
from registrations.offering import Offering, Pool
from registrations.price_rules import for_whom
from registrations.pricing import Quote, price, prices_seen, with_lefts_of
from registrations.refusals import Refusal
from website.forms.basket import find_all_refusals, read_basket
from website.forms.controls import Control
from website.forms.pasted import refuse_doubts, spread
from website.forms.people import TOTAL
from website.forms.reading import Posted
from website.forms.submission_key import new_key, read_key
from website.templatetags.components import FormError

KEY_MISSING = gettext_lazy("This form was incomplete. Check what you filled in and send it again.")
KEY_FOREIGN = gettext_lazy("This form had expired. Check what you filled in and send it again.")

_OWN_CHOICE = re.compile(r"(?:participants-\d+|contact)-(ticket_type|(?:round|addon)_.+)", re.ASCII)
_ORDER = (
    *("submission_key", "prices_seen", "contact", "all-ticket", "participants_text"),
    *("participants-TOTAL", "participants"),
    *("all", "stand", "question_", "code", "billing", "other_price", "one_more", "mails"),
    *("payment_method", "accept_terms"),
)
ANCHORS = {TOTAL: "deelnemers", "prices_seen": "overzicht"}


class SignUpForm:
    """What was typed (nothing, where ``data`` is None), the basket that it makes, and what is wrong.

    ``now`` is UTC; ``language`` "nl" or "en".
    """

    def __init__(
        self, offering: Offering, now: datetime, language: str, data: QueryDict | None = None
    ) -> None:
        self.is_bound = data is not None
        sent, self.pasted, placed = spread(data or QueryDict(), offering.event.most_per_sign_up)
        self.posted = Posted(sent)
        offering = with_code(self._offered(offering), self.posted.choice("code"), now)
        self.offering, self.event, self.now, self.language = offering, offering.event, now, language
        known = read_key(self.event.pk, self.posted.shown("submission_key"))
        self.key = self.posted.shown("submission_key") if known else new_key(self.event.pk)
        self.basket: Basket = read_basket(self.posted, offering, known or uuid4(), now, language)
        self.offering = for_whom(offering, self.basket)
        if not known:
            is_there = self.posted.is_there("submission_key")
            code, sentence = ("invalid", KEY_FOREIGN) if is_there else ("required", KEY_MISSING)
            self.posted.refuse("submission_key", code, sentence)
        refuse_doubts(self.posted, self.pasted, placed, self.event)
        self.refusals: list[Refusal] = []
        self.drawn: set[str] = set()

    def _offered(self, offering: Offering) -> Offering:
        """What is offered to who fills it in: to a visitor what the event offers to all."""
        return offering

    @property
    def by_phone(self) -> bool:
        """Whether an organiser fills it in for somebody else."""
        return self.offering.favour is not None

    def is_readable(self) -> bool:
        """Whether all of it could be read; else all that is wrong is said, by the event's rules too."""
        if not self.posted.problems:
            return True
        self.refuse(find_all_refusals(self.posted, self.offering, self.basket, self.now))
        return False

    def refuse(self, found: Sequence[Refusal]) -> None:
        """Say what is wrong, each thing once and where it was chosen, in the order of the form."""
        found = [refusal for refusal in found if refusal.code == "closed"] or found
        placed: dict[tuple[str, str], Refusal] = {}
        for refusal in found:
            field = self._chosen_at(refusal.field)
            placed.setdefault((field, refusal.code), replace(refusal, field=field))
        self.refusals = sorted(placed.values(), key=lambda refusal: _rank(refusal.field))

    def look_at_code(self) -> None:
        """Say what is wrong with the code alone; what it gives and opens is shown."""
        if not self.opened_by_code:
            self.refuse(list(check_code(self.offering, self.quote)))

    @property
    def opened_by_code(self) -> bool:
        """Whether there is something on sale that only the code opens."""
        return any(ticket.behind_code and ticket.on_sale for ticket in self.offering.catalogue.tickets)

    def refuse_used_key(self, reference: str) -> None:
        """Say what this form registered before, and let it register this as well."""
        said: dict[str, object] = {"reference": reference}
        self.refusals = [Refusal("submission_key", "already_registered", refusals.SAME_KEY, said)]
        self.key = new_key(self.event.pk)

    def show_pools(self, pools: Sequence[Pool]) -> None:
        """Show the seats that are left now: those of a moment ago were not enough."""
        self.offering = self.offering.with_pools(pools)

    @property
    def is_conflict(self) -> bool:
        """Whether the world changed, rather than that something was typed wrong."""
        return any(
            r.code in refusals.CONFLICTS or (r.field, r.code) == ("submission_key", "already_registered")
            for r in self.refusals
        )

    @property
    def status(self) -> int:
        """The HTTP status of the form as it comes back."""
        return 409 if self.is_conflict else 422

    @property
    def prices_seen(self) -> str:
        """The list of prices that the visitor has been told of: until told, a change stays a change."""
        seen = self.posted.shown("prices_seen")
        told = any(refusal.code == "price_changed" for refusal in self.refusals)
        return prices_seen(self.offering.catalogue) if told or not seen else seen

    @property
    def prices_told(self) -> str:
        """The list that was seen, with the places at its prices that the amounts beside it count with."""
        return with_lefts_of(self.prices_seen, self.offering.catalogue)

    @property
    def quote(self) -> Quote:
        """What it costs, as far as it can be read."""
        return price(self.offering.catalogue, self.basket)

    @property
    def may_cost(self) -> bool:
        """Whether anything that can be chosen here costs money."""
        return any(ticket.on_sale and ticket.price for ticket in self.offering.catalogue.tickets)

    @property
    def must_cost(self) -> bool:
        """Whether every way to take part costs money."""
        return all(ticket.price for ticket in self.offering.catalogue.of_kind(TicketType.Kind.ADMISSION))

    @property
    def asks_to_confirm(self) -> bool:
        """Whether somebody seems to be registered twice, which may be right."""
        twice = [r for r in self.refusals if r.code in ("duplicate", "already_registered")]
        return any(r.field != "submission_key" for r in twice) or self.basket.confirms_duplicate

    def errors_at(self, name: str) -> tuple[str, ...]:
        """The sentences that belong beside a field."""
        self.drawn.add(name)
        return tuple(refusal.sentence for refusal in self.refusals if refusal.field == name)

    def filled(self, control: Control) -> Control:
        """Return a field of text with what was typed in it and what is wrong with it."""
        name = control.name
        return replace(control, value=self.posted.shown(name), errors=self.errors_at(name))

    def error_list(self) -> list[FormError]:
        """All that is wrong, each with the id of its control; to be asked when the fields are made."""
        return [
            FormError(
                refusal.field,
                refusal.code,
                ANCHORS.get(refusal.field) or (refusal.field if refusal.field in self.drawn else ""),
                refusal.sentence,
            )
            for refusal in self.refusals
        ]

    def _chosen_at(self, field: str) -> str:
        """Where a choice was made: the group's, for a person who has none of their own."""
        own = _OWN_CHOICE.fullmatch(field)
        return f"all-{own[1]}" if own and not self.posted.is_there(field) else field


def button_text(quote: Quote, people: int, *, obliges: bool = True) -> str:
    """What the button does; where it ``obliges`` who pushes it to pay it says so (art. 6:230v lid 3 BW)."""
    if quote.is_free or not obliges:
        if people == 1:
            return _("Register")
        return ngettext("Register %(number)s participant", "Register %(number)s participants", people) % {
            "number": people
        }
    if people == 1:
        return _("Register with obligation to pay")
    return ngettext(
        "Register %(number)s participant with obligation to pay",
        "Register %(number)s participants with obligation to pay",
        people,
    ) % {"number": people}


def _rank(field: str) -> int:
    """Where a field stands on the page; what is nowhere comes first."""
    ranks = [number for number, beginning in enumerate(_ORDER) if field.startswith(beginning)]
    return ranks[0] if ranks else -1
