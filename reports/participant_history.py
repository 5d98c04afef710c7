"""What happened to one participant, in words of the active language, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.models import Message
from organisations.models import Trail
from payments.models import Invoice
from registrations.models import Participant


@dataclass(frozen=True)
class Happening:
    """One thing that happened, as a sentence."""

    at: datetime
    text: str


def history(person: Participant, mails: Iterable[Message], invoices: Iterable[Invoice]) -> list[Happening]:
    """What the trail says of ``person`` and their sign-up, with mails and invoices (the newest first)."""
    found = [*_of_mails(mails), *_of_invoices(invoices), *_acts(person)]  # of one moment, in this order
    return sorted(found, key=lambda happening: happening.at, reverse=True)


def _acts(person: Participant) -> Iterator[Happening]:
    about = Q(subject="registration", subject_id=person.registration_id)
    about |= Q(subject="participant", subject_id=person.pk)
    for act in Trail.objects.filter(about).select_related("actor").prefetch_related("values").order_by("-id"):
        words = WORDS.get((act.subject, act.verb), _something)
        yield Happening(act.at, words(act, person))


def _signed_up(act: Trail, person: Participant) -> str:
    people = int(act.facts.get("people", 1))
    who = _who(act, person)
    if people == 1 and person.is_contact and act.actor_kind == "contact":
        return _("%(who)s registered.") % {"who": who}
    said = ngettext(
        "%(who)s registered %(number)s participant.", "%(who)s registered %(number)s participants.", people
    ) % {"who": who, "number": people}
    return " ".join([said, *_favours(act)])


def _favours(act: Trail) -> Iterator[str]:
    """What an organiser gave who signed them up."""
    if act.facts.get("other_price"):
        yield _("Another price was agreed.")
    if act.facts.get("mails") == "invoice":
        yield _("The invoice alone was mailed.")
    if act.facts.get("mails") == "none":
        yield _("Nobody was mailed.")


def _one_more(act: Trail, person: Participant) -> str:
    told = {"who": _who(act, person), "pools": ", ".join(act.facts.get("pools", []))}
    return _("%(who)s added places for this registration: %(pools)s.") % told


def _something(act: Trail, person: Participant) -> str:
    return _("%(who)s changed the registration.") % {"who": _who(act, person)}


def _cancelled_all(act: Trail, person: Participant) -> str:
    return _("%(who)s cancelled the registration.") % {"who": _who(act, person)}


def _cancelled(act: Trail, person: Participant) -> str:
    return _("%(who)s cancelled this participant.") % {"who": _who(act, person)}


def _invoiced(act: Trail, person: Participant) -> str:
    if act.facts.get("has_number"):
        return _("%(who)s passed on the order number, and the invoice was made.") % {"who": _who(act, person)}
    return _("The invoice was made without an order number.")


def _replaced(act: Trail, person: Participant) -> str:
    return _("%(who)s let %(new)s come instead of %(old)s.") % {
        "who": _who(act, person),
        **_values(act, "name", person),
    }


def _changed(act: Trail, person: Participant) -> str:
    changed = [name for name in ("name", "email") if _has(act, name)]
    texts = [_("%(old)s became %(new)s") % _values(act, name, person) for name in changed]
    if not texts:
        return _something(act, person)
    return _("%(who)s changed the details: %(changes)s.") % {
        "who": _who(act, person),
        "changes": ", ".join(texts),
    }


def _answered(act: Trail, person: Participant) -> str:
    return _("%(who)s changed the answers to questions.") % {"who": _who(act, person)}


def _has(act: Trail, field: str) -> bool:
    return any(value.field == field for value in act.values.all())


def _values(act: Trail, field: str, person: Participant) -> dict[str, str]:
    """What it was and what it is: an erased value is not told any more."""
    for value in act.values.all():
        if value.field == field:
            return {"old": value.old or _("nothing"), "new": value.new or _("nothing")}
    return {"old": _("somebody else"), "new": person.name}


WORDS: dict[tuple[str, str], Callable[[Trail, Participant], str]] = {
    ("registration", "signed_up"): _signed_up,
    ("registration", "cancelled"): _cancelled_all,
    ("registration", "invoiced"): _invoiced,
    ("registration", "one more"): _one_more,
    ("participant", "cancelled"): _cancelled,
    ("participant", "replaced"): _replaced,
    ("participant", "changed"): _changed,
    ("participant", "answered"): _answered,
}


def _who(act: Trail, person: Participant) -> str:
    if act.actor is not None:
        return str(act.actor)
    names = {"contact": person.registration.contact_name, "participant": person.name}
    return names.get(act.actor_kind) or "Samenkomst"


def _of_mails(mails: Iterable[Message]) -> Iterator[Happening]:
    for mail in mails:
        told = {"subject": mail.subject, "address": mail.to_address}
        if mail.sent_at:
            yield Happening(mail.sent_at, _("“%(subject)s” was sent to %(address)s.") % told)
        elif mail.perhaps_sent_at:
            text = _("“%(subject)s” may or may not have reached %(address)s: the mail server did not say.")
            yield Happening(mail.perhaps_sent_at, text % told)
        elif mail.failed_at:
            yield Happening(mail.failed_at, _("“%(subject)s” could not be sent to %(address)s.") % told)


def _of_invoices(invoices: Iterable[Invoice]) -> Iterator[Happening]:
    for invoice in invoices:
        is_credit = invoice.type_code == Invoice.TypeCode.CREDIT_NOTE
        text = _("Credit note %(number)s was made.") if is_credit else _("Invoice %(number)s was made.")
        yield Happening(invoice.issued_at, text % {"number": invoice.number})
