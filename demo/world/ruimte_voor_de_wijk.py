"""The congress Ruimte voor de wijk: one day, one round, and no place left."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world.days import THURSDAY, first_free
from demo.world.organisations import BRIES, OOSTERVEEN
from demo.world.parts import Pair, session
from demo.world.practical import fee_then_all, practical
from demo.world.shape import DayData, EventData, PartnershipData, RoundData, SessionData, Text, TicketData
from demo.world.venues import WIJKPLAATS, venue

SLUG, TICKET, ROUND = "ruimte-voor-de-wijk", "deelname", "wandeling"
SEATS, SEATS_A_WALK = 48, 20
KLEINE_ES, HAVEN, SCHOOLPLEIN = "route-kleine-es", "route-haven", "route-schoolplein"


def ruimte_voor_de_wijk(today: date) -> EventData:
    """Return the congress as it stands on ``today``: a Thursday at least seven weeks ahead."""
    day = first_free(today + timedelta(weeks=7), THURSDAY)
    return EventData(
        slug=SLUG,
        kind="congress",
        title=Text("Ruimte voor de wijk", "Room for the neighbourhood"),
        lead=Text(
            "Een dag in de wijk over wonen, groen en ontmoeten. U wandelt langs drie plekken waar het "
            "anders ging dan gepland, en beter.",
            "A day in the neighbourhood on housing, green space and meeting. You walk past three places "
            "where things went differently than planned, and better.",
        ),
        description=Text(
            "Een plein dat niemand wilde, een haven die weer van de buurt is en een school zonder hek. In "
            "Oosterveen ziet u wat er gebeurt als bewoners, gemeente en corporatie samen tekenen aan hun "
            "wijk.\n\n’s Ochtends hoort u het verhaal, daarna loopt u een van drie routes met de mensen die "
            "erbij waren. ’s Middags vertaalt u wat u zag naar uw eigen wijk. De groep is klein, zodat "
            "iedereen aan het woord komt.",
            "A square that nobody wanted, a harbour that belongs to the neighbourhood again and a school "
            "without a fence. In Oosterveen you see what happens when residents, the municipality and the "
            "housing association draw their neighbourhood together.\n\nIn the morning you hear the story, "
            "then you walk one of three routes with those who were there. In the afternoon you translate "
            "what you saw to your own neighbourhood. The group is small, so that everybody gets to speak.",
        ),
        audience=Text(
            "Wijkmanagers, ontwerpers, corporaties en actieve bewoners",
            "Neighbourhood managers, designers, housing associations and active residents",
        ),
        venue=WIJKPLAATS,
        days=(DayData(date=day, start=time(9, 15), end=time(16, 30), seats=SEATS),),
        rounds=(RoundData(slug=ROUND, title=Text("Wandeling", "Walk"), day=0),),
        sessions=_programme(),
        tickets=(
            TicketData(
                slug=TICKET,
                title=Text("Deelname", "Admission"),
                about=Text(
                    "De hele dag, met lunch uit de wijkkeuken.",
                    "The whole day, with lunch from the community kitchen.",
                ),
                price=Decimal("195.00"),
                vat="21",
            ),
        ),
        texts=practical(
            venue(WIJKPLAATS),
            Text(
                "De wijkkeuken kookt wat er op de moestuin staat. Vegetarisch, met altijd een bord zonder "
                "gluten.",
                "The community kitchen cooks what grows in the garden. Vegetarian, and there is always a "
                "plate without gluten.",
            ),
            Text(
                "Een collega kan altijd kosteloos in uw plaats komen; geef de naam door via de link in uw "
                "bevestiging. Wat annuleren kost, staat bij de prijzen.",
                "A colleague may always come in your place, free of charge; pass on the name through the "
                "link in your confirmation. What cancelling costs is told beside the prices.",
            ),
        ),
        cancellation=fee_then_all("25.00"),
        partnerships=(
            PartnershipData(
                organisation=OOSTERVEEN, role=Text("gastgemeente", "host municipality"), sees_totals=True
            ),
            PartnershipData(organisation=BRIES, role=Text("leidt de middag", "leads the afternoon")),
        ),
        most_per_sign_up=6,
        waiting_list=True,
    )


def _walk(slug: str, title: Pair, about: Pair, guide: str) -> SessionData:
    return session(
        "breakout",
        slug,
        "10.45-12.30",
        title,
        about,
        speakers=(guide,),
        round_slug=ROUND,
        seats=SEATS_A_WALK,
    )


def _programme() -> tuple[SessionData, ...]:
    return (
        session(
            "break",
            "ontvangst",
            "9.15-9.45",
            ("Ontvangst met koffie", "Welcome with coffee"),
            room="buurtkamer",
        ),
        session(
            "plenary",
            "de-wijk-als-opdrachtgever",
            "9.45-10.30",
            ("De wijk als opdrachtgever", "The neighbourhood as a client"),
            (
                "Kees Doornbos vertelt hoe bewoners zelf de opdracht schreven, en wat de gemeente daarvan "
                "leerde.",
                "Kees Doornbos tells how residents wrote the commission themselves, and what the "
                "municipality learned from it.",
            ),
            room="buurtkamer",
            speakers=("kees-doornbos",),
        ),
        _walk(
            KLEINE_ES,
            ("Route 1: de Kleine Es", "Route 1: the Kleine Es"),
            (
                "Langs de moestuinen en het hof met 32 woningen. Geschikt voor rolstoel en rollator.",
                "Past the gardens and the court with 32 homes. Suitable for wheelchairs and walkers.",
            ),
            "roos-van-tilborg",
        ),
        _walk(
            HAVEN,
            ("Route 2: de oude haven", "Route 2: the old harbour"),
            (
                "Drie kilometer langs de kade, met een stop bij de werkplaats voor houten boten.",
                "Three kilometres along the quay, with a stop at the workshop for wooden boats.",
            ),
            "ilse-verhagen",
        ),
        _walk(
            SCHOOLPLEIN,
            ("Route 3: natuur op het schoolplein", "Route 3: nature in the schoolyard"),
            (
                "Twee scholen, één plein en geen hek. Met leerlingen als gids.",
                "Two schools, one yard and no fence. With pupils as your guides.",
            ),
            "samira-el-idrissi",
        ),
        session(
            "break",
            "lunch",
            "12.30-13.45",
            ("Lunch uit de wijkkeuken", "Lunch from the community kitchen"),
            room="keuken",
        ),
        session(
            "plenary",
            "tekenen-aan-uw-eigen-wijk",
            "13.45-16.00",
            ("Tekenen aan uw eigen wijk", "Drawing your own neighbourhood"),
            (
                "In groepen van zes werkt u aan een plek uit uw eigen wijk. Neem een kaart of een foto mee.",
                "In groups of six you work on a place in your own neighbourhood. Bring a map or a "
                "photograph.",
            ),
            room="buurtkamer",
            speakers=("noor-haddad",),
        ),
        session(
            "break",
            "afsluiting",
            "16.00-16.30",
            ("Afsluiting op het plein", "Closing on the square"),
            room="plein",
        ),
    )
