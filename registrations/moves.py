"""The only code that changes the state of a registration, and ends what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from registrations.answers import erase_special
from registrations.models import Attending, Line, Participant, Registration
from registrations.states import check_follows

State = Registration.State


def lock_registration(registration_id: int) -> Registration:
    """The sign-up as it is now, locked until the caller's transaction ends, with its event and customer."""
    rows = Registration.objects.select_for_update(no_key=True, of=("self",))
    related = ("event__organisation", "event__venue", "customer", "billing")
    return rows.select_related(*related).get(pk=registration_id)


def confirm(registration: Registration, now: datetime) -> None:
    """Let a locked sign-up be final at ``now`` (UTC). Raises StateRefused."""
    _move(registration, State.CONFIRMED, confirmed_at=now, ended_at=None)


def expire(registration: Registration, now: datetime) -> None:
    """Let a locked sign-up lapse at ``now`` (UTC), with what was sold. Raises StateRefused."""
    _move(registration, State.EXPIRED, ended_at=now)
    Line.objects.filter(registration=registration, ended_at=None).update(ended_at=now)


def cancel(registration: Registration, now: datetime) -> None:
    """Let a locked sign-up, whose last line has ended, be cancelled at ``now`` (UTC). Raises StateRefused."""
    _move(registration, State.CANCELLED, ended_at=now)


def end_people(participants: Sequence[Participant], lines: Iterable[Line], now: datetime) -> None:
    """Take people off the list, with what they bought, at ``now`` (UTC); their seats are released apart."""
    ids = [participant.pk for participant in participants]
    Participant.objects.filter(pk__in=ids, ended_at=None).update(ended_at=now)
    Line.objects.filter(pk__in=[line.pk for line in lines], ended_at=None).update(ended_at=now)
    Attending.objects.filter(participant_id__in=ids, until=None).update(until=now)
    erase_special(ids)


def restore_lines(registration: Registration) -> list[Line]:
    """Let what lapsed with a sign-up hold again, for money that came late. A stand may be sold by then."""
    lapsed = Line.objects.filter(registration=registration, ended_at=registration.ended_at)
    lapsed.update(ended_at=None)
    return list(Line.objects.filter(registration=registration, ended_at=None))


def _move(registration: Registration, after: Registration.State, **moments: datetime | None) -> None:
    check_follows(State(registration.state), after)
    registration.state = after
    for name, moment in moments.items():
        setattr(registration, name, moment)
    registration.save(update_fields=["state", *moments])
