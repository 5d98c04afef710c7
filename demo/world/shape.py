"""The shapes of the demo's data. Dates and hours are those on the wall in Europe/Amsterdam."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Literal

Vat = Literal["21", "9", "exempt"]
KindName = Literal["congress", "leergang", "branchedag"]
SessionSort = Literal["break", "plenary", "breakout", "open", "meeting"]
Role = Literal["owner", "organiser", "finance", "frontdesk", "trainer", "partner"]
TicketKind = Literal["admission", "staff", "stand", "addon"]


@dataclass(frozen=True)
class Text:
    """One text in both languages; ``description`` texts are Markdown."""

    nl: str
    en: str


NOTHING = Text("", "")


@dataclass(frozen=True, kw_only=True)
class OrganisationData:
    """A legal person; only the one that sells has a bank account and a sender."""

    slug: str
    name: str
    legal_name: str
    kvk: str
    vat_number: str
    street: str
    postcode: str
    city: str
    email: str
    phone: str
    website: str
    accent: str
    about: Text
    oin: str = ""
    iban: str = ""
    crkbo_number: str = ""
    crkbo_valid_until: date | None = None
    phone_hours: Text = NOTHING
    invoice_prefix: str = ""
    country: str = "NL"


@dataclass(frozen=True, kw_only=True)
class LegalTextData:
    """A text of the academy that people agree to or are told, as Markdown."""

    kind: Literal["terms", "privacy", "accessibility"]
    text: Text


@dataclass(frozen=True, kw_only=True)
class MembershipData:
    """A role in an organisation: for all its events, or only for those whose slugs are named."""

    organisation: str
    role: Role
    events: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UserData:
    """Somebody who can log in."""

    email: str
    name: str
    memberships: tuple[MembershipData, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoomData:
    """A room; ``seats`` is how many people it holds."""

    slug: str
    name: Text
    seats: int


@dataclass(frozen=True, kw_only=True)
class VenueData:
    """A building with its rooms."""

    slug: str
    name: str
    street: str
    postcode: str
    city: str
    travel: Text
    accessibility: Text
    rooms: tuple[RoomData, ...]


@dataclass(frozen=True, kw_only=True)
class PracticalText:
    """One of the practical texts of an event."""

    title: Text
    body: Text


@dataclass(frozen=True, kw_only=True)
class SpeakerData:
    """Somebody on stage."""

    slug: str
    name: str
    role: Text
    organisation: str
    about: Text


@dataclass(frozen=True, kw_only=True)
class DayData:
    """One day of an event; ``seats`` empty means that the day itself is not scarce."""

    date: date
    start: time
    end: time
    seats: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundData:
    """A choice of one out of the sessions that name it."""

    slug: str
    title: Text
    day: int
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class SessionData:
    """A part of the programme; ``seats`` empty means that it is as large as its day."""

    slug: str
    sort: SessionSort
    title: Text
    day: int
    start: time
    end: time
    room: str = ""
    about: Text = NOTHING
    speakers: tuple[str, ...] = ()
    round: str = ""
    seats: int | None = None


@dataclass(frozen=True, kw_only=True)
class TicketData:
    """What is sold: a place, a stand of one size, an extra.

    ``price`` is in euros, with VAT only where ``with_vat`` says so; ``days`` are the numbers of the
    days that it admits to (empty: all), ``seats`` how many there are of it (empty: no limit of its
    own), ``most_staff`` how many people may come along with a stand.
    """

    slug: str
    title: Text
    about: Text
    price: Decimal
    vat: Vat
    kind: TicketKind = "admission"
    with_vat: bool = False
    days: tuple[int, ...] = ()
    seats: int | None = None
    most_staff: int = 0


@dataclass(frozen=True, kw_only=True)
class StandData:
    """One numbered stand; the ticket type named by ``ticket`` is its size, with the price."""

    number: int
    ticket: str


@dataclass(frozen=True, kw_only=True)
class PartnershipData:
    """Another organisation's part in an event.

    ``quota`` places are its own; its ``code`` takes ``percent`` off.
    """

    organisation: str
    role: Text
    sees_totals: bool = False
    sees_people: bool = False
    quota: int = 0
    code: str = ""
    percent: int = 0


@dataclass(frozen=True, kw_only=True)
class CancellationData:
    """From ``days_before`` the first day on: a fee in euros a person without VAT, or a percentage."""

    days_before: int
    fee: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class LeergangData:
    """What only a leergang has."""

    minimum: int
    decide_by: date
    attendance_percent: int
    vocational: bool = True


@dataclass(frozen=True, kw_only=True)
class BranchedagData:
    """What only a branchedag has."""

    build_up: Text
    exhibitor_terms: Text
    stands: tuple[StandData, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesData:
    """What comes back, with the slugs of its editions."""

    slug: str
    kind: KindName
    title: Text
    about: Text
    editions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EventData:
    """An event with all that its page tells; ``seats`` where the event as a whole is scarce."""

    slug: str
    kind: KindName
    title: Text
    lead: Text
    description: Text
    audience: Text
    venue: str
    days: tuple[DayData, ...]
    tickets: tuple[TicketData, ...]
    texts: tuple[PracticalText, ...]
    rounds: tuple[RoundData, ...] = ()
    sessions: tuple[SessionData, ...] = ()
    partnerships: tuple[PartnershipData, ...] = ()
    cancellation: tuple[CancellationData, ...] = ()
    kind_data: LeergangData | BranchedagData | None = None
    seats: int | None = None
    most_per_sign_up: int = 50
    waiting_list: bool = False
    last_sign_up_day: date | None = None
    archived: bool = False


@dataclass(frozen=True, kw_only=True)
class BillingData:
    """Whom to bill; an empty ``organisation`` is a private person."""

    organisation: str
    street: str
    postcode: str
    city: str
    email: str
    attention: str = ""
    kvk: str = ""
    oin: str = ""
    vat_number: str = ""
    country: str = "NL"


@dataclass(frozen=True, kw_only=True)
class PersonData:
    """Somebody who signs up or is signed up."""

    name: str
    email: str
    organisation: str = ""
    job_title: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class ParticipantData:
    """A person with what was chosen for them: ticket type, session by round, add-ons by number."""

    person: PersonData
    ticket: str
    sessions: Mapping[str, str] = field(default_factory=dict)
    addons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SignUpData:
    """One sign-up, made ``days_before_today`` (1 is yesterday) at ``hour``.

    Where the contact comes along, they are the first of ``participants``.
    """

    event: str
    number: int
    days_before_today: int
    hour: time
    contact: PersonData
    attends: bool
    participants: tuple[ParticipantData, ...]
    billing: BillingData | None = None
    order_number: str = ""
    reference: str = ""
    stand: int | None = None
    code: str = ""
    newsletter: bool = False
    language: Literal["nl", "en"] = "nl"


@dataclass(frozen=True, kw_only=True)
class World:
    """All of it, for one day."""

    today: date
    organisations: tuple[OrganisationData, ...]
    legal_texts: tuple[LegalTextData, ...]
    users: tuple[UserData, ...]
    venues: tuple[VenueData, ...]
    speakers: tuple[SpeakerData, ...]
    series: tuple[SeriesData, ...]
    events: tuple[EventData, ...]
    sign_ups: tuple[SignUpData, ...]
