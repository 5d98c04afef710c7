"""The leergang Adaptief samenwerken: two starts of six meetings at irregular dates."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world.days import TUESDAY, changes_of_time, first_free, last_free, last_working_day
from demo.world.organisations import BRIES
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

SLUG, SECOND_SLUG, TICKET = "adaptief-samenwerken", "adaptief-samenwerken-tweede-start", "deelname"
PLACES, MINIMUM = 16, 10
HOURS, START, END = "9.30-17.00", time(9, 30), time(17, 0)
TITLE = Text("Adaptief samenwerken", "Adaptive collaboration")
MEETINGS: tuple[tuple[str, Pair, Pair, tuple[str, ...]], ...] = (
    (
        "het-vraagstuk",
        ("Het vraagstuk en wie ervan is", "The question and whose it is"),
        (
            "U brengt een vraagstuk uit uw eigen werk in en zoekt uit van wie het eigenlijk is. Kennismaken "
            "doet u wandelend, in het park.",
            "You bring a question from your own work and find out whose it really is. You get to know each "
            "other walking, in the park.",
        ),
        ("harm-oldenhuis", "noor-haddad"),
    ),
    (
        "luisteren-naar-belangen",
        ("Luisteren naar belangen", "Listening to interests"),
        (
            "Achter een standpunt zit een belang. U oefent met gesprekken waarin u het eerste nog niet wilt "
            "weten.",
            "Behind a position there is an interest. You practise conversations in which you do not want to "
            "know the first yet.",
        ),
        ("harm-oldenhuis",),
    ),
    (
        "kleine-proeven",
        ("Kleine proeven doen", "Doing small experiments"),
        (
            "Wat kunt u volgende week al proberen, zo klein dat niemand er toestemming voor hoeft te geven?",
            "What can you try as soon as next week, so small that nobody has to give permission?",
        ),
        ("linda-zwaneveld",),
    ),
    (
        "werken-met-weerstand",
        ("Werken met weerstand", "Working with resistance"),
        (
            "Weerstand is informatie. Met een acteur speelt u het gesprek na dat u het liefst zou overslaan.",
            "Resistance is information. With an actor you replay the conversation that you would rather "
            "skip.",
        ),
        ("harm-oldenhuis", "linda-zwaneveld"),
    ),
    (
        "afspraken-die-meebewegen",
        ("Afspraken die meebewegen", "Agreements that move along"),
        (
            "U schrijft een afspraak die over een half jaar nog klopt, ook als de omstandigheden anders "
            "zijn.",
            "You write an agreement that still holds in half a year, also when circumstances have changed.",
        ),
        ("annelies-kuipers",),
    ),
    (
        "oogsten",
        ("Oogsten en doorgeven", "Harvesting and passing on"),
        (
            "U laat zien wat er veranderde en neemt iemand uit uw eigen netwerk mee om dat te horen.",
            "You show what changed and bring somebody from your own network to hear it.",
        ),
        ("harm-oldenhuis", "noor-haddad"),
    ),
)


def first_start(today: date) -> tuple[date, ...]:
    """Return six Tuesdays around the next change of time that is at least six weeks away.

    Two stand before it and four after it; the first is more than three weeks ahead.
    """
    change = next(changes_of_time(today + timedelta(weeks=6)))
    second = last_free(change, TUESDAY)
    first = last_free(second - timedelta(weeks=2), TUESDAY)
    return first, second, *_further(change + timedelta(weeks=1), (3, 2, 4))


def second_start(today: date) -> tuple[date, ...]:
    """Return six Tuesdays that begin two months after the first start has ended."""
    first = first_free(first_start(today)[-1] + timedelta(weeks=9), TUESDAY)
    return first, *_further(first + timedelta(weeks=2), (4, 2, 5, 3))


def _further(start: date, weeks: tuple[int, ...]) -> tuple[date, ...]:
    days = [first_free(start, TUESDAY)]
    for pause in weeks:
        days.append(first_free(days[-1] + timedelta(weeks=pause), TUESDAY))
    return tuple(days)


def adaptief_samenwerken(today: date) -> EventData:
    """Return the start that is open and nearest."""
    return _edition(SLUG, first_start(today))


def adaptief_samenwerken_second(today: date) -> EventData:
    """Return the start after it."""
    return _edition(SECOND_SLUG, second_start(today))


def series() -> SeriesData:
    """Return the course as it comes back, with both starts."""
    return SeriesData(
        slug="adaptief-samenwerken-leergang",
        kind="leergang",
        title=TITLE,
        about=Text(
            "Zes dagen met een vaste groep van hoogstens zestien. U werkt aan een vraagstuk uit uw eigen "
            "praktijk.",
            "Six days with the same group of at most sixteen. You work on a question from your own practice.",
        ),
        editions=(SLUG, SECOND_SLUG),
    )


def _edition(slug: str, days: tuple[date, ...]) -> EventData:
    return EventData(
        slug=slug,
        kind="leergang",
        title=TITLE,
        lead=Text(
            "Zes bijeenkomsten voor wie werkt aan iets wat niemand alleen kan oplossen. U leert stap voor "
            "stap bij te sturen, samen met anderen.",
            "Six meetings for those who work on something that nobody can solve alone. You learn to adjust "
            "step by step, together with others.",
        ),
        description=Text(
            "Een plan voor vijf jaar helpt niet als de wereld elk kwartaal anders is. In deze leergang "
            "leert u samen te werken zonder dat alles vooraf vastligt: klein beginnen, kijken wat er "
            "gebeurt, bijsturen.\n\nU werkt van begin tot eind aan een vraagstuk uit uw eigen praktijk. "
            "Tussen de bijeenkomsten doet u een kleine proef en spreekt u met twee andere deelnemers af. "
            "Reken daarvoor telkens op een halve dag.\n\nWie minstens vijf van de zes bijeenkomsten volgt, "
            "ontvangt een bewijs van deelname.",
            "A plan for five years does not help if the world is different every quarter. In this course "
            "you learn to collaborate without everything being fixed beforehand: begin small, see what "
            "happens, adjust.\n\nFrom beginning to end you work on a question from your own practice. "
            "Between the meetings you do a small experiment and meet with two other participants. Count on "
            "half a day each time.\n\nWhoever attends at least five of the six meetings receives a "
            "certificate. The language is Dutch.",
        ),
        audience=Text(
            "Projectleiders, beleidsadviseurs en teamleiders in het publieke domein",
            "Project leaders, policy advisers and team leaders in the public sector",
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
                    "Zes bijeenkomsten, met lunch en al het materiaal.",
                    "Six meetings, with lunch and all materials.",
                ),
                price=Decimal("1950.00"),
                vat="exempt",
            ),
        ),
        texts=practical(
            venue(ELZENHOF),
            Text(
                "Koffie, thee en een warme lunch zijn inbegrepen. De keuken is biologisch en houdt rekening "
                "met uw dieetwensen; die geeft u door bij het aanmelden of op uw eigen pagina.",
                "Coffee, tea and a warm lunch are included. The kitchen is organic and takes account of "
                "your dietary wishes; tell us when you register or on your own page.",
            ),
            Text(
                "Tot de eerste bijeenkomst kan een collega kosteloos in uw plaats komen; geef de naam door "
                "via de link in uw bevestiging. Wat annuleren kost, staat bij de prijzen.",
                "Until the first meeting a colleague may come in your place, free of charge; pass on the "
                "name through the link in your confirmation. What cancelling costs is told beside the "
                "prices.",
            ),
        ),
        cancellation=fee_then_all("150.00"),
        partnerships=(
            PartnershipData(organisation=BRIES, role=Text("levert twee trainers", "provides two trainers")),
        ),
        kind_data=LeergangData(
            minimum=MINIMUM,
            decide_by=last_working_day(days[0] - timedelta(days=18)),
            attendance_percent=80,
        ),
        most_per_sign_up=6,
        last_sign_up_day=last_working_day(days[0] - timedelta(days=7)),
    )


def _meetings() -> tuple[SessionData, ...]:
    return tuple(
        session("meeting", slug, HOURS, title, about, room="tuinzaal", speakers=speakers, day=number)
        for number, (slug, title, about, speakers) in enumerate(MEETINGS)
    )
