"""What finance did with one customer, in words of the active language, the latest first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Customer, Trail
from reports.participant_history import Happening

TOLD = 100


def customer_history(customer: Customer) -> list[Happening]:
    """What the trail says of ``customer``, TOLD acts at most, down to how it came to be known."""
    acts = Trail.objects.filter(subject="customer", subject_id=customer.pk)
    found = list(acts.select_related("actor").prefetch_related("values").order_by("-at", "-id")[:TOLD])
    told = [Happening(act.at, _sentence(act)) for act in found]
    if len(found) == TOLD or any(act.verb == "added" for act in found):
        return told
    return [*told, Happening(customer.created_at, _("Known since the first registration."))]


def _sentence(act: Trail) -> str:
    who = str(act.actor) if act.actor else "Samenkomst"
    number = act.facts.get("number", "")
    sentences = {
        "added": _("%(who)s took on this customer.") % {"who": who},
        "merged_into": _("%(who)s made this one with customer %(number)s.") % {"who": who, "number": number},
        "merged_from": _("%(who)s made customer %(number)s one with this.") % {"who": who, "number": number},
    }
    return sentences.get(act.verb) or _changed(act, who)


def _changed(act: Trail, who: str) -> str:
    changes = [*_of_values(act), *_of_rules(act)] or [_("details")]
    return _("%(who)s changed: %(changes)s.") % {"who": who, "changes": "; ".join(changes)}


def _of_values(act: Trail) -> Iterator[str]:
    """What was typed, from what to what; an erased value is named no more."""
    fields = {
        "name": _("name"),
        "attention": _("for the attention of"),
        "street": _("street"),
        "postcode": _("postcode"),
        "city": _("city"),
        "country": _("country"),
        "email": _("email address"),
        "kvk": _("KvK number"),
        "oin": _("OIN"),
        "vat_number": _("VAT number"),
        "peppol": _("Peppol address"),
    }
    for value in act.values.all():
        words = {"field": fields.get(value.field, value.field)}
        words |= {"old": value.old or _("nothing"), "new": value.new or _("nothing")}
        yield _("%(field)s from %(old)s to %(new)s") % words


def _of_rules(act: Trail) -> Iterator[str]:
    facts = act.facts
    if "payment_term_days" in facts:
        days = facts["payment_term_days"]
        yield (
            ngettext("payment term %(days)s day", "payment term %(days)s days", int(days)) % {"days": days}
            if days
            else _("the usual payment term")
        )
    if "needs_order_number" in facts:
        wanted = (_("no order number needed any more"), _("an order number on each invoice"))
        yield wanted[bool(facts["needs_order_number"])]
    if "wants_names" in facts:
        yield (_("no names on the invoice"), _("names on the invoice"))[bool(facts["wants_names"])]
    if "is_blocked" in facts:
        yield (_("may pay on invoice again"), _("may not pay on invoice"))[bool(facts["is_blocked"])]
    if "delivery" in facts:
        ways = {"pdf": _("invoices as a pdf"), "ubl": _("invoices as UBL")}
        yield ways.get(str(facts["delivery"]), _("invoices as a pdf and as UBL"))
