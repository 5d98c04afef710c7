"""Who signed up for the courses, for the industry day, and for what took place last year."""

from collections.abc import Iterator, Sequence
from datetime import date

from demo.world import adaptief_samenwerken, dag_van_de_kinderopvang, last_year, regie_op_gebiedsontwikkeling
from demo.world.booking import book, contact_of, moments
from demo.world.companies import COMPANIES, Company, in_sectors
from demo.world.people import colleague, private_person
from demo.world.shape import BillingData, EventData, ParticipantData, PersonData, SignUpData

PUBLIC = in_sectors("government", "society")
# Stand by stand: who takes it and with how many people. Stand 12 stays free.
EXHIBITORS = (
    (1, "Planrooster Westerkoog", 3),
    (3, "Kinderboekenhuis Vlierbeek", 2),
    (4, "Speelmeubel Zandwolde", 4),
    (7, "Opleidingshuis Noordstad", 2),
    (9, "Ouderapp Duinrade", 2),
    (11, "Buitenspel Reestdal", 1),
    (15, "Hogeschool Noordstad", 2),
    (18, "Luierdienst Meerwolde", 1),
    (21, "Tuinmakers Oosterveen", 2),
    (22, "Gezonde Hap Noorderhagen", 1),
    (26, "Knutselgroothandel Vlierbeek", 2),
    (29, "Bureau Bries", 1),
)
VISITOR_SIZES = (2, 1, 5, 3, 1, 6, 2, 1, 4, 2, 1, 3, 6, 1, 2, 5)


def adaptief(today: date) -> Iterator[SignUpData]:
    """Yield five places of the first start, one of them of a private person, and three of the second."""
    first, second = adaptief_samenwerken.SLUG, adaptief_samenwerken.SECOND_SLUG
    ticket = adaptief_samenwerken.TICKET
    yield from _groups(first, today, ticket, PUBLIC[1:], (2, 1, 1), (24, 3))
    yield _private(first, today, ticket, 3, 9)
    yield from _groups(second, today, ticket, PUBLIC[5:], (1, 2), (18, 6))


def regie(today: date) -> Iterator[SignUpData]:
    """Yield the nine of the course that is under way; they signed up before it began."""
    begun = (today - regie_op_gebiedsontwikkeling.meeting_days(today)[0]).days
    ticket = regie_op_gebiedsontwikkeling.TICKET
    slug = regie_op_gebiedsontwikkeling.SLUG
    yield from _groups(slug, today, ticket, PUBLIC[2:], (2, 1, 3, 1, 2), (begun + 84, begun + 61))


def kinderopvang(today: date) -> Iterator[SignUpData]:
    """Yield twelve exhibitors, and visitors who work in childcare or do not."""
    slug = dag_van_de_kinderopvang.SLUG
    when = moments(today, 66, 5, len(EXHIBITORS))
    for number, (stand, name, staff) in enumerate(EXHIBITORS):
        company = next(company for company in COMPANIES if company.name == name)
        people = [colleague(company, n) for n in range(staff)]
        participants = [ParticipantData(person=p, ticket=dag_van_de_kinderopvang.EXHIBITOR) for p in people]
        contact = contact_of(company, number, people[0])
        yield book(
            slug, number, today, when[number], participants, contact, company, company.billing(), stand=stand
        )
    childcare, bureaus = in_sectors("childcare"), in_sectors("bureau")
    when = moments(today, 40, 1, len(VISITOR_SIZES))
    for n, size in enumerate(VISITOR_SIZES):
        company = childcare[n % len(childcare)]
        people = [colleague(company, n // len(childcare) * 6 + k) for k in range(size)]
        participants = [ParticipantData(person=p, ticket=dag_van_de_kinderopvang.VISITOR) for p in people]
        yield book(slug, len(EXHIBITORS) + n, today, when[n], participants, people[0])
    start = len(EXHIBITORS) + len(VISITOR_SIZES)
    ticket = dag_van_de_kinderopvang.OTHER_VISITOR
    yield from _groups(slug, today, ticket, bureaus[2:], (1, 2), (21, 8), start=start)


def before(today: date, event: EventData) -> Iterator[SignUpData]:
    """Yield the few sign-ups of an event of last year, in the two months before it."""
    ago = (today - event.days[0].date).days
    if event.kind == "branchedag":
        company = COMPANIES[-1]
        staff = ParticipantData(person=colleague(company, 0), ticket=dag_van_de_kinderopvang.EXHIBITOR)
        moment = moments(today, ago + 63, ago + 63, 1)[0]
        yield book(event.slug, 0, today, moment, [staff], staff.person, company, company.billing(), stand=8)
    ticket = {"branchedag": dag_van_de_kinderopvang.OTHER_VISITOR}.get(event.kind, last_year.TICKET)
    yield from _groups(event.slug, today, ticket, PUBLIC[4:], (2, 3, 1), (ago + 58, ago + 20), start=1)


def _groups(
    event: str,
    today: date,
    ticket: str,
    companies: Sequence[Company],
    sizes: Sequence[int],
    days: tuple[int, int],
    *,
    start: int = 0,
) -> Iterator[SignUpData]:
    when = moments(today, *days, len(sizes))
    for n, size in enumerate(sizes):
        company = companies[n * 3 % len(companies)]
        people = [colleague(company, 8 - k) for k in range(size)]
        participants = [ParticipantData(person=p, ticket=ticket) for p in people]
        contact = contact_of(company, n, people[0])
        yield book(event, start + n, today, when[n], participants, contact, company, company.billing())


def _private(event: str, today: date, ticket: str, number: int, days: int) -> SignUpData:
    person: PersonData = private_person(1)
    billing = BillingData(
        organisation="", street="Tulpstraat 18", postcode="3551 HJ", city="Utrecht", email=person.email
    )
    participant = ParticipantData(person=person, ticket=ticket)
    return book(event, number, today, moments(today, days, days, 1)[0], [participant], person, None, billing)
