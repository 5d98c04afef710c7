"""One event of each kind from last year, over and put away; their lists and invoices remain."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world import dag_van_de_kinderopvang, regie_op_gebiedsontwikkeling
from demo.world.days import THURSDAY, TUESDAY, WEDNESDAY, first_free
from demo.world.organisations import OOSTERVEEN
from demo.world.parts import session
from demo.world.practical import fee_then_all, practical
from demo.world.shape import DayData, EventData, PartnershipData, SeriesData, SessionData, Text, TicketData
from demo.world.venues import GRAANSILO, venue

TICKET = "deelname"


def congress_slug(today: date) -> str:
    """Return the slug of last year's congress."""
    return f"kracht-van-netwerken-{today.year - 1}"


def leergang_slug(today: date) -> str:
    """Return the slug of last year's leergang."""
    return f"regie-op-gebiedsontwikkeling-{today.year - 1}"


def branchedag_slug(today: date) -> str:
    """Return the slug of last year's branchedag."""
    return f"dag-van-de-kinderopvang-{today.year - 1}"


def last_years_leergang(today: date) -> EventData:
    """Return six Tuesdays from February to June of last year."""
    days = [first_free(date(today.year - 1, 2, 1), TUESDAY)]
    for weeks in (3, 3, 4, 3, 3):
        days.append(first_free(days[-1] + timedelta(weeks=weeks), TUESDAY))
    return regie_op_gebiedsontwikkeling.edition(leergang_slug(today), tuple(days), archived=True)


def last_years_branchedag(today: date) -> EventData:
    """Return the day in June of last year."""
    day = first_free(date(today.year - 1, 6, 3), WEDNESDAY)
    return dag_van_de_kinderopvang.edition(branchedag_slug(today), day, archived=True)


def last_years_congress(today: date) -> EventData:
    """Return the congress in March of last year: one day, without rounds."""
    day = first_free(date(today.year - 1, 3, 8), THURSDAY)
    return EventData(
        slug=congress_slug(today),
        kind="congress",
        title=Text("Kracht van netwerken", "The power of networks"),
        lead=Text(
            "De vorige editie: één dag over de vraag wie er begint.",
            "The edition before: one day on the question who begins.",
        ),
        description=Text(
            "Driehonderd mensen kwamen bijeen in De Graansilo. De terugblik las u in onze nieuwsbrief.",
            "Three hundred people met in De Graansilo. You read the review in our newsletter.",
        ),
        audience=Text(
            "Bestuurders, managers en projectleiders die over de grens van hun organisatie heen werken",
            "Executives, managers and project leaders who work across the boundaries of their organisation",
        ),
        venue=GRAANSILO,
        days=(DayData(date=day, start=time(9, 30), end=time(17, 0), seats=300),),
        sessions=_programme(),
        tickets=(
            TicketData(
                slug=TICKET,
                title=Text("Deelname", "Admission"),
                about=Text("De hele dag, met lunch en borrel.", "The whole day, with lunch and drinks."),
                price=Decimal("265.00"),
                vat="21",
            ),
        ),
        texts=practical(
            venue(GRAANSILO),
            Text("De lunch was vegetarisch.", "Lunch was vegetarian."),
            Text("Deze editie is voorbij.", "This edition is over."),
        ),
        cancellation=fee_then_all("35.00"),
        partnerships=(
            PartnershipData(organisation=OOSTERVEEN, role=Text("mede-organisator", "co-organiser")),
        ),
        archived=True,
    )


def series(today: date) -> tuple[SeriesData, ...]:
    """Return the series that link last year's events to those of now."""
    congress = SeriesData(
        slug="kracht-van-netwerken-jaarlijks",
        kind="congress",
        title=Text("Kracht van netwerken", "The power of networks"),
        about=Text(
            "Het congres over samenwerken tussen organisaties.",
            "The congress on collaboration between organisations.",
        ),
        editions=("kracht-van-netwerken", congress_slug(today)),
    )
    return (
        congress,
        regie_op_gebiedsontwikkeling.series(leergang_slug(today)),
        dag_van_de_kinderopvang.series(branchedag_slug(today)),
    )


def _programme() -> tuple[SessionData, ...]:
    return (
        session(
            "break", "ontvangst", "9.30-10.00", ("Ontvangst met koffie", "Welcome with coffee"), room="foyer"
        ),
        session(
            "plenary",
            "wie-begint-er",
            "10.00-12.30",
            ("Wie begint er", "Who begins"),
            (
                "Hanneke Terpstra en Tjeerd Hofstra over de eerste stap in een netwerk.",
                "Hanneke Terpstra and Tjeerd Hofstra on the first step in a network.",
            ),
            room="grote-zaal",
            speakers=("hanneke-terpstra", "tjeerd-hofstra"),
        ),
        session("break", "lunch", "12.30-13.30", ("Lunch", "Lunch"), room="foyer"),
        session(
            "plenary",
            "werkplaats",
            "13.30-16.00",
            ("Werkplaats", "Workshop"),
            ("Met elkaar aan het werk, in alle zalen.", "Working together, in all rooms."),
            room="grote-zaal",
        ),
        session("break", "borrel", "16.00-17.00", ("Borrel", "Drinks"), room="foyer"),
    )
