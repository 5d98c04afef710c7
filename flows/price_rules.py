"""Discounts of an event: made, changed, stopped, used again, and which go together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from events import discounts
from events.discounts import RuleWanted
from events.models import Event, PriceRule
from organisations import trail
from organisations.access import Actor
from registrations.price_places import open_places, switch_places


@transaction.atomic(durable=True)
def add_price_rule(event_id: int, kind: str, wanted: RuleWanted, now: datetime, *, actor: Actor) -> PriceRule:
    """Give the event a rule from ``now`` (UTC) on, with its places."""
    event = _locked(event_id)
    rule = discounts.add_rule(event, kind, wanted)
    open_places(rule)
    _record(event, rule, "price rule added", now, actor)
    return rule


@transaction.atomic(durable=True)
def edit_price_rule(
    event_id: int, rule_id: int, wanted: RuleWanted, now: datetime, *, actor: Actor
) -> list[str]:
    """Change a rule for who registers from now on; names what changed.

    Raises PriceRule.DoesNotExist, and BelowTaken where more people pay that price than it would have.
    """
    event = _locked(event_id)
    rule = event.price_rules.get(pk=rule_id)
    changed = discounts.change_rule(rule, wanted)
    if "first" in changed:
        open_places(rule)
    if changed:
        _record(event, rule, "price rule changed", now, actor, fields=changed)
    return changed


@transaction.atomic(durable=True)
def switch_price_rule(event_id: int, rule_id: int, now: datetime, *, is_off: bool, actor: Actor) -> bool:
    """Stop a rule or use it again; whoever had it keeps it. Raises PriceRule.DoesNotExist."""
    event = _locked(event_id)
    rule = event.price_rules.get(pk=rule_id)
    if not discounts.switch_rule(rule, is_off=is_off):
        return False
    switch_places(rule, is_off=is_off)
    _record(event, rule, "price rule stopped" if is_off else "price rule used again", now, actor)
    return True


@transaction.atomic(durable=True)
def set_discounts_together(event_id: int, kinds: Collection[str], now: datetime, *, actor: Actor) -> bool:
    """Say which kinds of discounts (events.discounts.KINDS) add up for who registers from now on."""
    event = _locked(event_id)
    if not discounts.put_together(event, kinds):
        return False
    trail.record(
        event.organisation_id,
        "event",
        event.pk,
        "discounts combined",
        at=now,
        actor=actor,
        event_id=event.pk,
        facts={"together": sorted(kinds)},
    )
    return True


def _locked(event_id: int) -> Event:
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)


def _record(
    event: Event, rule: PriceRule, verb: str, now: datetime, actor: Actor, **facts: list[str]
) -> None:
    trail.record(
        event.organisation_id,
        "event",
        event.pk,
        verb,
        at=now,
        actor=actor,
        event_id=event.pk,
        facts={"rule": rule.pk, "kind": rule.kind, "effect": f"{rule.effect} {rule.value}", **facts},
    )
