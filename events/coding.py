"""Making a code for an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from events.models import Code, Event, Partnership, TicketType
from lib.money import ZERO


@dataclass(frozen=True, kw_only=True)
class NewCode:
    """A code as it is asked for; ``effect``, ``value``, ``counts`` and ``audience`` as of events.models.Code.

    ``tickets`` are slugs (none: all that is sold); ``uses`` None: without limit; the period is UTC.
    """

    text: str
    effect: str
    value: Decimal = ZERO
    uses: int | None = None
    counts: str = Code.Counts.PARTICIPANTS
    tickets: Sequence[str] = ()
    partnership: Partnership | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    audience: str = Code.Audience.ANYBODY


def add_code(event: Event, wanted: NewCode) -> Code:
    """Store a code; its uses are opened by registrations.codes.open_uses.

    Raises IntegrityError where the event has one of that text: the caller rolls back.
    """
    code = Code(
        event=event,
        text=wanted.text,
        effect=wanted.effect,
        value=wanted.value,
        counts=wanted.counts,
        partnership=wanted.partnership,
        valid_from=wanted.valid_from,
        valid_until=wanted.valid_until,
        audience=wanted.audience,
    )
    code.save(force_insert=True)
    code.ticket_types.set(TicketType.objects.filter(event=event, slug__in=wanted.tickets))
    return code
