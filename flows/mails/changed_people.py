"""Who hears of a colleague who comes instead, or of another address: each address about its own calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _

from flows.mails import links
from flows.mails.cancelled import CONFIRMATION, invited_again, withdrawn_part
from flows.mails.participant import further_part, participation, salutation_of
from flows.mails.story import Story
from flows.mails.writing import Draft, organizer_of, post_drafts
from lib.names import split_name
from notifications.messages import new_message_id, post_again_without_calendar
from registrations.calendar_entries import name_of
from registrations.invitations import Invited, invite_people
from registrations.models import Participant
from registrations.withdrawals import Withdrawals, Withdrawn, withdraw_people


@dataclass(frozen=True)
class Change:
    """A change that was just stored: ``old`` is the row as it was, ``story`` tells what is now."""

    story: Story
    old: Participant
    person: Participant
    is_colleague: bool
    by_contact: bool

    @property
    def key(self) -> str:
        """Names this change for ever: each gives the participant new links."""
        return f"{self.person.pk}:{self.person.feed_key}"


def post_change(change: Change) -> None:
    """Move the appointments to the new address and tell all concerned, in the active language.

    A mere change of the name is told to nobody.
    """
    story, old = change.story, change.old
    if not change.is_colleague and old.email == change.person.email:
        return
    organisation = story.event.organisation
    organizer, language = organizer_of(organisation), story.voice.language
    url = links.event_url(story.event, language)
    withdrawals = withdraw_people(story.parts, [old], organizer, url, language, story.now)
    if withdrawals.unsent:
        post_again_without_calendar(withdrawals.unsent, CONFIRMATION, story.now)
    coming = [presence for presence in story.presences if presence.participant.pk == change.person.pk]
    still = {entry.part for entry in story.entries if entry.end > story.now}
    only = {(change.person.email, part) for part in still}
    invited = invite_people(story.parts, coming, organizer, url, language, story.now, only=only)
    drafts = list(_drafts(change, withdrawals, invited.get(change.person.email, ())))
    post_drafts(drafts, organisation, story.voice, story.registration.reference, story.now)


def _drafts(change: Change, withdrawals: Withdrawals, invited: Sequence[Invited]) -> Iterator[Draft]:
    contact, old, new = change.story.registration.contact_email, change.old, change.person
    own = withdrawals.cancelled.get(old.email, ())
    if old.email == contact or change.is_colleague:
        yield _to_contact(change, own if old.email == contact else ())
    if old.email and old.email != contact:
        yield _to_old(change, own)
    for withdrawn in own[1:]:
        yield withdrawn_part(change.story, [old], withdrawn)
    for again in chain.from_iterable(withdrawals.changed.values()):
        yield invited_again(change.story, [old], again)
    if new.email:
        yield from _to_new(change, invited)


def _to_new(change: Change, invited: Sequence[Invited]) -> Iterator[Draft]:
    story, people = change.story, [change.person]
    first = new_message_id(organizer_of(story.event.organisation).email)
    draft = participation(story, people, invited, first)
    values = {
        **draft.values,
        "instead_of": name_of(change.old) if change.is_colleague else "",
        "by_contact": change.by_contact,
    }
    yield replace(draft, key=f"{draft.key}:{change.key}", values=values)
    for number in range(2, len(invited) + 1):
        further = further_part(story, people, invited, number, first)
        yield replace(further, key=f"{further.key}:{change.key}")


def _to_old(change: Change, own: Sequence[Withdrawn]) -> Draft:
    story, told = change.story, _told(change.story)
    subject = _("You are no longer registered: %(event)s, %(days)s")
    if not change.is_colleague:
        subject = _("Another email address: %(event)s, %(days)s")
    return Draft(
        key=f"replaced:{change.key}",
        kind="cancellation",
        template="participant/replaced",
        subject=subject % told,
        to_address=change.old.email,
        to_name=change.old.name,
        values={
            **story.common,
            **_who(change, own),
            "salutation": salutation_of(story, [change.old]) if change.is_colleague else _("Dear reader"),
        },
        withdrawn=own[0] if own else None,
        references=[own[0].reference] if own else (),
    )


def _to_contact(change: Change, own: Sequence[Withdrawn]) -> Draft:
    story, registration = change.story, change.story.registration
    who = {"new": name_of(change.person), "old": name_of(change.old), **_told(story)}
    subject = _("%(new)s comes instead of %(old)s: %(event)s, %(days)s")
    if not change.is_colleague:
        subject = _("Another email address for %(new)s: %(event)s, %(days)s")
    return Draft(
        key=f"replacement:{change.key}",
        kind="change",
        template="registration/replaced",
        subject=subject % who,
        to_address=registration.contact_email,
        to_name=registration.contact_name,
        values={
            **story.common,
            **_who(change, own),
            "salutation": story.voice.salutation(split_name(registration.contact_name)),
            "page_url": links.registration_url(registration),
            "own_url": "" if change.person.email else links.participation_url(change.person),
            "address": change.person.email,
        },
        withdrawn=own[0] if own else None,
        references=[own[0].reference] if own else (),
    )


def _who(change: Change, own: Sequence[Withdrawn]) -> dict[str, object]:
    return {
        "old_name": name_of(change.old),
        "new_name": name_of(change.person),
        "is_colleague": change.is_colleague,
        "by_contact": change.by_contact,
        "in_calendar": bool(own),
        "parts": len(own),
    }


def _told(story: Story) -> dict[str, object]:
    return {"event": story.common["event_title"], "days": story.common["days"]}
