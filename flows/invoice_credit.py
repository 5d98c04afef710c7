"""Finance credits an invoice, or some of it; the people stay where they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from flows.mails.document import post_document
from organisations import trail
from organisations.access import Actor
from organisations.customers import lock_customer
from payments.credit_choices import CreditChoice, credit_choices, portions_of
from payments.crediting import CreditDraft, CreditRefused, credit, draft_credit
from payments.models import Invoice

__all__ = ["CreditPlan", "CreditRefused", "credit_invoice", "plan_credit"]


@dataclass(frozen=True)
class CreditPlan:
    """What can be credited of an invoice, which of it is wanted, and the note that it makes (None: none)."""

    choices: tuple[CreditChoice, ...]
    keys: frozenset[str]
    draft: CreditDraft | None


def plan_credit(invoice: Invoice, keys: Collection[str] | None) -> CreditPlan:
    """What crediting the choices ``keys`` of ``invoice`` (None: all of them) would be; nothing is stored.

    Raises CreditRefused where one of them is not there, or not any more.
    """
    choices = credit_choices(invoice)
    known = {choice.key for choice in choices}
    wanted = known if keys is None else set(keys)
    if not wanted <= known:
        raise CreditRefused("some of it was credited before")
    chosen = [choice for choice in choices if choice.key in wanted]
    draft = draft_credit(invoice, portions_of(chosen)) if chosen else None
    return CreditPlan(tuple(choices), frozenset(wanted), draft)


@transaction.atomic(durable=True)
def credit_invoice(invoice: Invoice, keys: Collection[str], now: datetime, *, actor: Actor) -> Invoice:
    """Credit the choices ``keys`` of ``invoice`` at ``now`` (UTC), and mail the credit note to who pays.

    Raises CreditRefused where nothing is chosen, or something was credited before.
    """
    lock_customer(invoice.customer_id)
    plan = plan_credit(invoice, keys)
    if plan.draft is None:
        raise CreditRefused("nothing was chosen")
    note = credit(plan.draft, now)
    trail.record(
        invoice.organisation_id,
        "invoice",
        invoice.pk,
        "credited",
        at=now,
        actor=actor,
        event_id=invoice.event_id,
        facts={"number": invoice.number, "credit_note": note.number, "payable": str(note.payable)},
    )
    post_document(note, now)
    return note
