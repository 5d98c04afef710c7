"""The branchedag Dag van de kinderopvang: thirty stands in three sizes, sponsors, visitors."""

from datetime import date, time, timedelta
from decimal import Decimal

from demo.world.days import WEDNESDAY, first_free, last_working_day
from demo.world.organisations import BOEKENHUIS, BRIES, DE_LINDE, PLANROOSTER, SPEELMEUBEL
from demo.world.parts import session
from demo.world.practical import practical
from demo.world.shape import (
    BranchedagData,
    CancellationData,
    DayData,
    EventData,
    PartnershipData,
    SeriesData,
    SessionData,
    StandData,
    Text,
    TicketData,
)
from demo.world.venues import BLOEMENHAL, venue

SLUG = "dag-van-de-kinderopvang"
VISITOR, OTHER_VISITOR, EXHIBITOR = "bezoeker-kinderopvang", "andere-bezoeker", "exposant"
SMALL, MEDIUM, LARGE = "stand-s", "stand-m", "stand-l"
VISITORS = 600
TITLE = Text("Dag van de kinderopvang", "Childcare Day")


def stand_size(number: int) -> str:
    """Return the ticket type of a stand: six large ones at the entrance, ten medium, fourteen small."""
    if number <= 6:
        return LARGE
    return MEDIUM if number <= 16 else SMALL


STANDS = tuple(StandData(number=number, ticket=stand_size(number)) for number in range(1, 31))


def fair_day(today: date) -> date:
    """Return a Wednesday at least eleven weeks ahead."""
    return first_free(today + timedelta(weeks=11), WEDNESDAY)


def dag_van_de_kinderopvang(today: date) -> EventData:
    """Return the day as it stands on ``today``."""
    return edition(SLUG, fair_day(today))


def series(last_year: str) -> SeriesData:
    """Return the day as it comes back each year; ``last_year`` is the slug of the edition before."""
    return SeriesData(
        slug="dag-van-de-kinderopvang-jaarlijks",
        kind="branchedag",
        title=TITLE,
        about=Text(
            "Elk jaar één dag waarop de kinderopvang elkaar ontmoet, met dertig stands.",
            "One day each year on which childcare meets, with thirty stands.",
        ),
        editions=(SLUG, last_year),
    )


def edition(slug: str, day: date, *, archived: bool = False) -> EventData:
    """Return the edition of ``day``."""
    return EventData(
        slug=slug,
        kind="branchedag",
        title=TITLE,
        lead=Text(
            "Eén dag met dertig exposanten, vier sprekers en vooral met elkaar. Voor iedereen die met jonge "
            "kinderen werkt.",
            "One day with thirty exhibitors, four speakers and above all with each other. For everyone who "
            "works with young children.",
        ),
        description=Text(
            "Van rooster tot rust op de groep, van buitenspelen tot ouderavond: op de Dag van de "
            "kinderopvang vindt u wat u nodig hebt om uw werk goed te doen. U loopt binnen wanneer het u "
            "past, van 9.30 tot 17.00 uur.\n\nOp het podium hoort u korte verhalen uit de praktijk. In De "
            "Kas probeert u zelf iets uit. Op de beursvloer staan uitgevers, inrichters, softwaremakers en "
            "opleiders.",
            "From rosters to calm in the group, from outdoor play to parents' evenings: at Childcare Day "
            "you find what you need to do your work well. Walk in when it suits you, from 9:30 to "
            "17:00.\n\nOn the main stage you hear short stories from practice. In the Glasshouse you try "
            "things yourself. On the exhibition floor there are publishers, furnishers, software makers and "
            "trainers.",
        ),
        audience=Text(
            "Pedagogisch medewerkers, locatiemanagers, bestuurders en oudercommissies",
            "Childcare workers, location managers, executives and parents' committees",
        ),
        venue=BLOEMENHAL,
        days=(DayData(date=day, start=time(9, 30), end=time(17, 0)),),
        seats=VISITORS,
        sessions=_programme(),
        tickets=_tickets(),
        texts=practical(
            venue(BLOEMENHAL),
            Text(
                "Koffie en thee zijn de hele dag gratis. Lunch koopt u bij een van de vier kramen; er is een "
                "picknickveld voor wie zelf iets meebrengt.",
                "Coffee and tea are free all day. Lunch is for sale at one of four stalls; there is a "
                "picnic area for those who bring their own.",
            ),
            Text(
                "Bezoekers die toch niet komen, melden zich kosteloos af via de link in hun bevestiging. "
                "Een stand annuleren kan kosteloos tot acht weken vooraf; daarna betaalt u de helft, vanaf "
                "vier weken vooraf het volledige bedrag.",
                "Visitors who cannot come after all sign off free of charge through the link in their "
                "confirmation. A stand may be cancelled free of charge until eight weeks before; after that "
                "you pay half, and from four weeks before the full amount.",
            ),
        ),
        cancellation=(
            CancellationData(days_before=55, percent=Decimal(50)),
            CancellationData(days_before=27, percent=Decimal(100)),
        ),
        partnerships=(
            PartnershipData(
                organisation=DE_LINDE, role=Text("mede-organisator", "co-organiser"), sees_totals=True
            ),
            PartnershipData(organisation=PLANROOSTER, role=Text("hoofdsponsor", "main sponsor")),
            PartnershipData(organisation=BOEKENHUIS, role=Text("sponsor", "sponsor")),
            PartnershipData(organisation=SPEELMEUBEL, role=Text("sponsor", "sponsor")),
            PartnershipData(organisation=BRIES, role=Text("sponsor", "sponsor")),
        ),
        kind_data=BranchedagData(
            build_up=Text(
                "Opbouwen kan vanaf 7.00 uur tot 9.15 uur, via de laaddeuren aan de Kwekerijweg. Afbreken "
                "na 17.00 uur; om 19.00 uur is de hal leeg.",
                "You may build up from 7:00 to 9:15, through the loading doors on Kwekerijweg. Break down "
                "after 17:00; the hall is empty by 19:00.",
            ),
            exhibitor_terms=Text(
                "- Een stand is inclusief tafel, twee stoelen, stroom en wifi.\n- Klein, middel en groot "
                "gaan samen met 2, 3 en 5 medewerkers op de stand; zij lunchen mee.\n- De stand is de hele "
                "dag bemand. Voor 17.00 uur wordt er niet afgebroken.\n- Verkoop aan bezoekers mag, mits "
                "met bon.",
                "- A stand comes with a table, two chairs, power and wifi.\n"
                "- Small, medium and large come with 2, 3 and 5 staff; lunch is included for them.\n"
                "- The stand is staffed all day. Nothing is taken down before 17:00.\n"
                "- Selling to visitors is allowed, with a receipt.",
            ),
            stands=STANDS,
        ),
        last_sign_up_day=last_working_day(day - timedelta(days=1)),
        archived=archived,
    )


def _tickets() -> tuple[TicketData, ...]:
    return (
        TicketData(
            slug=VISITOR,
            title=Text("Bezoeker, werkzaam in de kinderopvang", "Visitor, working in childcare"),
            about=Text(
                "De hele dag, met koffie, thee en alle sessies.",
                "The whole day, with coffee, tea and all sessions.",
            ),
            price=Decimal("0.00"),
            vat="21",
        ),
        TicketData(
            slug=OTHER_VISITOR,
            title=Text("Andere bezoeker", "Other visitor"),
            about=Text(
                "Voor adviseurs, leveranciers en studenten.", "For consultants, suppliers and students."
            ),
            price=Decimal("35.00"),
            vat="21",
            with_vat=True,
        ),
        TicketData(
            slug=EXHIBITOR,
            kind="staff",
            title=Text("Medewerker op de stand", "Stand staff"),
            about=Text("Hoort bij een stand, met lunch.", "Comes with a stand, with lunch."),
            price=Decimal("0.00"),
            vat="21",
        ),
        _stand(SMALL, ("Stand klein, 2 bij 2 meter", "Small stand, 2 by 2 metres"), "695.00", 2),
        _stand(MEDIUM, ("Stand middel, 3 bij 2 meter", "Medium stand, 3 by 2 metres"), "1250.00", 3),
        _stand(LARGE, ("Stand groot, 5 bij 3 meter", "Large stand, 5 by 3 metres"), "1950.00", 5),
    )


def _stand(slug: str, title: tuple[str, str], price: str, staff: int) -> TicketData:
    return TicketData(
        slug=slug,
        kind="stand",
        title=Text(*title),
        about=Text(
            f"Met tafel, stoelen, stroom en wifi; {staff} medewerkers op de stand.",
            f"With a table, chairs, power and wifi; {staff} staff.",
        ),
        price=Decimal(price),
        vat="21",
        most_staff=staff,
    )


def _programme() -> tuple[SessionData, ...]:
    return (
        session(
            "break",
            "inloop",
            "9.30-10.15",
            ("Inloop met koffie", "Doors open, with coffee"),
            room="beursvloer",
        ),
        session(
            "plenary",
            "rust-op-de-groep",
            "10.15-11.00",
            ("Rust op de groep", "Calm in the group"),
            (
                "Carolien Ypma liet zestig groepen filmen. Wat doen de rustigste tien anders?",
                "Carolien Ypma had sixty groups filmed. What do the ten calmest do differently?",
            ),
            room="podium",
            speakers=("carolien-ypma",),
        ),
        session(
            "plenary",
            "het-rooster-van-morgen",
            "11.30-12.15",
            ("Het rooster van morgen", "Tomorrow's roster"),
            (
                "Roosteren met te weinig mensen en toch vrije dagen geven. In De Kas, met potlood en papier.",
                "Making rosters with too few people and still giving days off. In the Glasshouse, with "
                "pencil and paper.",
            ),
            room="kas",
            speakers=("femke-brandsma",),
        ),
        session(
            "break",
            "lunch-op-de-beursvloer",
            "12.15-13.30",
            ("Lunch op de beursvloer", "Lunch on the exhibition floor"),
            room="beursvloer",
        ),
        session(
            "plenary",
            "minder-gras-meer-modder",
            "13.30-14.15",
            ("Minder gras, meer modder", "Less grass, more mud"),
            (
                "De peuters van De Linde ontwierpen hun eigen tuin. Desirée Pinas laat zien hoe dat ging.",
                "The toddlers of De Linde designed their own garden. Desirée Pinas shows how that went.",
            ),
            room="podium",
            speakers=("desiree-pinas",),
        ),
        session(
            "plenary",
            "een-directeur-op-vrijdag",
            "15.00-15.45",
            ("Een directeur op vrijdag", "A director on Fridays"),
            (
                "Mehmet Çelik werkt elke vrijdag op een groep. Over wat u alleen ziet als u op de grond zit.",
                "Mehmet Çelik works in a group every Friday. On what you only see when you sit on the floor.",
            ),
            room="podium",
            speakers=("mehmet-celik",),
        ),
        session(
            "break",
            "borrel",
            "16.00-17.00",
            ("Borrel op de beursvloer", "Drinks on the exhibition floor"),
            room="beursvloer",
        ),
    )
