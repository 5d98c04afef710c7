"""Somebody lost the link to their sign-up: what is known of an address is mailed to it, and only there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from flows.mails import links
from flows.mails.voices import Voice, voice_of
from flows.mails.writing import Draft, write
from jobs import queue
from lib import clock
from lib.dates import format_day
from notifications import messages
from registrations.access import OwnPages, address_of, pages_of_address
from registrations.models import Participant, Registration

PAUSE = timedelta(minutes=10)  # one mail to an address
REMEMBERED = timedelta(days=365)  # after an event


@dataclass(frozen=True)
class PageLink:
    """One page that the address may open: of which event, when, of whom."""

    title: str
    day: str
    whose: str
    url: str


@transaction.atomic(durable=True)
def ask_for_links(address: str, now: datetime) -> None:
    """Have the links of ``address`` (normalised) mailed to it; whoever asks hears nothing of what there is.

    A job does it: what is done here takes as long for an unknown address. Its subject is a row's
    name, not the address.
    """
    owner = next(iter(_owners(pages_of_address(address, now - REMEMBERED))), None)
    if owner is not None:
        window = int(now.timestamp() // PAUSE.total_seconds())
        queue.later("link_lost", f"{owner}:{window}", f"link_lost:{owner}:{window}", now)


def mail_links(subject: str) -> None:
    """Write the mail that ``ask_for_links`` asked for (a job handler)."""
    now = clock.now()
    owner, _colon, _window = subject.rpartition(":")
    address = address_of(owner)
    pages = pages_of_address(address, now - REMEMBERED) if address else OwnPages((), ())
    if pages.registrations or pages.participants:
        _post(address, pages, f"link_lost:{subject}", now)


@transaction.atomic(durable=True)
def _post(address: str, pages: OwnPages, key: str, now: datetime) -> None:
    registration = pages.registrations[0] if pages.registrations else pages.participants[0].registration
    event = registration.event
    voice = voice_of(registration)
    with voice.speaking():
        draft = Draft(
            key=key,
            kind="link_lost",
            template="link_lost/links",
            subject=_("The links to your registrations"),
            to_address=address,
            to_name="",
            values={"pages": _page_links(pages, voice)},
        )
        messages.post(write(draft, event.organisation, voice, about=""), now)


def _owners(pages: OwnPages) -> list[str]:
    contacts = [f"registration:{row.pk}" for row in pages.registrations]
    return contacts + [f"participant:{row.pk}" for row in pages.participants]


def _page_links(pages: OwnPages, voice: Voice) -> list[PageLink]:
    contacts = [_of_contact(registration, voice) for registration in pages.registrations]
    return contacts + [_of_participant(participant, voice) for participant in pages.participants]


def _of_contact(registration: Registration, voice: Voice) -> PageLink:
    whose = _("Registration %(reference)s") % {"reference": registration.reference}
    return _link(registration.event, whose, links.registration_url(registration), voice)


def _of_participant(participant: Participant, voice: Voice) -> PageLink:
    whose = _("Participation of %(name)s") % {"name": participant.name} if participant.name else ""
    url = links.participation_url(participant)
    return _link(participant.registration.event, whose or _("Participation"), url, voice)


def _link(event: Event, whose: str, url: str, voice: Voice) -> PageLink:
    day = format_day(event.local_date(event.begins_at), voice.language)
    return PageLink(event.text("title", voice.language), day, whose, url)
