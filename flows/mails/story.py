"""What all mails about one new sign-up tell from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from events.models import Event
from flows.mails import links
from flows.mails.schedule import SessionText, brief_days, periods, session_text
from flows.mails.voices import Voice
from lib.dates import format_day
from payments.models import Invoice
from registrations.calendar_entries import Entry, EventParts, entries_of, load_parts, name_of
from registrations.models import Billing, Participant, Registration
from registrations.presences import Presence, presences_of
from registrations.registering import Registered


@dataclass(frozen=True)
class PersonText:
    """A participant as the mails tell of them: what they bought, what they chose, their own page.

    ``has_mail`` is whether they are told themselves, at an address other than the contact's.
    """

    name: str
    tickets: str
    sessions: tuple[SessionText, ...]
    url: str
    agenda_url: str
    calendar_url: str
    is_contact: bool
    has_mail: bool


@dataclass(frozen=True)
class Story:
    """A sign-up that was just stored, its invoice if there is one, and who is spoken to how."""

    event: Event
    registered: Registered
    invoice: Invoice | None
    voice: Voice
    now: datetime

    @property
    def registration(self) -> Registration:
        """The sign-up."""
        return self.registered.registration

    @cached_property
    def presences(self) -> list[Presence]:
        """Who comes, in the order of the sign-up."""
        return presences_of(self.registered)

    @cached_property
    def parts(self) -> EventParts:
        """What of the event stands in calendars."""
        return load_parts(self.event)

    @cached_property
    def entries(self) -> list[Entry]:
        """The parts that anybody of them attends."""
        return entries_of(self.parts, self.presences, self.voice.language)

    @property
    def employer(self) -> str:
        """The organisation that they come from, where it is known."""
        billing = self.billing
        return self.registration.contact_organisation or (billing.organisation if billing else "")

    @cached_property
    def billing(self) -> Billing | None:
        """Who pays, as it was typed; None where nothing is to be paid."""
        return self.registration.billing if self.is_paid else None

    @property
    def is_paid(self) -> bool:
        """Whether anything is to be paid."""
        return not self.registered.quote.is_free

    @cached_property
    def stands(self) -> list[int]:
        """The numbers of the stands that were taken."""
        return [priced.stand for priced, _line in self.registered.sold if priced.stand is not None]

    def dates(self, entries: Sequence[Entry]) -> dict[str, object]:
        """When these parts are: their hours, their days in one phrase, and the first of them."""
        language = self.voice.language
        first = entries[0].start if entries else self.event.begins_at
        return {
            "periods": periods(self.event, entries, language),
            "days": brief_days(self.event, entries, language),
            "first_day": format_day(self.event.local_date(first), language, weekday=False, year=False),
        }

    @cached_property
    def common(self) -> dict[str, object]:
        """What the templates of all these mails show."""
        language, event = self.voice.language, self.event
        return {
            **self.dates(self.entries),
            "word": str(event.behaviour.registration_word),
            "reference": self.registration.reference,
            "event_title": event.text("title", language),
            "event_url": links.event_url(event, language),
            "venue": str(event.venue or ""),
            "city": event.venue.city if event.venue else "",
            "contact_name": self.registration.contact_name,
            "employer": self.employer,
            "stands": ", ".join(map(str, self.stands)),
        }

    def person(self, participant: Participant) -> PersonText:
        """One participant in words."""
        number = self.registered.participants.index(participant)
        bought = Counter(priced.text for priced, _line in self.registered.sold if priced.person == number)
        chosen = {s.pk: s for entry in self.entries for p in entry.present for s in p.sessions}
        sessions = [s for s in self.presences[number].sessions if s.pk in chosen]
        language, many = self.voice.language, len(self.entries) > 1
        return PersonText(
            name=name_of(participant),
            tickets=", ".join(f"{n} × {text}" if n > 1 else text for text, n in bought.items()),
            sessions=tuple(session_text(self.event, s, language, with_day=many) for s in sessions),
            url=links.participation_url(participant),
            agenda_url=links.agenda_url(participant),
            calendar_url=links.subscription_url(participant),
            is_contact=participant.is_contact,
            has_mail=participant.email not in ("", self.registration.contact_email),
        )
