"""Whether one can sign up for an event now, apart from places, and what is so if not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from events.models import Event
from lib.dates import format_moment, moment_on
from website.event.shown import Shown

FAR = timedelta(days=36500)
Status = Event.Status


@dataclass(frozen=True)
class Standing(Shown):
    """``code`` is "open", "early", "closed", "over" or "cancelled"; ``sentence`` says what is not open."""

    code: str
    sentence: str = ""

    @property
    def is_open(self) -> bool:
        """Whether sign-ups are taken, places or not."""
        return self.code == "open"


def standing(event: Event, now: datetime, language: str) -> Standing:
    """How ``event`` stands at ``now`` (UTC), in words of the active language."""
    word = {"registration": event.behaviour.registration_word}
    if event.status == Status.CANCELLED:
        return Standing("cancelled", _("This event does not take place."))
    if event.status == Status.ARCHIVED or event.ends_at <= now:
        return Standing("over", _("This event has been held."))
    if event.takes_sign_ups(now):
        return Standing("open")
    opens = event.sign_up_opens_at
    if opens is not None and opens > now and not event.is_closed:
        told = word | {"moment": format_moment(opens, event.timezone, language)}
        return Standing("early", _("The %(registration)s opens on %(moment)s.") % told)
    return Standing("closed", _("The %(registration)s is closed.") % word)


def holds_until(event: Event, now: datetime) -> tuple[datetime, datetime]:
    """From when to when (UTC) a page drawn at ``now`` is right, as far as it turns on time."""
    moments = sorted(_changes(event, now))
    before = [moment for moment in moments if moment <= now]
    after = [moment for moment in moments if moment > now]
    return (before or [now - FAR])[-1], (after or [now + FAR])[0]


def _changes(event: Event, now: datetime) -> Iterator[datetime]:
    """When something begins or ends: the day (of what cancelling costs), the sign-up, the event, a sale."""
    today = event.local_date(now)
    yield from (moment_on(day, time(), event.timezone) for day in (today, today + timedelta(days=1)))
    ends = [event.sign_up_opens_at, event.sign_up_closes_at, event.begins_at, event.ends_at]
    for ticket in event.ticket_types.all():
        ends += [ticket.on_sale_from, ticket.on_sale_until]
    ends += [rule.until for rule in event.price_rules.all()]
    yield from (moment for moment in ends if moment is not None)
