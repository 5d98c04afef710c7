"""The congress Kracht van netwerken: two days, day tickets, three rounds, 400 places a day."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world.days import THURSDAY, first_free, last_working_day
from demo.world.kracht_programme import DAY_1, DAY_2, ROUNDS, programme
from demo.world.organisations import BRIES, DE_LINDE, OOSTERVEEN
from demo.world.practical import fee_then_all, practical
from demo.world.shape import DayData, EventData, PartnershipData, Text, TicketData
from demo.world.venues import GRAANSILO, venue

SLUG = "kracht-van-netwerken"
SEATS_A_DAY = 400
BOTH, THURSDAY_ONLY, FRIDAY_ONLY = "beide-dagen", "alleen-donderdag", "alleen-vrijdag"
PARTNER_CODE = "OOSTERVEEN"
DINNER, BOOK = "diner", "boek"


def first_day(today: date) -> date:
    """Return a Thursday at least fifteen weeks ahead, before a Friday that is free as well."""
    return first_free(today + timedelta(weeks=15), THURSDAY, length=2)


def kracht_van_netwerken(today: date) -> EventData:
    """Return the congress as it stands on ``today``."""
    thursday = first_day(today)
    friday = thursday + timedelta(days=1)
    return EventData(
        slug=SLUG,
        kind="congress",
        title=Text("Kracht van netwerken", "The power of networks"),
        lead=Text(
            "Twee dagen over samenwerken tussen organisaties. U neemt uw eigen vraagstuk mee en komt verder "
            "met mensen die u nu nog niet kent.",
            "Two days on collaboration between organisations. You bring a question of your own and get "
            "further with people you do not know yet.",
        ),
        description=Text(
            "Wonen, zorg, jeugd, energie: de opgaven van nu houden zich niet aan het organogram. U werkt "
            "samen met partijen die u niet aanstuurt, en zij u ook niet. Wat werkt dan wel?\n\nIn drie "
            "rondes hoort u van mensen die het doen wat lukte en wat niet. Tussen de rondes is ruim tijd om "
            "door te praten. Op vrijdagmiddag is het programma van u.",
            "Housing, care, youth, energy: today's challenges do not follow the organisation chart. You "
            "work with parties that you do not manage, and they do not manage you. What does work "
            "then?\n\nIn three rounds you hear from people who do it what succeeded and what did not. "
            "Between the rounds there is ample time to talk on. On Friday afternoon the programme is yours.",
        ),
        audience=Text(
            "Bestuurders, managers en projectleiders die over de grens van hun organisatie heen werken",
            "Executives, managers and project leaders who work across the boundaries of their organisation",
        ),
        venue=GRAANSILO,
        days=(
            DayData(date=thursday, start=time(9, 0), end=time(18, 0), seats=SEATS_A_DAY),
            DayData(date=friday, start=time(9, 0), end=time(16, 0), seats=SEATS_A_DAY),
        ),
        rounds=ROUNDS,
        sessions=programme(thursday),
        tickets=tickets(),
        texts=practical(
            venue(GRAANSILO),
            Text(
                "De lunch is vegetarisch. Andere dieetwensen geeft u door bij het aanmelden, of later op uw "
                "eigen pagina.",
                "Lunch is vegetarian. Tell us other dietary wishes when you register, or later on your own "
                "page.",
            ),
            Text(
                "Een collega kan altijd kosteloos in uw plaats komen; geef de naam door via de link in uw "
                "bevestiging. Wat annuleren kost, staat bij de prijzen.",
                "A colleague may always come in your place, free of charge; pass on the name through the "
                "link in your confirmation. What cancelling costs is told beside the prices.",
            ),
        ),
        cancellation=fee_then_all("35.00"),
        partnerships=(
            PartnershipData(
                organisation=OOSTERVEEN,
                role=Text("mede-organisator", "co-organiser"),
                sees_people=True,
                quota=40,
                code=PARTNER_CODE,
                percent=20,
            ),
            PartnershipData(organisation=DE_LINDE, role=Text("verzorgt een sessie", "gives a session")),
            PartnershipData(
                organisation=BRIES, role=Text("begeleidt de open space", "guides the open space")
            ),
        ),
        last_sign_up_day=last_working_day(thursday - timedelta(days=2)),
    )


def tickets() -> tuple[TicketData, ...]:
    """Return the tickets by day, and two extras at different rates."""
    return (
        TicketData(
            slug=BOTH,
            title=Text("Beide dagen", "Both days"),
            about=Text(
                "Twee dagen met lunch en borrel, drie rondes naar keuze.",
                "Two days with lunch and drinks, three rounds of your choice.",
            ),
            price=Decimal("495.00"),
            vat="21",
            days=(DAY_1, DAY_2),
        ),
        TicketData(
            slug=THURSDAY_ONLY,
            title=Text("Alleen donderdag", "Thursday only"),
            about=Text("Ronde 1 en 2, lunch en borrel.", "Rounds 1 and 2, lunch and drinks."),
            price=Decimal("275.00"),
            vat="21",
            days=(DAY_1,),
        ),
        TicketData(
            slug=FRIDAY_ONLY,
            title=Text("Alleen vrijdag", "Friday only"),
            about=Text("Ronde 3, lunch en open space.", "Round 3, lunch and open space."),
            price=Decimal("275.00"),
            vat="21",
            days=(DAY_2,),
        ),
        TicketData(
            slug=DINNER,
            title=Text("Diner op donderdagavond", "Dinner on Thursday evening"),
            about=Text(
                "Drie gangen aan lange tafels, van 18.30 tot 21.30 uur.",
                "Three courses at long tables, from 18:30 to 21:30.",
            ),
            price=Decimal("62.50"),
            vat="21",
            kind="addon",
            seats=160,
        ),
        TicketData(
            slug=BOOK,
            title=Text("Boek: De ruimte ertussen", "Book: De ruimte ertussen"),
            about=Text(
                "Van Hanneke Terpstra, 212 bladzijden; ligt voor u klaar bij de balie.",
                "By Hanneke Terpstra, 212 pages, in Dutch; ready for you at the desk.",
            ),
            price=Decimal("24.50"),
            vat="9",
            kind="addon",
        ),
    )
