"""Rules by which people pay less: added, changed, stopped, and which of them go together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from events.models import Event, PriceRule, TicketType
from events.versions import touch
from lib.money import ZERO

KINDS: Final = (*PriceRule.Kind.values, "code")  # what may go together; a code is none of the rules


@dataclass(frozen=True, kw_only=True)
class RuleWanted:
    """A rule as it is asked for, its fields as of events.models.PriceRule.

    ``tickets`` are slugs (none: all that admit); ``until`` is UTC.
    """

    effect: str
    value: Decimal = ZERO
    title: str = ""
    title_en: str = ""
    tickets: Collection[str] = ()
    until: datetime | None = None
    first: int | None = None
    least: int = 0
    counts: str = PriceRule.Counts.SIGN_UP

    def values(self) -> Mapping[str, object]:
        """The values of the row."""
        return {name: value for name, value in vars(self).items() if name != "tickets"}


def add_rule(event: Event, kind: str, wanted: RuleWanted) -> PriceRule:
    """Store a rule; its places are opened by registrations.price_places.open_places."""
    rule = PriceRule(event=event, kind=kind, **wanted.values())
    rule.save(force_insert=True)
    rule.ticket_types.set(TicketType.objects.filter(event=event, slug__in=wanted.tickets))
    touch(event.pk)
    return rule


def change_rule(rule: PriceRule, wanted: RuleWanted) -> list[str]:
    """Give a stored rule these values; names what changed. Who has registered keeps what held."""
    changed = [name for name, value in wanted.values().items() if getattr(rule, name) != value]
    for name in changed:
        setattr(rule, name, wanted.values()[name])
    if changed:
        rule.save(update_fields=changed)
    tickets = TicketType.objects.filter(event=rule.event_id, slug__in=wanted.tickets)
    if set(tickets) != set(rule.ticket_types.all()):
        rule.ticket_types.set(tickets)
        changed.append("tickets")
    if changed:
        touch(rule.event_id)
    return changed


def switch_rule(rule: PriceRule, *, is_off: bool) -> bool:
    """Stop a rule or use it again; says whether that changed anything."""
    if not PriceRule.objects.filter(pk=rule.pk, is_off=not is_off).update(is_off=is_off):
        return False
    touch(rule.event_id)
    return True


def put_together(event: Event, kinds: Collection[str]) -> bool:
    """Say which kinds of discounts add up on a line; says whether that changed anything."""
    wanted = " ".join(kind for kind in KINDS if kind in kinds)
    if event.discounts_together == wanted:
        return False
    Event.objects.filter(pk=event.pk).update(discounts_together=wanted)
    touch(event.pk)
    return True
