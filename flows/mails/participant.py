"""What those who come are told: only about themselves, with their own links and invitations."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from flows.mails.schedule import brief_days, entry_text
from flows.mails.story import Story
from flows.mails.writing import Draft
from lib.dates import format_day
from lib.names import NameParts
from registrations.invitations import Invited, names_of
from registrations.models import Participant


def participation(
    story: Story, people: Sequence[Participant], invited: Sequence[Invited], message_id: str
) -> Draft:
    """The mail to the people of one address, with the first of ``invited``, their parts in order of time."""
    language, event = story.voice.language, story.event
    entries = [part.entry for part in invited]
    subject = _("You are registered: %(title)s, %(days)s") % {
        "title": story.common["event_title"],
        "days": brief_days(event, entries, language),
    }
    return Draft(
        key=f"participation:{people[0].pk}",
        kind="participation",
        template="participant/participation",
        subject=subject,
        to_address=people[0].email,
        to_name=names_of(people),
        values={
            **story.common,
            **story.dates(entries),
            "salutation": salutation_of(story, people),
            "people": [story.person(person) for person in people],
            "signed_up_on": format_day(event.local_date(story.now), language),
            "data": _data_given(story, people),
            "entries": [entry_text(event, entry, language) for entry in entries],
            "parts": len(entries),
        },
        invited=invited[0] if invited else None,
        message_id=message_id,
    )


def further_part(
    story: Story, people: Sequence[Participant], invited: Sequence[Invited], number: int, first: str
) -> Draft:
    """A short mail with the invitation for part ``number`` (from 1); ``first`` is the Message-ID of 1."""
    part, language = invited[number - 1], story.voice.language
    told = {"number": number, "total": len(invited)}
    is_meeting = part.entry.part.session_id is not None
    name = (_("Meeting %(number)s of %(total)s") if is_meeting else _("Day %(number)s of %(total)s")) % told
    text = entry_text(story.event, part.entry, language)
    return Draft(
        key=f"invitation:{part.invitation.pk}:{story.registration.pk}",
        kind="invitation",
        template="participant/part",
        subject=f"{name}: {story.common['event_title']}, {text.day}",
        to_address=part.invitation.attendee_email,
        to_name=part.invitation.attendee_name,
        values={
            **story.common,
            "salutation": salutation_of(story, people),
            "people": [story.person(person) for person in people],
            "part_name": name,
            "entry": text,
        },
        invited=part,
        references=[first],
    )


def salutation_of(story: Story, people: Sequence[Participant]) -> str:
    """How a mail to the people of one address begins."""
    if len(people) == 1:
        parts = NameParts(people[0].given_name, people[0].prefix, people[0].surname)
        return story.voice.salutation(parts)
    return _("Dear participants")


def _data_given(story: Story, people: Sequence[Participant]) -> str:
    """What somebody else told us about them, which they must hear (GDPR art. 14 (1) (d))."""
    given = [
        (_("your name"), any(p.name for p in people)),
        (_("your email address"), True),
        (_("your organisation"), any(p.organisation for p in people)),
        (_("your job title"), any(p.job_title for p in people)),
        (_("your phone number"), any(p.phone for p in people)),
        (_("your cost centre"), any(p.cost_centre for p in people)),
        (_("a choice of sessions"), any(story.person(p).sessions for p in people)),
    ]
    *others, last = [name for name, is_given in given if is_given]
    if not others:
        return last
    return _("%(things)s and %(last)s") % {"things": ", ".join(others), "last": last}
