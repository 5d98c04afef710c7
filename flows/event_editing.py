"""Making and changing an event: what an organiser does to it before and after it is public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from events import editing, making
from events.blueprint import Blueprint
from events.checks import Finding
from events.choices import slug_is_taken
from events.models import Event
from events.releases import release_drafts
from events.spans import Span
from events.versions import touch
from flows.checkout import takes_online_payments
from flows.event_making import make_event
from organisations import trail
from organisations.access import Actor
from organisations.models import User
from registrations.capacity import pools_with_capacity, set_capacity
from registrations.readiness import readiness


class SlugTaken(Exception):
    """Another event has that address already."""


def make_draft(event: Event, blueprint: Blueprint, now: datetime, *, actor: Actor, user: User) -> Event:
    """Store ``event`` with what ``blueprint`` describes, unseen by the public. Raises SlugTaken."""
    try:
        return make_event(event, blueprint.build, now, actor=actor, user=user, publish=False)
    except IntegrityError as refused:
        if slug_is_taken(event.slug):
            raise SlugTaken from refused
        raise


class NotReady(Exception):
    """Something that is required is missing: ``findings`` names it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(found.code for found in findings))
        self.findings = findings


@transaction.atomic(durable=True)
def publish_event(event_id: int, now: datetime, *, actor: Actor, user: User | None = None) -> None:
    """Release what is drafted and show the event to the public at ``now`` (UTC); again changes nothing.

    Raises NotReady.
    """
    event = locked(event_id)
    if event.status != Event.Status.DRAFT:
        return
    missing = [found for found in what_is_missing(event, now) if found.is_required]
    if missing:
        raise NotReady(missing)
    release_drafts(event, now, user)
    making.publish(event, now)
    record(event, "published", now, actor)


def what_is_missing(event: Event, now: datetime) -> list[Finding]:
    """What there is to say before an event is published, what is required first."""
    found = readiness(event, now)
    is_sold = event.ticket_types.filter(price__gt=0).exists()
    if is_sold and not event.may_pay_on_invoice and not takes_online_payments(event):
        anchor = "id_may_pay_on_invoice"
        found.insert(0, Finding("no_way_to_pay", "sign_up_rules", is_required=True, anchor=anchor))
    return found


@transaction.atomic(durable=True)
def set_closed(event_id: int, now: datetime, *, is_closed: bool, actor: Actor) -> None:
    """Stop taking sign-ups by hand, or take them again; again changes nothing."""
    event = locked(event_id)
    if event.is_closed == is_closed:
        return
    Event.objects.filter(pk=event.pk).update(is_closed=is_closed)
    touch(event.pk)
    record(event, "closed" if is_closed else "reopened", now, actor)


@transaction.atomic(durable=True)
def edit_event(
    event_id: int,
    values: editing.Values,
    place: str,
    day_spans: Mapping[str, Span],
    now: datetime,
    *,
    actor: Actor,
) -> list[str]:
    """Change texts at once, and place and days (slug → begin and end, UTC) in drafts; names what changed."""
    event = locked(event_id)
    changed = editing.change_event(event, values)
    venue = making.venue_named(event.organisation_id, place) if place else None
    drafted = ["place"] if editing.draft_place(event, venue) else []
    days = {day.slug: day for day in event.days.all()}
    drafted += [slug for slug, span in day_spans.items() if editing.draft_day(days[slug], span)]
    if drafted:
        editing.redate(event)
    if changed or drafted:
        record(event, "changed", now, actor, fields=changed, drafts=drafted)
    return [*changed, *drafted]


@transaction.atomic(durable=True)
def edit_rules(event_id: int, values: editing.Values, now: datetime, *, actor: Actor) -> list[str]:
    """Change what holds for signing up: window, ways to pay, what is asked and shown."""
    event = locked(event_id)
    changed = editing.change_event(event, values)
    if changed:
        record(event, "changed", now, actor, fields=changed)
    return changed


@transaction.atomic(durable=True)
def set_capacities(
    event_id: int, capacities: Mapping[str, int | None], now: datetime, *, actor: Actor
) -> list[str]:
    """Give pools (by slug) so many seats; names those that changed.

    Raises BelowTaken, and then none has changed.
    """
    event = locked(event_id)
    pools = pools_with_capacity(event).filter(slug__in=capacities)
    changed = [pool.slug for pool in pools if set_capacity(pool, capacities[pool.slug])]
    if changed:
        touch(event.pk)
        facts = [f"{slug}: {capacities[slug]}" for slug in changed]
        record(event, "capacity changed", now, actor, pools=facts)
    return changed


@transaction.atomic(durable=True)
def edit_cancellation(event_id: int, steps: Sequence[editing.Step], now: datetime, *, actor: Actor) -> bool:
    """Let cancelling cost this for who registers from now on; says whether it changed."""
    event = locked(event_id)
    changed = editing.set_cancellation_steps(event, steps)
    if changed:
        costs = [(s.days_before, s.fee if s.percent is None else f"{s.percent}%") for s in steps]
        told = [f"{days}: {cost}" for days, cost in costs]
        record(event, "cancellation terms changed", now, actor, steps=told)
    return changed


def locked(event_id: int) -> Event:
    """The event, held until the transaction ends: its editors come one by one.

    Without its key: a sign-up that refers to it, and holds a pool that an editor waits for, goes on.
    """
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)


def record(event: Event, verb: str, now: datetime, actor: Actor, **facts: str | list[str]) -> None:
    """Tell the trail what was done to an event."""
    trail.record(
        event.organisation_id, "event", event.pk, verb, at=now, actor=actor, event_id=event.pk, facts=facts
    )
