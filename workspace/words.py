"""Roles, states and ways to pay as people say them; badges have a tone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Badge(NamedTuple):
    """A word and its tone: "good", "warn", "bad", "open" or "" (neutral)."""

    text: object
    tone: str


ROLES = {
    "owner": pgettext_lazy("role", "owner"),
    "organiser": pgettext_lazy("role", "organiser"),
    "finance": pgettext_lazy("role", "finance"),
    "frontdesk": pgettext_lazy("role", "front desk"),
    "trainer": pgettext_lazy("role", "trainer"),
    "partner": pgettext_lazy("role", "partner"),
}
STATES = {
    "awaiting_approval": Badge(_("awaiting approval"), "open"),
    "awaiting_payment": Badge(_("awaiting payment"), "warn"),
    "confirmed": Badge(_("confirmed"), "good"),
    "declined": Badge(_("declined"), ""),
    "expired": Badge(_("lapsed"), ""),
    "cancelled": Badge(_("cancelled"), ""),
}
PAYMENTS = {
    "none": Badge(_("nothing to pay"), ""),
    "open": Badge(_("outstanding"), "open"),
    "paid": Badge(_("paid"), "good"),
    "refunded": Badge(_("refunded"), ""),
}
INVOICE_STATES = {
    "open": Badge(_("outstanding"), "open"),
    "partly": Badge(_("partly paid"), "warn"),
    "overdue": Badge(_("overdue"), "bad"),
    "paid": Badge(_("paid"), "good"),
    "to_return": Badge(_("to be paid back"), "warn"),
    "credited": Badge(_("credited"), ""),
    "credit_note": Badge(_("credit note"), ""),
}
REFUND_STATES = {
    "requested": Badge(_("asked for"), "open"),
    "pending": Badge(_("on its way"), "open"),
    "requires_action": Badge(_("waiting for the customer"), "warn"),
    "succeeded": Badge(_("paid back"), "good"),
    "failed": Badge(_("failed"), "bad"),
    "canceled": Badge(_("withdrawn"), "bad"),
}
ENTRY_KINDS = {
    "invoice": _("Invoice"),
    "credit_note": _("Credit note"),
    "payment": pgettext_lazy("money that came", "Payment"),
    "undone": _("Payment taken back"),
    "refund": _("Paid back"),
}
MONEY_METHODS = {"stripe": _("online"), "bank": _("by bank")}
EVENT_STATES = {
    "draft": Badge(_("draft"), ""),
    "open": Badge(_("registration open"), "good"),
    "full": Badge(_("full"), "warn"),
    "closed": Badge(_("registration closed"), "warn"),
    "running": Badge(_("under way"), "open"),
    "over": Badge(_("over"), ""),
    "cancelled": Badge(_("cancelled"), "bad"),
}
MAIL_STATES = {
    "waiting": Badge(_("waiting to be sent"), "open"),
    "sent": Badge(_("sent"), "good"),
    "perhaps_sent": Badge(_("perhaps sent"), "warn"),
    "failed": Badge(_("not sent"), "bad"),
    "superseded": Badge(_("replaced by a newer one"), ""),
}
MAIL_KINDS = {
    "confirmation": _("Confirmation of the registration"),
    "participation": _("Confirmation to the participant"),
    "invitation": _("Calendar invitation"),
    "invoice": _("Invoice"),
}
PAYMENT_METHODS = {"none": _("nothing to pay"), "invoice": _("on invoice"), "online": _("pay online")}


def role_words(roles: Iterable[str]) -> str:
    """Return "organiser, trainer": the roles in the order of the table."""
    held = set(roles)
    return ", ".join(str(word) for role, word in ROLES.items() if role in held)
