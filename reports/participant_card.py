"""One participant with all that this reader may see of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from events.models import Event
from lib.names import NameParts, sorted_name
from notifications.models import Message
from organisations.access import Actor
from payments.models import Invoice
from registrations.models import Attending, Billing, Line, Participant, Registration
from reports.answers import Told, answers_told
from reports.attendee_list import PAYMENT_STATE, STATE
from reports.participant_history import Happening, history
from reports.sight import Sight, sight_of


@dataclass(frozen=True)
class SessionTaken:
    """Where they sit; texts in the active language, "" for what is not known."""

    title: str
    round: str
    begins_at: datetime
    ends_at: datetime
    room: str


@dataclass(frozen=True)
class Companion:
    """Somebody else of the same sign-up."""

    id: int
    name: str
    has_left: bool


@dataclass(frozen=True)
class Reach:
    """How to reach somebody, and what else was told of them."""

    email: str
    phone: str
    job_title: str
    cost_centre: str


@dataclass(frozen=True)
class Contact:
    """Who signed them up."""

    name: str
    email: str
    phone: str
    organisation: str


@dataclass(frozen=True)
class SoldLine:
    """Something sold: euros as the price is kept, with VAT where ``with_vat``, before the allowance."""

    text: str
    price: Decimal
    allowance: Decimal
    allowance_reason: str
    amount: Decimal
    with_vat: bool
    is_exempt: bool
    for_all: bool
    has_ended: bool


@dataclass(frozen=True)
class InvoiceTold:
    """An invoice or credit note of the sign-up; euros with VAT."""

    number: str
    is_credit_note: bool
    issue_date: date
    due_date: date | None
    payable: Decimal


@dataclass(frozen=True)
class Money:
    """What was sold, to this person or to the sign-up as a whole, and who pays."""

    payment_method: str
    payment_state: str
    payer: str
    order_number: str
    reference: str
    number_follows: bool
    lines: tuple[SoldLine, ...]
    invoices: tuple[InvoiceTold, ...]


@dataclass(frozen=True)
class MailTold:
    """A mail to this person: ``state`` as of notifications.models.Message, ``at`` when it came to that."""

    kind: str
    subject: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Card:
    """The person; parts that the reader may not see are None, and lists of them empty."""

    id: int
    name: str
    parts: NameParts
    name_follows: bool
    state: str
    signed_up_at: datetime
    organisation: str
    ticket: str
    reference: str
    sessions: tuple[SessionTaken, ...]
    companions: tuple[Companion, ...]
    reach: Reach | None
    contact: Contact | None
    money: Money | None
    answers: tuple[Told, ...]
    mails: tuple[MailTold, ...]
    history: tuple[Happening, ...]


def participant_card(actor: Actor, event: Event, participant_id: int) -> Card | None:
    """The participant of ``event`` with that id; None where there is none, or not for this reader."""
    sight = sight_of(actor, event.pk)
    people = sight.narrow(Participant.objects.filter(event=event))
    rows = people.annotate(state=STATE, payment_state=PAYMENT_STATE)
    person = rows.select_related("registration__billing", "ticket_type").filter(pk=participant_id).first()
    if person is None or not sight.employer:
        return None
    registration = person.registration
    mails = _mails(person) if sight.contact else []
    invoices = list(registration.invoices.order_by("issued_at", "id")) if sight.money else []
    return Card(
        id=person.pk,
        name=person.name,
        parts=NameParts(person.given_name, person.prefix, person.surname),
        name_follows=person.name_follows,
        state=vars(person)["state"],  # annotated
        signed_up_at=person.signed_up_at,
        organisation=person.organisation,
        ticket=person.ticket_type.text("title"),
        reference=registration.reference,
        sessions=tuple(_sessions(person)),
        companions=tuple(_companions(person)),
        reach=_reach(person) if sight.contact else None,
        contact=_contact(registration) if sight.contact else None,
        money=_money(person, invoices) if sight.money else None,
        answers=tuple(answers_told(actor, event, person)),
        mails=tuple(_told(mail) for mail in mails),
        history=_history(person, mails, invoices, sight),
    )


def _sessions(person: Participant) -> Iterable[SessionTaken]:
    taken = Attending.objects.filter(participant=person, until=None).select_related(
        "session__room", "session__round"
    )
    for session in (row.session for row in taken.order_by("session__begins_at", "session_id")):
        yield SessionTaken(
            title=session.text("title"),
            round=session.round.text("title") if session.round else "",
            begins_at=session.begins_at,
            ends_at=session.ends_at,
            room=session.room.text("name") if session.room else "",
        )


def _companions(person: Participant) -> Iterable[Companion]:
    others = Participant.objects.filter(registration_id=person.registration_id).exclude(pk=person.pk)
    for other in others.order_by("position"):
        name = sorted_name(NameParts(other.given_name, other.prefix, other.surname)) or other.name
        yield Companion(other.pk, name, has_left=other.ended_at is not None)


def _reach(person: Participant) -> Reach:
    return Reach(person.email, person.phone, person.job_title, person.cost_centre)


def _contact(registration: Registration) -> Contact:
    return Contact(
        registration.contact_name,
        registration.contact_email,
        registration.contact_phone,
        registration.contact_organisation,
    )


def _money(person: Participant, invoices: Iterable[Invoice]) -> Money:
    registration = person.registration
    billing: Billing | None = getattr(registration, "billing", None)
    whose = Q(participant=person) | Q(participant=None)
    lines = Line.objects.filter(whose, registration=registration)
    return Money(
        payment_method=registration.payment_method,
        payment_state=vars(person)["payment_state"],  # annotated
        payer=str(billing or ""),
        order_number=billing.order_number if billing else "",
        reference=billing.reference if billing else "",
        number_follows=billing.waits_for_number if billing else False,
        lines=tuple(_sold(line) for line in lines.order_by("id")),
        invoices=tuple(
            InvoiceTold(
                number=invoice.number,
                is_credit_note=invoice.type_code == Invoice.TypeCode.CREDIT_NOTE,
                issue_date=invoice.issue_date,
                due_date=invoice.due_date,
                payable=invoice.payable,
            )
            for invoice in invoices
        ),
    )


def _sold(line: Line) -> SoldLine:
    return SoldLine(
        text=line.text,
        price=line.unit_price,
        allowance=line.allowance,
        allowance_reason=line.allowance_reason,
        amount=line.amount,
        with_vat=line.price_includes_vat,
        is_exempt=line.vat_category == "E",
        for_all=line.participant_id is None,
        has_ended=line.ended_at is not None,
    )


def _mails(person: Participant) -> list[Message]:
    if not person.email:
        return []
    about = Message.objects.filter(about=person.registration.reference, to_address__iexact=person.email)
    return list(about.defer("text", "html", "calendar").order_by("id"))


def _told(mail: Message) -> MailTold:
    at = mail.sent_at or mail.perhaps_sent_at or mail.failed_at or mail.superseded_at or mail.due
    return MailTold(mail.kind, mail.subject, mail.state, at)


def _history(
    person: Participant, mails: Sequence[Message], invoices: Sequence[Invoice], sight: Sight
) -> tuple[Happening, ...]:
    return tuple(history(person, reversed(mails), reversed(invoices))) if sight.contact else ()
