"""The demo's sign-ups, made by the same flow as a visitor's."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from demo.building.events import at
from demo.world.questions import answers_of
from demo.world.shape import BillingData, SignUpData, World
from events.models import Event
from flows.signup import sign_up
from jobs import runner
from lib import clock
from organisations.customers import Payer
from registrations.basket import Basket, Bill, Contact, Person
from registrations.models import Registration

KEYS = UUID("4d0b8e4e-2f0f-4c53-9a39-6f1f6c1d6a52")


def add_sign_ups(world: World) -> None:
    """Make every sign-up that is not there yet, with the clock set back to its moment.

    What each causes (invoice, mails) is done before the next one, at its own time.
    """
    events = Event.objects.select_related("organisation", "venue").in_bulk(field_name="slug")
    known = set(Registration.objects.values_list("submission_key", flat=True))
    for data in world.sign_ups:
        if submission_key(data) not in known:
            _make(events[data.event], data, moment_of(world, data))


def _make(event: Event, data: SignUpData, moment: datetime) -> None:
    with clock.at(moment):
        sign_up(event, basket(data), moment)
    with clock.at(moment + timedelta(seconds=20)):
        runner.run_due()


def moment_of(world: World, data: SignUpData) -> datetime:
    """Return when somebody signed up, in UTC."""
    return at(world.today - timedelta(days=data.days_before_today), data.hour)


def submission_key(data: SignUpData) -> UUID:
    """Return the key of the form that was posted: always the same for the same sign-up."""
    return uuid5(KEYS, f"{data.event}/{data.number}")


def basket(data: SignUpData) -> Basket:
    """Return what was posted."""
    contact = data.contact
    return Basket(
        submission_key=submission_key(data),
        contact=Contact(contact.name, contact.email, contact.phone, contact.organisation),
        people=tuple(_people(data)),
        bill=_bill(data, data.billing) if data.billing else None,
        stand=data.stand,
        code=data.code,
        payment_method="invoice" if data.billing else "",
        accepts_terms=data.billing is not None,
        wants_newsletter=data.newsletter,
        language=data.language,
    )


def _people(data: SignUpData) -> Iterable[Person]:
    for number, participant in enumerate(data.participants):
        person = participant.person
        yield Person(
            key=f"participants-{number}",
            name=person.name,
            email=person.email,
            organisation=person.organisation,
            job_title=person.job_title,
            phone=person.phone,
            ticket_type=participant.ticket,
            rounds=dict(participant.sessions),
            addons=dict(participant.addons),
            is_contact=data.attends and number == 0,
            answers=answers_of(data.event, data.number * 3 + number),
        )


def _bill(data: SignUpData, billing: BillingData) -> Bill:
    attention = billing.attention if billing.organisation else data.contact.name
    payer = Payer(
        organisation=billing.organisation,
        attention=attention,
        street=billing.street,
        postcode=billing.postcode,
        city=billing.city,
        country=billing.country,
        kvk=billing.kvk,
        oin=billing.oin,
        vat_number=billing.vat_number,
        email=billing.email,
    )
    return Bill(payer, reference=data.reference, order_number=data.order_number)
