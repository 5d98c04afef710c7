"""A participant gets another name or address, or a colleague comes instead: calendars and mails with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from flows.mails.changed_people import Change, post_change
from flows.mails.story import Story
from flows.mails.voices import voice_of
from organisations import trail
from organisations.access import Actor
from registrations import moves
from registrations.changing_people import COMING, NewDetails, change_details, put_in_place
from registrations.models import Participant, Registration
from registrations.stored import load_registered

__all__ = ["ChangeRefused", "NewDetails", "Outlook", "change_person", "outlook_of"]
CONFIRMED = Registration.State.CONFIRMED


class ChangeRefused(Exception):
    """Nothing was changed. ``code``: "gone" (they do not come any more) or "over" (nor does the event)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Outlook:
    """What a change would do. ``is_told``: calendars and mails follow, as the sign-up is final."""

    person: Participant
    refused: str
    is_told: bool


def outlook_of(person: Participant, now: datetime) -> Outlook:
    """What changing ``person`` at ``now`` (UTC) does, whatever they will be called."""
    state = person.registration.state
    refused = "gone" if person.ended_at or state not in COMING else ""
    refused = refused or ("over" if person.registration.event.ends_at <= now else "")
    return Outlook(person, refused, state == CONFIRMED)


@transaction.atomic(durable=True)
def change_person(
    participant_id: int, new: NewDetails, now: datetime, *, is_colleague: bool, actor: Actor
) -> bool:
    """Change who a participant is at ``now`` (UTC); the same again changes nothing and returns False.

    ``is_colleague``: another person takes the place, and gets links and invitations of their own.
    Who pays, what was bought and the seats stay. Raises ChangeRefused.
    """
    registration_id = Participant.objects.values_list("registration_id", flat=True).get(pk=participant_id)
    registration = moves.lock_registration(registration_id)
    person = Participant.objects.select_related("registration__event").get(pk=participant_id)
    outlook = outlook_of(person, now)
    if outlook.refused:
        raise ChangeRefused(outlook.refused)
    before = NewDetails(person.name, person.email)
    if before == new:
        return False
    voice = voice_of(registration)
    with voice.speaking():
        old = Participant.objects.get(pk=participant_id)
        (put_in_place if is_colleague else change_details)(person, new)
        _record(registration, person, before, new, now, actor, is_colleague=is_colleague)
        if outlook.is_told:
            story = Story(registration.event, load_registered(registration), None, voice, now)
            person = next(row for row in story.registered.participants if row.pk == participant_id)
            post_change(Change(story, old, person, is_colleague, by_contact=actor.kind == "contact"))
    return True


def _record(
    registration: Registration,
    person: Participant,
    before: NewDetails,
    new: NewDetails,
    now: datetime,
    actor: Actor,
    *,
    is_colleague: bool,
) -> None:
    changed = {"name": (before.name, new.name), "email": (before.email, new.email)}
    trail.record(
        registration.event.organisation_id,
        "participant",
        person.pk,
        "replaced" if is_colleague else "changed",
        at=now,
        actor=actor,
        event_id=registration.event_id,
        personal={field: values for field, values in changed.items() if values[0] != values[1]},
    )
