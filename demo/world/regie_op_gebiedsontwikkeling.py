"""The leergang Regie op gebiedsontwikkeling: under way, with three meetings behind it and three to come."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world.days import TUESDAY, first_free, last_free, last_working_day
from demo.world.organisations import OOSTERVEEN
from demo.world.parts import Pair, session
from demo.world.practical import fee_then_all, practical
from demo.world.shape import (
    DayData,
    EventData,
    LeergangData,
    PartnershipData,
    SeriesData,
    SessionData,
    Text,
    TicketData,
)
from demo.world.venues import ELZENHOF, venue

SLUG, TICKET = "regie-op-gebiedsontwikkeling", "deelname"
PLACES = 14
START, END = time(10, 0), time(16, 30)
MEETINGS: tuple[tuple[str, Pair, Pair, tuple[str, ...]], ...] = (
    (
        "het-gebied-lezen",
        ("Het gebied lezen", "Reading the area"),
        (
            "Kaarten, cijfers en een fietstocht: wat vertelt het gebied zelf, en wat weten alleen de "
            "bewoners?",
            "Maps, figures and a bicycle ride: what does the area itself tell, and what do only its "
            "residents know?",
        ),
        ("roos-van-tilborg",),
    ),
    (
        "rollen-en-regie",
        ("Rollen en regie", "Roles and direction"),
        (
            "Opdrachtgever, aanjager of bemiddelaar? U ontdekt welke rol u neemt en welke u laat liggen.",
            "Client, driver or mediator? You discover which role you take and which you leave.",
        ),
        ("ilse-verhagen", "harm-oldenhuis"),
    ),
    (
        "geld-en-grond",
        ("Geld en grond", "Money and land"),
        (
            "Van exploitatie tot erfpacht, met de getallen van een echt gebied. Rekenen hoeft u niet te "
            "kunnen.",
            "From development accounts to leasehold, with the figures of a real area. You need not be good "
            "at sums.",
        ),
        ("wouter-in-t-veld",),
    ),
    (
        "participatie-die-telt",
        ("Participatie die telt", "Participation that counts"),
        (
            "Wanneer vraagt u bewoners mee te denken, en wanneer vooral niet? Met drie bewoners aan tafel.",
            "When do you ask residents to think along, and when rather not? With three residents at the "
            "table.",
        ),
        ("kees-doornbos", "ria-doornbos"),
    ),
    (
        "onderhandelen-met-de-markt",
        ("Onderhandelen met de markt", "Negotiating with developers"),
        (
            "Een dag aan de onderhandelingstafel, waarbij u halverwege van kant wisselt.",
            "A day at the negotiating table, in which you change sides halfway.",
        ),
        ("wouter-in-t-veld", "harm-oldenhuis"),
    ),
    (
        "van-plan-naar-beheer",
        ("Van plan naar beheer", "From plan to upkeep"),
        (
            "Wie zorgt er over tien jaar voor wat u nu bedenkt? U sluit af met een presentatie in het "
            "gebied zelf.",
            "Who takes care in ten years of what you think up now? You conclude with a presentation in the "
            "area.",
        ),
        ("ilse-verhagen",),
    ),
)


def meeting_days(today: date) -> tuple[date, ...]:
    """Return three Tuesdays that are past and three that are to come; never ``today`` itself."""
    past = [last_free(today - timedelta(days=8), TUESDAY)]
    to_come = [first_free(today + timedelta(days=9), TUESDAY)]
    for weeks in (3, 4):
        past.append(last_free(past[-1] - timedelta(weeks=weeks), TUESDAY))
        to_come.append(first_free(to_come[-1] + timedelta(weeks=weeks), TUESDAY))
    return (*reversed(past), *to_come)


def regie_op_gebiedsontwikkeling(today: date) -> EventData:
    """Return the course that is under way on ``today``."""
    return edition(SLUG, meeting_days(today))


def series(last_year: str) -> SeriesData:
    """Return the course as it comes back each year; ``last_year`` is the slug of the edition before."""
    return SeriesData(
        slug="regie-op-gebiedsontwikkeling-leergang",
        kind="leergang",
        title=Text("Regie op gebiedsontwikkeling", "Directing area development"),
        about=Text(
            "Zes dagen over sturen in een gebied waar iedereen iets van vindt.",
            "Six days on directing an area about which everybody has an opinion.",
        ),
        editions=(SLUG, last_year),
    )


def edition(slug: str, days: tuple[date, ...], *, archived: bool = False) -> EventData:
    """Return one edition with a meeting on each of the six ``days``."""
    return EventData(
        slug=slug,
        kind="leergang",
        title=Text("Regie op gebiedsontwikkeling", "Directing area development"),
        lead=Text(
            "Zes dagen over sturen in een gebied waar iedereen iets van vindt. Met een echte opgave als "
            "rode draad.",
            "Six days on directing an area about which everybody has an opinion. With a real assignment "
            "throughout.",
        ),
        description=Text(
            "Gebieden worden niet gemaakt door een tekening, maar door mensen die het eens worden. U leert "
            "hoe u regie voert zonder de baas te zijn: over grond, geld, gesprekken en geduld.\n\nDe "
            "leergang volgt één gebied in Oosterveen, van de eerste schets tot het beheer. Na elke "
            "bijeenkomst past u het geleerde toe op een gebied van uzelf.",
            "Areas are not made by a drawing but by people who come to agree. You learn to direct without "
            "being in charge: on land, money, conversations and patience.\n\nThe course follows one area in "
            "Oosterveen, from the first sketch to its upkeep. After each meeting you apply what you learned "
            "to an area of your own. The language is Dutch.",
        ),
        audience=Text(
            "Gebiedsmanagers, projectleiders en stedenbouwkundigen bij overheden en corporaties",
            "Area managers, project leaders and urban designers at public bodies and housing associations",
        ),
        venue=ELZENHOF,
        days=tuple(DayData(date=day, start=START, end=END) for day in days),
        seats=PLACES,
        sessions=_meetings(),
        tickets=(
            TicketData(
                slug=TICKET,
                title=Text("Deelname aan de leergang", "Admission to the course"),
                about=Text(
                    "Zes bijeenkomsten, met lunch, fietsen en al het materiaal.",
                    "Six meetings, with lunch, bicycles and all materials.",
                ),
                price=Decimal("2250.00"),
                vat="exempt",
            ),
        ),
        texts=practical(
            venue(ELZENHOF),
            Text(
                "Koffie, thee en een warme lunch zijn inbegrepen. Op de fietsdag is er een lunchpakket.",
                "Coffee, tea and a warm lunch are included. On the day of the bicycle ride there is a "
                "packed lunch.",
            ),
            Text(
                "De leergang is begonnen: annuleren kan niet meer. Voor één bijeenkomst kan een collega uw "
                "plaats innemen.",
                "The course has begun and can no longer be cancelled. A colleague may take your place for "
                "one meeting.",
            ),
        ),
        cancellation=fee_then_all("150.00"),
        partnerships=(
            PartnershipData(
                organisation=OOSTERVEEN, role=Text("brengt de opgave in", "brings the assignment")
            ),
        ),
        kind_data=LeergangData(
            minimum=8,
            decide_by=last_working_day(days[0] - timedelta(days=18)),
            attendance_percent=80,
        ),
        most_per_sign_up=4,
        last_sign_up_day=last_working_day(days[0] - timedelta(days=7)),
        archived=archived,
    )


def _meetings() -> tuple[SessionData, ...]:
    return tuple(
        session("meeting", slug, "10.00-16.30", title, about, room="bovenzaal", speakers=speakers, day=number)
        for number, (slug, title, about, speakers) in enumerate(MEETINGS)
    )
