"""Why finance must look at money: a code that a payment or refund carries, and the sentence for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

AMOUNT_DIFFERS = "amount_differs"
PAID_AFTER_FAILED = "paid_after_failed"
PAID_TWICE = "paid_twice"
PAID_LATE = "paid_late"
PAID_AFTER_CANCEL = "paid_after_cancel"
NOT_REACHED = "not_reached"
DISPUTED = "disputed"
DISPUTE_LOST = "dispute_lost"
BY_BANK = "by_bank"
REFUND_FAILED = "refund_failed"
ADOPTED = "adopted"

SENTENCES = {
    AMOUNT_DIFFERS: _("Another amount came in than was asked (%(detail)s). Accept it, or pay it back."),
    PAID_AFTER_FAILED: _(
        "Money came in for a payment that had failed. "
        "Pay it back in Stripe's dashboard, or note it at the invoice."
    ),
    PAID_TWICE: _("This was paid twice. The second payment goes back by itself."),
    PAID_LATE: _("The money came when the places had been given to others. It goes back by itself."),
    PAID_AFTER_CANCEL: _("The money came after the registration was cancelled. It goes back by its terms."),
    NOT_REACHED: _("Stripe could not be reached for a day. The places were released; money may still come."),
    DISPUTED: _("The payer disputes this payment. Answer in Stripe's dashboard before %(detail)s."),
    DISPUTE_LOST: _("The dispute was lost: the money is gone and the invoice is open again."),
    BY_BANK: _("This is to be paid back by bank, by yourself."),
    REFUND_FAILED: _("Paying back failed (%(detail)s). The money is still here: try again, or pay by bank."),
    ADOPTED: _("This was paid back in Stripe's own dashboard. Credit the invoice where that is right."),
}
WAITED_FOR_BY_NOBODY = _(
    "Another amount came in than was asked (%(detail)s), and no registration waits for it. "
    "Pay it back in Stripe's dashboard, or note it at the invoice."
)


def concern(code: str, detail: str = "") -> str:
    """What a row stores."""
    return f"{code}:{detail}"[:300] if detail else code


def sentence(stored: str, *, waits: bool = False) -> str:
    """What it says in the active language; empty where there is none. ``waits``: a sign-up does, for it."""
    code, _colon, detail = stored.partition(":")
    if code == AMOUNT_DIFFERS and not waits:
        return str(WAITED_FOR_BY_NOBODY) % {"detail": detail}
    return str(SENTENCES[code]) % {"detail": detail} if code in SENTENCES else stored
