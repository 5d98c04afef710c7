"""Two days of Kracht van netwerken: three rounds of four sessions, and what stands between them."""

from datetime import date, timedelta

from demo.world.days import spoken
from demo.world.parts import Pair, session
from demo.world.shape import RoundData, SessionData, SessionSort, Text

DAY_1, DAY_2 = 0, 1
ROUNDS = (
    RoundData(slug="ronde-1", title=Text("Ronde 1", "Round 1"), day=DAY_1),
    RoundData(slug="ronde-2", title=Text("Ronde 2", "Round 2"), day=DAY_1),
    RoundData(slug="ronde-3", title=Text("Ronde 3", "Round 3"), day=DAY_2),
)
HOURS = {
    "ronde-1": (DAY_1, "11.15-12.30"),
    "ronde-2": (DAY_1, "13.45-15.00"),
    "ronde-3": (DAY_2, "11.00-12.15"),
}
# Together more than the 400 of a day: whoever can still buy can still choose.
SEATS = {"zaal-1": 140, "zaal-2": 120, "atelier": 24, "zaal-4": 130}


def breakout(
    round_slug: str,
    slug: str,
    room: str,
    title: Pair,
    about: Pair,
    *speakers: str,
    sort: SessionSort = "breakout",
) -> SessionData:
    """Return one of the four sessions of a round; the room says how many it holds."""
    day, hours = HOURS[round_slug]
    return session(
        sort,
        slug,
        hours,
        title,
        about,
        room=room,
        speakers=speakers,
        day=day,
        round_slug=round_slug,
        seats=SEATS[room],
    )


def plenary(day: int, hours: str, slug: str, title: Pair, about: Pair, *speakers: str) -> SessionData:
    """Return a session for everybody, in the main hall."""
    return session("plenary", slug, hours, title, about, room="grote-zaal", speakers=speakers, day=day)


def pause(day: int, hours: str, slug: str, title: Pair) -> SessionData:
    """Return coffee, lunch or drinks, in the foyer."""
    return session("break", slug, hours, title, room="foyer", day=day)


def programme(first_day: date) -> tuple[SessionData, ...]:
    """Return every session in the order of the programme; the first two of each round are the large rooms."""
    return (*_thursday_morning(), *_thursday_afternoon(), *_friday(first_day))


def _thursday_morning() -> tuple[SessionData, ...]:
    return (
        pause(DAY_1, "9.00-9.30", "ontvangst", ("Ontvangst met koffie", "Welcome with coffee")),
        plenary(
            DAY_1,
            "9.30-10.45",
            "een-netwerk-is-geen-organogram",
            ("Een netwerk is geen organogram", "A network is not an organisation chart"),
            (
                "Hanneke Terpstra opent met drie verhalen uit de praktijk: een netwerk dat bleef, een dat "
                "stopte op het goede moment, en een dat nooit begon.",
                "Hanneke Terpstra opens with three stories from practice: a network that lasted, one that "
                "stopped at the right moment, and one that never began.",
            ),
            "hanneke-terpstra",
        ),
        breakout(
            "ronde-1",
            "wie-zit-er-aan-tafel",
            "zaal-1",
            ("Wie zit er aan tafel, en wie niet", "Who is at the table, and who is not"),
            (
                "Neem de deelnemerslijst van uw laatste overleg mee. U kijkt wie er ontbreekt, wat dat kost "
                "en hoe u diegene alsnog uitnodigt.",
                "Bring the list of those at your last meeting. You look at who is missing, what that costs "
                "and how to invite them after all.",
            ),
            "mirjam-oosterhof",
        ),
        breakout(
            "ronde-1",
            "samen-opdrachtgever-zijn",
            "zaal-2",
            ("Samen opdrachtgever zijn", "Commissioning together"),
            (
                "Vijf partijen, één opdracht. Bas laat de stukken zien: de startnotitie, de begroting en de "
                "brief waarmee het bijna misging.",
                "Five parties, one commission. Bas shows the papers: the first memo, the budget and the "
                "letter that nearly ended it.",
            ),
            "bas-lindeboom",
        ),
        breakout(
            "ronde-1",
            "de-kaart-van-uw-netwerk",
            "atelier",
            ("De kaart van uw netwerk tekenen", "Drawing the map of your network"),
            (
                "U tekent uw eigen netwerk op een rol behang en bespreekt het met iemand van een andere "
                "organisatie. Een kleine groep, aan grote tafels.",
                "You draw your own network on a roll of wallpaper and discuss it with somebody from another "
                "organisation. A small group, at large tables.",
            ),
            "noor-haddad",
        ),
        breakout(
            "ronde-1",
            "kinderopvang-en-wijkteam",
            "zaal-4",
            ("Kinderopvang en wijkteam: één gesprek", "Childcare and neighbourhood team: one conversation"),
            (
                "Hoe komen opvang, school en wijkteam tot één gesprek met ouders? Met een echte casus en de "
                "vragen die daar niet gesteld werden.",
                "How do childcare, school and the neighbourhood team reach one conversation with parents? "
                "With a real case and the questions that were not asked.",
            ),
            "jolanda-de-wit",
        ),
        pause(DAY_1, "12.30-13.45", "lunch-donderdag", ("Lunch aan lange tafels", "Lunch at long tables")),
    )


def _thursday_afternoon() -> tuple[SessionData, ...]:
    return (
        breakout(
            "ronde-2",
            "verbinden-zonder-macht",
            "zaal-1",
            ("Verbinden zonder macht", "Connecting without power"),
            (
                "Wat doet u als u niets kunt afdwingen? Tjeerd oefent met u drie gesprekken die u morgen "
                "kunt voeren.",
                "What do you do when you cannot force anything? With Tjeerd you practise three "
                "conversations that you can have tomorrow.",
            ),
            "tjeerd-hofstra",
        ),
        breakout(
            "ronde-2",
            "vertrouwen-onder-tijdsdruk",
            "zaal-2",
            ("Vertrouwen onder tijdsdruk", "Trust under time pressure"),
            (
                "Een oefening in veertig minuten: vier diensten, één telefoonlijn en te weinig informatie. "
                "Daarna het gesprek over wat er gebeurde.",
                "An exercise of forty minutes: four services, one telephone line and too little "
                "information. Then the conversation about what happened.",
            ),
            "soraya-benali",
        ),
        breakout(
            "ronde-2",
            "wat-legt-u-vast",
            "atelier",
            ("Wat legt u vast, en wat juist niet", "What to write down, and what not"),
            (
                "Van dertig bladzijden naar één. U schrijft aan uw eigen afspraak en gaat naar huis met een "
                "versie die u durft voor te leggen.",
                "From thirty pages to one. You work on an agreement of your own and go home with a version "
                "that you dare to show.",
            ),
            "annelies-kuipers",
        ),
        breakout(
            "ronde-2",
            "bewonersinitiatieven-die-blijven",
            "zaal-4",
            ("Bewonersinitiatieven die blijven", "Residents' initiatives that last"),
            (
                "Kees en Ria vertellen wat een initiatief nodig heeft na het eerste jaar, als de aandacht "
                "weg is en het werk blijft.",
                "Kees and Ria tell what an initiative needs after the first year, when the attention is "
                "gone and the work remains.",
            ),
            "kees-doornbos",
            "ria-doornbos",
        ),
        plenary(
            DAY_1,
            "15.30-16.30",
            "vijf-jaar-wijkalliantie",
            ("Oosterveen vertelt: vijf jaar wijkalliantie", "Oosterveen tells: five years of alliance"),
            (
                "Wethouder Ineke Strating en vier bewoners kijken terug. Ook over het jaar waarin niemand "
                "meer kwam.",
                "Alderman Ineke Strating and four residents look back. Also on the year in which nobody "
                "came.",
            ),
            "ineke-strating",
        ),
        pause(DAY_1, "16.30-18.00", "borrel", ("Borrel", "Drinks")),
    )


def _friday(first_day: date) -> tuple[SessionData, ...]:
    told = spoken(first_day - timedelta(days=38))
    return (
        pause(DAY_2, "9.00-9.30", "ontvangst-vrijdag", ("Ontvangst met koffie", "Welcome with coffee")),
        plenary(
            DAY_2,
            "9.30-10.30",
            "de-stille-kracht-van-de-secretaris",
            ("De stille kracht van de secretaris", "The quiet power of the secretary"),
            (
                "Wie houdt een netwerk bij elkaar als de bestuurders naar huis zijn? Marleen van der "
                "Heijden over werk dat niemand ziet.",
                "Who keeps a network together once the executives have gone home? Marleen van der Heijden "
                "on work that nobody sees.",
            ),
            "marleen-van-der-heijden",
        ),
        breakout(
            "ronde-3",
            "leren-van-wat-misging",
            "zaal-1",
            ("Leren van wat misging", "Learning from what went wrong"),
            (
                "Drie gemeenten vertellen over een samenwerking die strandde. Hanneke Terpstra vraagt door; "
                "namen blijven in de zaal.",
                "Three municipalities tell about a collaboration that stranded. Hanneke Terpstra asks on; "
                "names stay in the room.",
            ),
            "hanneke-terpstra",
        ),
        breakout(
            "ronde-3",
            "gegevens-delen-mag-vaker",
            "zaal-2",
            ("Gegevens delen mag vaker dan u denkt", "You may share data more often than you think"),
            (
                "Ruud loopt met u langs zes situaties uit zorg, jeugd en veiligheid. U zegt eerst zelf of "
                "het mag.",
                "Ruud walks you through six situations from care, youth and safety. You say first whether "
                "it is allowed.",
            ),
            "ruud-van-amerongen",
        ),
        breakout(
            "ronde-3",
            "gebiedsontwikkeling-met-ondernemers",
            "atelier",
            (
                "Gebiedsontwikkeling met ondernemersverenigingen",
                "Area development with business associations",
            ),
            (
                "Drie verenigingen, drie belangen en één haven. Ilse laat zien hoe het plan er kwam en wat "
                "zij nu anders zou doen.",
                "Three associations, three interests and one harbour. Ilse shows how the plan came about "
                "and what she would do differently now.",
            ),
            "ilse-verhagen",
        ),
        breakout(
            "ronde-3",
            "open-sessie",
            "zaal-4",
            ("Open sessie", "Open session"),
            (
                f"Deelnemers bepalen het onderwerp. Op {told.nl} maken we het bekend.",
                f"Participants decide on the subject. We announce it on {told.en}.",
            ),
            sort="open",
        ),
        pause(DAY_2, "12.15-13.30", "lunch-vrijdag", ("Lunch", "Lunch")),
        plenary(
            DAY_2,
            "13.30-15.00",
            "open-space",
            ("Open space", "Open space"),
            (
                "U stelt ’s ochtends een gesprek voor, ’s middags voert u het. In alle zalen, begeleid door "
                "Bureau Bries.",
                "In the morning you propose a conversation, in the afternoon you have it. In all rooms, "
                "guided by Bureau Bries.",
            ),
        ),
        plenary(
            DAY_2,
            "15.00-15.45",
            "slotgesprek",
            ("Slotgesprek", "Closing conversation"),
            ("Wat neemt u mee naar maandag?", "What do you take with you to Monday?"),
        ),
    )
