"""All mails about a new sign-up, written in its transaction: they leave after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from events.models import Event
from flows.mails import links
from flows.mails.contact import confirmation
from flows.mails.invoice import invoice_mail
from flows.mails.participant import further_part, participation
from flows.mails.story import Story
from flows.mails.voices import voice_of
from flows.mails.writing import Draft, organizer_of, post_drafts
from notifications.messages import new_message_id
from payments.models import Invoice
from registrations.invitations import Invited, invite_people
from registrations.models import Participant
from registrations.registering import Registered


def post_confirmation(registered: Registered, event: Event, invoice: Invoice | None, now: datetime) -> None:
    """Tell the contact, everybody who comes and who pays, at ``now`` (UTC).

    Each address hears only about the people who have it. The first mail to it carries the calendar
    invitation of its first part, a short one each further part. Who comes alone and signed up
    themselves gets one mail that says all.
    """
    organisation = event.organisation
    story = Story(event, registered, invoice, voice_of(registered.registration), now)
    with story.voice.speaking():
        invited = invite_people(
            story.parts,
            story.presences,
            organizer_of(organisation),
            links.event_url(event, story.voice.language),
            story.voice.language,
            now,
        )
        drafts = list(_drafts(story, invited))
        post_drafts(drafts, organisation, story.voice, registered.registration.reference, now)


def _drafts(story: Story, invited: Mapping[str, Sequence[Invited]]) -> Iterator[Draft]:
    by_address: dict[str, list[Participant]] = {}
    for participant in story.registered.participants:
        if participant.email:
            by_address.setdefault(participant.email, []).append(participant)
    contact = story.registration.contact_email
    first = new_message_id(organizer_of(story.event.organisation).email)
    yield confirmation(story, invited.get(contact, ()), first)
    yield from _further(story, by_address.pop(contact, []), invited.get(contact, ()), first)
    for address, people in by_address.items():
        first = new_message_id(organizer_of(story.event.organisation).email)
        yield participation(story, people, invited.get(address, ()), first)
        yield from _further(story, people, invited.get(address, ()), first)
    if story.invoice and (mail := invoice_mail(story, story.invoice)):
        yield mail


def _further(
    story: Story, people: Sequence[Participant], invited: Sequence[Invited], first: str
) -> Iterator[Draft]:
    for number in range(2, len(invited) + 1):
        yield further_part(story, people, invited, number, first)
