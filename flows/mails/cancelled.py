"""Who hears of a cancellation: the contact all of it, who leaves of themselves, who pays the credit note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from flows.cancellation_plan import Plan
from flows.mails import links
from flows.mails.cancellation_words import consequences
from flows.mails.document import ubl_beside
from flows.mails.invoice import document_attachment
from flows.mails.participant import salutation_of
from flows.mails.story import Story
from flows.mails.writing import Draft, organizer_of, post_drafts
from lib.dates import day_in_zone, format_day, format_short_day
from lib.names import split_name
from notifications.messages import Attachment, attachments_of, post_again_without_calendar
from payments.models import Invoice
from registrations.calendar_entries import name_of
from registrations.invitations import Invited, names_of
from registrations.models import Participant
from registrations.withdrawals import Withdrawals, Withdrawn, withdraw_people

CONFIRMATION = "confirmation"


@dataclass(frozen=True)
class Farewell:
    """A cancellation that was just carried out; ``story`` is of before it."""

    story: Story
    plan: Plan
    credit_notes: tuple[Invoice, ...]
    costs_invoice: Invoice | None
    by_contact: bool
    with_mail: bool = True

    @property
    def documents(self) -> list[Invoice]:
        """What was issued by it."""
        return [*self.credit_notes, *([self.costs_invoice] if self.costs_invoice else [])]

    @property
    def key(self) -> str:
        """Names this act for ever: somebody leaves once."""
        leaving = self.plan.leaving
        return f"{self.story.registration.pk}:{leaving[0].pk if leaving else 'all'}"


def post_farewell(farewell: Farewell) -> None:
    """Take who left out of calendars, and tell everybody concerned, in the active language.

    Calendars are told even where no mail was asked for: else they would keep what is no more.
    """
    story, plan = farewell.story, farewell.plan
    event, organisation = story.event, story.event.organisation
    url = links.event_url(event, story.voice.language)
    withdrawals = withdraw_people(
        story.parts, plan.leaving, organizer_of(organisation), url, story.voice.language, story.now
    )
    again = [] if plan.is_whole else withdrawals.unsent
    if again:
        post_again_without_calendar(again, CONFIRMATION, story.now)
    drafts = list(_drafts(farewell, withdrawals))
    post_drafts(drafts, organisation, story.voice, story.registration.reference, story.now)


def _drafts(farewell: Farewell, withdrawals: Withdrawals) -> Iterator[Draft]:
    contact = farewell.story.registration.contact_email
    leaving: dict[str, list[Participant]] = {}
    for person in farewell.plan.leaving:
        if person.email:
            leaving.setdefault(person.email, []).append(person)
    if farewell.with_mail:
        own = withdrawals.cancelled.get(contact, ())
        yield _to_contact(farewell, own, withdrawals.unsent)
        yield from _further(farewell, leaving.pop(contact, []), own)
    for address, people in leaving.items():
        own = withdrawals.cancelled.get(address, ())
        if own or farewell.with_mail:
            yield _to_people(farewell, people, own)
        yield from _further(farewell, people, own)
    for invited in chain.from_iterable(withdrawals.changed.values()):
        yield invited_again(farewell.story, farewell.plan.leaving, invited)
    yield from filter(None, (_to_payer(farewell, document) for document in farewell.documents))


def _to_contact(farewell: Farewell, own: Sequence[Withdrawn], unsent: Sequence[int]) -> Draft:
    story, plan = farewell.story, farewell.plan
    registration = story.registration
    told = {"event": story.common["event_title"], "days": story.common["days"]}
    names = _names(plan.leaving)
    if plan.is_whole:
        subject = _("Your %(word)s is cancelled: %(event)s, %(days)s") % {
            "word": story.common["word"],
            **told,
        }
    else:
        subject = _("Cancelled for %(names)s: %(event)s, %(days)s") % {"names": names, **told}
    attachments = [document_attachment(document) for document in farewell.documents]
    if plan.is_whole:  # else their mail is said again
        attachments += attachments_of(unsent)
    return Draft(
        key=f"cancelled:{farewell.key}",
        kind="cancellation",
        template="registration/cancelled",
        subject=subject,
        to_address=registration.contact_email,
        to_name=registration.contact_name,
        values={
            **story.common,
            "salutation": story.voice.salutation(split_name(registration.contact_name)),
            "page_url": links.registration_url(registration),
            "is_whole": plan.is_whole,
            "by_contact": farewell.by_contact,
            "names": names,
            "count": len(plan.leaving),
            "staying": _names(plan.staying),
            "consequences": consequences(plan, story.voice.language),
            "documents": _document_names(farewell.documents),
            "in_calendar": bool(own),
        },
        withdrawn=own[0] if own else None,
        attachments=_once(attachments),
        references=[own[0].reference] if own else (),
    )


def _to_people(farewell: Farewell, people: Sequence[Participant], own: Sequence[Withdrawn]) -> Draft:
    story = farewell.story
    told = {"event": story.common["event_title"], "days": story.common["days"]}
    return Draft(
        key=f"left:{people[0].pk}",
        kind="cancellation",
        template="participant/cancelled",
        subject=_("You are no longer registered: %(event)s, %(days)s") % told,
        to_address=people[0].email,
        to_name=names_of(people),
        values={
            **story.common,
            "salutation": salutation_of(story, people),
            "by_contact": farewell.by_contact,
            "names": _names(people),
            "is_alone": len(people) == 1,
            "in_calendar": bool(own),
            "parts": len(own),
        },
        withdrawn=own[0] if own else None,
        references=[own[0].reference] if own else (),
    )


def _further(farewell: Farewell, people: Sequence[Participant], own: Sequence[Withdrawn]) -> Iterator[Draft]:
    for withdrawn in own[1:]:
        yield withdrawn_part(farewell.story, people, withdrawn)


def withdrawn_part(story: Story, people: Sequence[Participant], withdrawn: Withdrawn) -> Draft:
    """A short mail to ``people`` of one address, which takes a further part out of their calendar."""
    day = day_in_zone(withdrawn.begins_at, story.event.timezone)
    short = format_short_day(day, story.voice.language)
    return Draft(
        key=f"withdrawn:{withdrawn.invitation.pk}",
        kind="cancellation",
        template="participant/withdrawn",
        subject=_("Cancelled: %(event)s, %(day)s") % {"event": story.common["event_title"], "day": short},
        to_address=withdrawn.invitation.attendee_email,
        to_name=withdrawn.invitation.attendee_name,
        values={
            **story.common,
            "salutation": salutation_of(story, people),
            "day": format_day(day, story.voice.language),
        },
        withdrawn=withdrawn,
        references=[withdrawn.reference],
    )


def invited_again(story: Story, leaving: Sequence[Participant], invited: Invited) -> Draft:
    """The invitation of an address that somebody else still comes by; ``leaving`` as they were."""
    day = day_in_zone(invited.entry.start, story.event.timezone)
    short = format_short_day(day, story.voice.language)
    gone = [person for person in leaving if person.email == invited.invitation.attendee_email]
    people = [presence.participant for presence in invited.entry.present]
    return Draft(
        key=f"invitation:{invited.invitation.pk}:without:{gone[0].pk}",
        kind="invitation",
        template="participant/invited_again",
        subject=_("Your calendar: %(event)s, %(day)s") % {"event": story.common["event_title"], "day": short},
        to_address=invited.invitation.attendee_email,
        to_name=invited.invitation.attendee_name,
        values={
            **story.common,
            "salutation": salutation_of(story, people),
            "gone": _names(gone),
            "names": _names(people),
            "day": format_day(day, story.voice.language),
        },
        invited=invited,
    )


def _to_payer(farewell: Farewell, document: Invoice) -> Draft | None:
    """One document to accounts payable, without any secret link; None where nobody else is to get it."""
    story = farewell.story
    address = str(document.buyer.get("email", ""))
    if not address or address == story.registration.contact_email:
        return None
    is_note = document.type_code == Invoice.TypeCode.CREDIT_NOTE
    told = {"number": document.number, "event": story.common["event_title"], "days": story.common["days"]}
    subject = _("Credit note %(number)s: %(event)s, %(days)s") if is_note else None
    subject = subject or _("Invoice %(number)s: %(event)s, %(days)s")
    return Draft(
        key=f"invoice:{document.pk}",
        kind="invoice",
        template="registration/credit_note",
        subject=subject % told,
        to_address=address,
        to_name=str(document.buyer.get("attention") or document.buyer.get("name", "")),
        values={
            **story.common,
            "is_note": is_note,
            "number": document.number,
            "original": document.original.number if document.original else "",
            "consequences": consequences(farewell.plan, story.voice.language),
        },
        attachments=[document_attachment(document), *ubl_beside(document)],
    )


def _document_names(documents: Sequence[Invoice]) -> str:
    names = [
        (_("credit note %(number)s") if row.original_id else _("invoice %(number)s")) % {"number": row.number}
        for row in documents
    ]
    return _joined(names)


def _names(people: Sequence[Participant]) -> str:
    return _joined([name_of(person) for person in people])


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(things)s and %(last)s") % {"things": ", ".join(names[:-1]), "last": names[-1]}


def _once(attachments: Sequence[Attachment]) -> list[Attachment]:
    return list({attachment.source_key: attachment for attachment in attachments}.values())
