"""How one sign-up of the demo is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from demo.world.companies import Company
from demo.world.people import ASSISTANT, colleague
from demo.world.shape import BillingData, ParticipantData, PersonData, SignUpData


@dataclass(frozen=True)
class Moment:
    """When somebody signed up."""

    days_before_today: int
    hour: time


def moments(today: date, first: int, last: int, count: int) -> tuple[Moment, ...]:
    """Return ``count`` moments in office hours on weekdays, from ``first`` to ``last`` days before today."""
    return tuple(_moment(today, first - (first - last) * n // max(count - 1, 1), n) for n in range(count))


def _moment(today: date, days: int, number: int) -> Moment:
    day = today - timedelta(days=days)
    weekend = max(day.weekday() - 4, 0)
    minutes = 8 * 60 + 5 + number * 97 % 560
    return Moment(days + weekend, time(*divmod(minutes, 60)))


def book(
    event: str,
    number: int,
    today: date,
    moment: Moment,
    participants: Iterable[ParticipantData],
    contact: PersonData,
    company: Company | None = None,
    billing: BillingData | None = None,
    *,
    stand: int | None = None,
    code: str = "",
) -> SignUpData:
    """Return one sign-up; whoever is billed by order number gives one, some give a reference."""
    people = tuple(participants)
    year = (today - timedelta(days=moment.days_before_today)).year
    order = company.order.format(n=417 + number * 13, year=year) if company and billing else ""
    return SignUpData(
        event=event,
        number=number,
        days_before_today=moment.days_before_today,
        hour=moment.hour,
        contact=contact,
        attends=bool(people) and people[0].person == contact,
        participants=people,
        billing=billing,
        order_number=order,
        reference=f"Kostenplaats {4400 + number}" if billing and number % 6 == 5 else "",
        stand=stand,
        code=code,
        newsletter=number % 4 == 1,
    )


def contact_of(company: Company, number: int, first: PersonData) -> PersonData:
    """Return who fills in the form: mostly the first participant, else the assistant."""
    return colleague(company, ASSISTANT) if number % 3 == 2 else first
