"""The sign-up form as an organiser fills it in for whoever calls: with what only they may give."""

from __future__ import annotations

from typing import TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.typed_amounts import read_amount
from registrations.favours import Favour, Mails, with_favour
from registrations.offering import Offering
from registrations.pricing import SpecialPrice
from website.forms.controls import Choice, Choices, Control
from website.forms.fields import box, text_field
from website.forms.reading import Posted
from website.forms.signup import SignUpForm

PRICE, REASON, ONE_MORE, MAILS = "other_price", "other_price_reason", "one_more", "mails"

WRONG_PRICE = gettext_lazy("Fill in an amount in euros, for example 495,00.")
REASON_MISSING = gettext_lazy("Fill in why the price is another one: it stands on the invoice.")
PRICE_MISSING = gettext_lazy("Fill in the other price that this is the reason of, or empty the reason.")
WRONG_MAILS = gettext_lazy("Choose who gets mail.")


class PhoneFields(TypedDict):
    """What only an organiser gives."""

    price: Control | None
    reason: Control
    one_more: Control
    mails: Choices


class PhoneForm(SignUpForm):
    """The form for whom an organiser signs up."""

    def _offered(self, offering: Offering) -> Offering:
        return with_favour(offering, read_favour(self.posted))


def read_favour(posted: Posted) -> Favour:
    """Read what the organiser gives; what is wrong goes to the problems of ``posted``."""
    return Favour(_read_special(posted), posted.is_on(ONE_MORE), _read_mails(posted))


def phone_fields(form: SignUpForm) -> PhoneFields:
    """Return the fields for the organiser alone; no other price where nothing has one."""
    has_stands = bool(form.offering.stands)
    return {
        "price": text_field(
            form,
            PRICE,
            _("Other price for each participant, or for the stand")
            if has_stands
            else _("Other price for each participant"),
            hint=_(
                "In euros, with or without VAT as the price that it replaces. From 0,00 up to that price."
            ),
            attributes={"inputmode": "decimal", "autocomplete": "off"},
        )
        if form.may_cost or form.posted.is_there(PRICE)
        else None,
        "reason": text_field(form, REASON, _("Reason"), hint=_("This stands on the invoice.")),
        "one_more": box(
            form,
            ONE_MORE,
            _("Also if it is full"),
            hint=_("Where there are too few places, some are added: the capacity goes up. Not for a stand."),
        ),
        "mails": _mail_choices(form),
    }


def _read_special(posted: Posted) -> SpecialPrice | None:
    """The other price with its reason; one without a reason is shown, and refused."""
    reason = posted.line(REASON, 200)
    if not posted.is_there(PRICE):
        if reason:
            posted.refuse(PRICE, "required", PRICE_MISSING)
        return None
    amount = read_amount(posted.choice(PRICE))
    if amount is None:
        posted.refuse(PRICE, "invalid", WRONG_PRICE)
        return None
    if not posted.is_there(REASON):
        posted.refuse(REASON, "required", REASON_MISSING)
    return SpecialPrice(amount, reason or str(_("Other price")))


def _read_mails(posted: Posted) -> Mails:
    chosen = posted.choice(MAILS)
    if chosen and chosen not in set(Mails):
        posted.refuse(MAILS, "invalid", WRONG_MAILS)
        return Mails.ALL
    return Mails(chosen or Mails.ALL)


def _mail_choices(form: SignUpForm) -> Choices:
    offered = [
        (Mails.ALL, _("As usual"), _("The confirmation, with the calendar invitation, and the invoice.")),
        (Mails.INVOICE, _("The invoice alone"), _("No confirmation and no calendar invitation.")),
        (Mails.NONE, _("No mail"), _("Nobody gets anything. An invoice is made; send it yourself.")),
    ]
    if not form.may_cost:
        offered = [
            (Mails.ALL, _("As usual"), _("The confirmation, with the calendar invitation.")),
            (Mails.NONE, _("No mail"), _("No confirmation and no calendar invitation.")),
        ]
    chosen = form.posted.shown(MAILS) or Mails.ALL
    cards = [
        Choice(MAILS, value.value, title, id="" if number else MAILS, meta=meta, checked=chosen == value)
        for number, (value, title, meta) in enumerate(offered)
    ]
    return Choices(MAILS, _("Mail"), cards, errors=form.errors_at(MAILS), required=True)
