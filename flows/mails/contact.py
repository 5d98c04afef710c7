"""What the contact is told: all of the sign-up, and what is in their own calendar."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from flows.mails import links
from flows.mails.cancellation import cancellation_periods, cancellation_text
from flows.mails.invoice import document_attachment, invoice_values
from flows.mails.schedule import FEW, entry_text
from flows.mails.story import Story
from flows.mails.writing import Draft
from lib.names import split_name
from registrations.calendar_entries import Entry
from registrations.invitations import Invited


def confirmation(story: Story, invited: Sequence[Invited], message_id: str) -> Draft:
    """The confirmation, with the first of ``invited``: the parts in the calendar of the contact's address."""
    registration = story.registration
    subject = _("Your %(word)s is confirmed: %(title)s, %(days)s") % {
        "word": story.common["word"],
        "title": story.common["event_title"],
        "days": story.common["days"],
    }
    paid = {**invoice_values(story), "cancellation": _cancellation(story)} if story.is_paid else {}
    return Draft(
        key=f"confirmation:{registration.pk}",
        kind="confirmation",
        template="registration/confirmation",
        subject=subject,
        to_address=registration.contact_email,
        to_name=registration.contact_name,
        values={
            **story.common,
            **_people(story),
            **_calendar(story, [part.entry for part in invited]),
            **paid,
            "salutation": story.voice.salutation(split_name(registration.contact_name)),
            "page_url": links.registration_url(registration),
        },
        invited=invited[0] if invited else None,
        attachments=[document_attachment(story.invoice)] if story.invoice else [],
        message_id=message_id,
    )


def _people(story: Story) -> dict[str, object]:
    people, own = story.registered.participants, story.registration.contact_email
    is_alone = len(people) == 1 and people[0].is_contact
    return {
        "count": len(people),
        "is_alone": is_alone,
        "people": [] if is_alone else [story.person(person) for person in people],
        "comes_too": any(person.is_contact for person in people),
        "some_are_told": any(person.email not in ("", own) for person in people),
        "all_are_told": all(person.email for person in people),
    }


def _calendar(story: Story, own: Sequence[Entry]) -> dict[str, object]:
    language, email = story.voice.language, story.registration.contact_email
    shown = own or (story.entries if len(story.entries) > FEW else [])
    return {
        "entries": [entry_text(story.event, entry, language) for entry in shown],
        "parts": len(own),
        "calendars": [story.person(p) for p in story.registered.participants if own and p.email == email],
    }


def _cancellation(story: Story) -> str:
    first_day = story.event.local_date(story.event.begins_at)
    today = story.event.local_date(story.now)
    rules = cancellation_periods(story.registration.cancellation_rules, first_day, today)
    rate = next((line.vat_category, line.vat_percent) for _priced, line in story.registered.sold)
    return cancellation_text(rules, first_day, story.voice.language, rate)
