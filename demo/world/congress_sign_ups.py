"""Who signed up for the three congresses that are still to come."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, time

from demo.world import kennismakingsmiddag, kracht_programme, kracht_van_netwerken, ruimte_voor_de_wijk
from demo.world.booking import Moment, book, contact_of, moments
from demo.world.companies import COMPANIES, Company, in_sectors
from demo.world.kracht_van_netwerken import BOOK, BOTH, DINNER, FRIDAY_ONLY, PARTNER_CODE, THURSDAY_ONLY
from demo.world.people import colleague, private_person
from demo.world.shape import ParticipantData, PersonData, SessionData, SignUpData

BUYERS = in_sectors("government", "childcare", "bureau", "society")
DEELNEMER = PersonData(name="Marieke van den Berg", email="deelnemer@demo.example")
KRACHT_SIZES = (3, 1, 2, 6, 1, 2, 4, 1, 1, 3, 2, 5, 1, 2, 1, 3, 1, 6, 2, 1, 4)
KRACHT_COUNT = 42
WIJK_SIZES = (4, 2, 3, 1, 2, 6, 2, 1, 3, 4, 2, 1, 2, 5, 2, 1, 3, 4)
MIDDAG_SIZES = (1, 1, 2, 1, 1, 3, 1, 1, 2, 1, 1, 1, 4, 1, 1, 2, 1, 1, 1, 2, 1)
# Which session of each round person n would like: the studio of round 1 is full first.
WISHES = {
    "ronde-1": (
        "de-kaart-van-uw-netwerk",
        "samen-opdrachtgever-zijn",
        "wie-zit-er-aan-tafel",
        "de-kaart-van-uw-netwerk",
        "kinderopvang-en-wijkteam",
    ),
    "ronde-2": (
        "verbinden-zonder-macht",
        "wat-legt-u-vast",
        "vertrouwen-onder-tijdsdruk",
        "bewonersinitiatieven-die-blijven",
        "wat-legt-u-vast",
    ),
    "ronde-3": (
        "leren-van-wat-misging",
        "gegevens-delen-mag-vaker",
        "open-sessie",
        "gebiedsontwikkeling-met-ondernemers",
        "gebiedsontwikkeling-met-ondernemers",
    ),
}
KEPT_FREE = {"wat-legt-u-vast": 3, "gebiedsontwikkeling-met-ondernemers": 2}


def kracht(today: date) -> Iterator[SignUpData]:
    """Yield the sign-ups for the two days: groups of one to six, each with their own sessions."""
    chooser = _Chooser(today)
    when = moments(today, 74, 2, KRACHT_COUNT)
    for number in range(KRACHT_COUNT):
        company = BUYERS[number * 7 % len(BUYERS)]
        size, first = KRACHT_SIZES[number % len(KRACHT_SIZES)], number // len(BUYERS) * 6
        participants = [
            _participant(colleague(company, first + n), _ticket(number, n), number, n, chooser)
            for n in range(size)
        ]
        contact = contact_of(company, number, participants[0].person)
        yield book(
            kracht_van_netwerken.SLUG,
            number,
            today,
            when[number],
            participants,
            contact,
            company,
            company.billing(),
            code=PARTNER_CODE if company.city == "Oosterveen" else "",
        )
    company = next(c for c in COMPANIES if c.name == "Gemeente Meerwolde")
    herself = _participant(DEELNEMER, BOTH, KRACHT_COUNT, 0, chooser)
    yield book(
        kracht_van_netwerken.SLUG,
        KRACHT_COUNT,
        today,
        Moment(20, time(20, 41)),
        [herself],
        DEELNEMER,
        company,
        company.billing(),
    )


def _ticket(number: int, person: int) -> str:
    if number % 6 == 4:
        return THURSDAY_ONLY
    return FRIDAY_ONLY if number % 9 == 7 or person == 4 else BOTH


class _Chooser:
    """Gives each person the session of their wish, or the next one that has room."""

    def __init__(self, today: date) -> None:
        programme = kracht_programme.programme(kracht_van_netwerken.first_day(today))
        self._sessions: dict[str, SessionData] = {s.slug: s for s in programme if s.round}
        self._taken: Counter[str] = Counter()
        self._people = 0

    def choose(self, days: tuple[int, ...]) -> dict[str, str]:
        """Return a session for each round of these days."""
        self._people += 1
        rounds = [r for r in kracht_programme.ROUNDS if r.day in days]
        return {r.slug: self._one(r.slug) for r in rounds}

    def _one(self, round_slug: str) -> str:
        wishes = WISHES[round_slug]
        for n in range(len(wishes)):
            slug = wishes[(self._people + n) % len(wishes)]
            if self._taken[slug] < (self._sessions[slug].seats or 0) - KEPT_FREE.get(slug, 0):
                self._taken[slug] += 1
                return slug
        raise AssertionError(f"the wishes of {round_slug} hold too few people")


def _participant(
    person: PersonData, ticket: str, number: int, position: int, chooser: _Chooser
) -> ParticipantData:
    days = {BOTH: (0, 1), THURSDAY_ONLY: (0,), FRIDAY_ONLY: (1,)}[ticket]
    addons = {}
    if number % 5 == 2 and 0 in days:
        addons[DINNER] = 1
    if number % 8 == 3 and position == 0:
        addons[BOOK] = 1
    return ParticipantData(person=person, ticket=ticket, sessions=chooser.choose(days), addons=addons)


def ruimte(today: date) -> Iterator[SignUpData]:
    """Yield the sign-ups that fill the congress in the neighbourhood to the last place."""
    walks = (ruimte_voor_de_wijk.KLEINE_ES, ruimte_voor_de_wijk.HAVEN, ruimte_voor_de_wijk.SCHOOLPLEIN)
    when, walker = moments(today, 70, 31, len(WIJK_SIZES)), 0
    for number, size in enumerate(WIJK_SIZES):
        company = BUYERS[(number * 5 + 4) % len(BUYERS)]
        participants = []
        for n in range(size):
            choice = {ruimte_voor_de_wijk.ROUND: walks[walker % len(walks)]}
            participants.append(
                ParticipantData(
                    person=colleague(company, n + 3), ticket=ruimte_voor_de_wijk.TICKET, sessions=choice
                )
            )
            walker += 1
        contact = contact_of(company, number, participants[0].person)
        yield book(
            ruimte_voor_de_wijk.SLUG,
            number,
            today,
            when[number],
            participants,
            contact,
            company,
            company.billing(),
        )


def kennismaking(today: date) -> Iterator[SignUpData]:
    """Yield the sign-ups for the free afternoon; nobody is billed, some come for themselves."""
    when = moments(today, 33, 1, len(MIDDAG_SIZES))
    for number, size in enumerate(MIDDAG_SIZES):
        company: Company | None = None if number % 5 == 4 else BUYERS[(number * 11 + 2) % len(BUYERS)]
        people = [
            colleague(company, n + 4) if company else private_person(number * 3 + n) for n in range(size)
        ]
        participants = [ParticipantData(person=p, ticket=kennismakingsmiddag.TICKET) for p in people]
        yield book(kennismakingsmiddag.SLUG, number, today, when[number], participants, people[0])
    herself = ParticipantData(person=DEELNEMER, ticket=kennismakingsmiddag.TICKET)
    yield book(
        kennismakingsmiddag.SLUG, len(MIDDAG_SIZES), today, Moment(12, time(21, 7)), [herself], DEELNEMER
    )
