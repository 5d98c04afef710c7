"""What an event still lacks before the public may see it, as far as it knows itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from events.conflicts import conflicts, planned_sessions
from events.editing import draft_of_event
from events.exemption import refuses
from events.holidays import Clash, clashes
from events.kinds.base import VatRule
from events.models import Event, TicketType, Venue
from organisations.access import legal_text


@dataclass(frozen=True)
class Finding:
    """One thing that is missing or odd; a required one stands in the way of publishing.

    ``page`` is where it is put right: "event_edit", "admission" … or a part that the kind names in
    ``editing_parts``; ``about`` says which one it is there, ``anchor`` is the id of the very field.
    """

    code: str
    page: str
    is_required: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    about: str = ""
    anchor: str = ""


def findings(event: Event, now: datetime) -> Iterator[Finding]:
    """What there is to say at ``now`` (UTC), in the order in which an organiser makes an event."""
    yield from _dates(event, now)
    yield from _sale(event, now)
    yield from _texts(event)
    yield from _terms(event)
    yield from _programme(event)


def _dates(event: Event, now: datetime) -> Iterator[Finding]:
    day = event.days.filter(cancelled_at=None).first()
    if day is None and not event.sessions.filter(cancelled_at=None).exists():
        yield Finding("no_dates", next(iter(event.behaviour.editing_parts), "programme"), is_required=True)
    if draft_of_event(event).begins_at <= now:
        yield _at_the_begin(event, "past", is_required=True)
    if event.sign_up_closes_at is not None and event.sign_up_closes_at <= now:
        yield Finding("closed", "sign_up_rules", is_required=True, anchor="id_sign_up_closes_at")
    for clash in clashes(event):
        yield _at_the_day(event, clash)


def _at_the_begin(event: Event, code: str, *, is_required: bool = False) -> Finding:
    day = event.days.filter(cancelled_at=None).first()
    if day is not None:
        return Finding(code, "event_edit", is_required, anchor=f"id_{day.slug}-start")
    planned = next(iter(planned_sessions(event)), None)
    if planned is not None:
        return Finding(code, "session_edit", is_required, about=planned.session.slug, anchor="id_start")
    return Finding(code, next(iter(event.behaviour.editing_parts), "programme"), is_required)


def _at_the_day(event: Event, clash: Clash) -> Finding:
    facts = {"clash": clash}
    for day in event.days.filter(cancelled_at=None).select_related("draft"):
        if getattr(day, "draft", day).date == clash.day:
            return Finding("holiday", "event_edit", facts=facts, anchor=f"id_{day.slug}-start")
    for planned in planned_sessions(event):
        if event.local_date(planned.begins_at) == clash.day:
            slug = planned.session.slug
            return Finding("holiday", "session_edit", facts=facts, about=slug, anchor="id_start")
    return Finding("holiday", "event_edit", facts=facts)


def _sale(event: Event, now: datetime) -> Iterator[Finding]:
    admissions = list(event.ticket_types.filter(kind=TicketType.Kind.ADMISSION))
    shown = [row for row in admissions if not row.is_hidden]
    if not admissions:
        yield Finding("no_admission", "admission_new", is_required=True)
    elif not shown:
        slug = admissions[0].slug
        yield Finding("all_hidden", "admission", is_required=True, about=slug, anchor="id_is_hidden")
    elif all(row.on_sale_until and row.on_sale_until <= now for row in shown):
        yield Finding(
            "sale_over", "admission", is_required=True, about=shown[0].slug, anchor="id_on_sale_until"
        )
    first = event.local_date(draft_of_event(event).begins_at)
    for row in event.ticket_types.all():
        if refuses(VatRule(row.vat_category, row.vat_percent), event.organisation, first):
            facts = {"ticket": row.text("title")}
            yield Finding(
                "exempt", "admission", is_required=True, facts=facts, about=row.slug, anchor="id_vat"
            )
    if "stands" in event.behaviour.editing_parts and not event.stands.exists():
        yield Finding("no_stands", "stands", anchor="id_number")


def _texts(event: Event) -> Iterator[Finding]:
    venue: Venue | None = draft_of_event(event).venue
    if venue is None:
        yield Finding("no_place", "event_edit", anchor="id_place")
    elif not venue.city and not venue.street:
        yield Finding("no_address", "event_place", facts={"place": venue.name}, anchor="id_street")
    if not event.lead and not event.description:
        yield Finding("no_text", "event_edit", anchor="id_lead")


def _terms(event: Event) -> Iterator[Finding]:
    if not event.ticket_types.filter(price__gt=0).exists():
        return
    if legal_text(event.organisation_id, "terms") is None:
        yield Finding("no_terms", "legal_text_edit", about="terms", anchor="id_text")
    if not event.cancellation_steps.exists():
        yield Finding("free_cancelling", "cancellation_terms", anchor="id_days_0")


def _programme(event: Event) -> Iterator[Finding]:
    for row in event.rounds.filter(is_required=True):
        if not row.sessions.filter(cancelled_at=None).exclude(draft__is_cancelled=True).exists():
            facts = {"round": row.text("title")}
            yield Finding("empty_round", "event_round", is_required=True, facts=facts, about=row.slug)
    for clash in conflicts(planned_sessions(event)):
        slug, anchor = clash.second.session.slug, f"id_{'room' if clash.code == 'room' else 'speakers'}"
        yield Finding("clash", "session_edit", facts={"clash": clash}, about=slug, anchor=anchor)
