"""The discounts of one event with how many have them, and an organisation's members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from events.models import Event, PriceRule
from organisations.models import MemberOrganisation, Organisation
from registrations import pricing
from registrations.price_places import places_taken
from registrations.price_rules import rule_of


@dataclass(frozen=True)
class ListedRule:
    """A rule, as it is priced, for which tickets (titles), and how many of its first so many are taken."""

    row: PriceRule
    rule: pricing.PriceRule
    tickets: Sequence[str]
    taken: int

    @property
    def is_used_up(self) -> bool:
        """Whether everybody who may have it has it; of each member that is not known here."""
        first = self.row.first if self.row.kind == PriceRule.Kind.EARLY else None
        return first is not None and self.taken >= first


def rules_of(event: Event, language: str) -> list[ListedRule]:
    """The rules of ``event``, those in use first, each kind together: three statements."""
    rows = list(event.price_rules.prefetch_related("ticket_types"))
    taken = places_taken(rows)
    kinds = PriceRule.Kind.values
    found = []
    for row in sorted(rows, key=lambda row: (row.is_off, kinds.index(row.kind), row.least, row.pk)):
        tickets = list(row.ticket_types.all())
        plain = rule_of(row, frozenset(ticket.pk for ticket in tickets), language)
        titles = [ticket.text("title", language) for ticket in tickets]
        found.append(ListedRule(row, plain, titles, taken.get(row.pk, 0)))
    return found


def rule_at(event: Event, rule_id: int) -> PriceRule | None:
    """One rule of ``event``; None where there is none of that id."""
    return event.price_rules.prefetch_related("ticket_types").filter(pk=rule_id).first()


def has_ended(row: PriceRule, now: datetime) -> bool:
    """Whether its moment has passed at ``now`` (UTC)."""
    return row.until is not None and row.until <= now


def members_of(organisation: Organisation) -> list[MemberOrganisation]:
    """The members by name, those that are one no longer last, with their keys: two statements."""
    return list(organisation.members.prefetch_related("keys").order_by("is_stopped", "name", "id"))


def member_at(organisation: Organisation, member_id: int) -> MemberOrganisation | None:
    """One of them; None where there is none of that id."""
    return organisation.members.prefetch_related("keys").filter(pk=member_id).first()
