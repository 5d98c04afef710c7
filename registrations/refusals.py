"""Why a sign-up was not accepted: a field, a code and a sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONFLICTS = frozenset({"full", "closed", "price_changed"})
"""Codes that say that the world changed (409); the others say that what was typed is wrong (422)."""


@dataclasses.dataclass(frozen=True)
class Refusal:
    """``field`` as the form names it, ``code`` of the contract, ``sentence`` for the reader.

    ``params`` fill the sentence's %(name)s; they are values, translated by who puts them in.
    """

    field: str
    code: str
    template: str | _StrPromise
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in the active language."""
        return str(self.template) % self.params if self.params else str(self.template)


class SignUpRefused(Exception):
    """A sign-up that stored nothing, with all the reasons that are known."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{r.field}={r.code}" for r in refusals))
        self.refusals = tuple(refusals)

    @property
    def is_conflict(self) -> bool:
        """Whether the world changed rather than that something was typed wrong."""
        return any(refusal.code in CONFLICTS for refusal in self.refusals)


CLOSED = _("Registration for this event is closed.")
NOT_ON_SALE = _("This admission cannot be chosen. Choose another one.")
WRONG_SESSION = _("This session cannot be chosen here. Choose a session of this round.")
CHOOSE_SESSION = _("Choose a session for %(round)s.")
OVERLAP = _("‘%(first)s’ and ‘%(second)s’ are at the same time. Choose another session.")
NO_STAND_HERE = _("No stands can be taken at this event.")
WRONG_STAND = _("This stand does not exist. Choose a stand from the list.")
STAND_TAKEN = _("Stand %(number)s has just been taken. Choose another stand; what you filled in is kept.")
TOO_MANY_STAFF = _("A stand of this size has room for %(most)s people. Take somebody off the list.")
TOO_MANY = _("You can register at most %(most)s people at a time.")
TOO_MANY_OF_TICKET = _("At most %(most)s people can register for ‘%(title)s’ at a time.")
TOO_FEW_OF_TICKET = _(
    "‘%(title)s’ is for at least %(least)s people at a time. Add people, or choose another admission."
)
ONLY_WITH_STAND = _("This admission comes with a stand. Choose a stand first, or another admission.")
SESSION_FULL = _(
    "‘%(title)s’ has room for only %(left)s more. Choose another session; what you filled in is kept."
)
SESSION_GONE = _("‘%(title)s’ is full. Choose another session; what you filled in is kept.")
EVENT_FULL = _("There is room for only %(left)s more. What you filled in is kept.")
EVENT_GONE = _("There are no places left. What you filled in is kept.")
PRICE_CHANGED = _(
    "The price has changed since you opened this page. Below is the new price; nothing has been booked yet."
)
SAME_PERSON = _("%(name)s is in this list twice. Is that right? Then confirm it below.")
ALREADY_HERE = _(
    "Perhaps %(email)s has been registered for this event before. Register it all the same? Confirm it below."
)
SAME_KEY = _(
    "With this form you already registered (%(reference)s). Do you want to register somebody else as well? "
    "Check the details below and send the form again."
)
REQUIRED_TERMS = _("Agree to the terms to register.")
WRONG_PAYMENT = _("This way of paying is not possible here.")
BLOCKED_PAYER = _(
    "This payer gets no invoices any more: finance blocked that. "
    "They can pay online if they register on the website, or finance can help."
)
REQUIRED_STREET = _("Fill in the street and number, or the PO box, for the invoice.")
REQUIRED_POSTCODE = _("Fill in the postcode for the invoice.")
REQUIRED_CITY = _("Fill in the city for the invoice.")
