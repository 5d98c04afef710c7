"""What an event still lacks before the public may see it, as far as it knows itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from events.holidays import clashes
from events.models import Event, TicketType
from organisations.access import legal_text


@dataclass(frozen=True)
class Finding:
    """One thing that is missing or odd; a required one stands in the way of publishing.

    ``page`` is the part of the event where it is put right: "event_edit", "admissions", "programme" …
    """

    code: str
    page: str
    is_required: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


def findings(event: Event, now: datetime) -> Iterator[Finding]:
    """What there is to say at ``now`` (UTC), what is required first."""
    admissions = event.ticket_types.filter(kind=TicketType.Kind.ADMISSION, is_hidden=False)
    if event.begins_at <= now:
        yield Finding("past", "event_edit", is_required=True)
    if not admissions.exists():
        yield Finding("no_admission", "admissions", is_required=True)
    if not event.days.exists() and not event.sessions.exists():
        yield Finding("no_dates", "programme", is_required=True)
    if event.venue is None:
        yield Finding("no_place", "event_edit")
    if not event.lead and not event.description:
        yield Finding("no_text", "event_edit")
    if event.ticket_types.filter(price__gt=0).exists():
        if legal_text(event.organisation_id, "terms") is None:
            yield Finding("no_terms", "")
        if not event.cancellation_steps.exists():
            yield Finding("free_cancelling", "cancellation_terms")
    for clash in clashes(event):
        yield Finding("holiday", "programme", facts={"clash": clash})
