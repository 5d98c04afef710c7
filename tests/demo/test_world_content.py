"""What the demo world promises, on whichever day it starts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from demo.world.adaptief_samenwerken import PLACES, adaptief_samenwerken, first_start, second_start
from demo.world.dag_van_de_kinderopvang import STANDS, fair_day
from demo.world.days import changes_of_time, is_free
from demo.world.kracht_van_netwerken import first_day
from demo.world.regie_op_gebiedsontwikkeling import meeting_days
from demo.world.shape import EventData, SignUpData, Text, World
from demo.world.world import world
from lib.holidays import dutch_holidays
from lib.identifiers import (
    normalise_dutch_vat_id,
    normalise_email,
    normalise_iban,
    normalise_kvk,
    normalise_oin,
    normalise_postcode,
)
from lib.names import split_name

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVERY_DAY = [date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 366)]
# A leap day, both changes of time, a holiday, the days around the new year, and some in between.
SOME_DAYS = [
    date(2026, 11, 25),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 28),
    date(2027, 5, 6),
    date(2027, 7, 15),
    date(2027, 9, 12),
    date(2027, 10, 31),
    date(2028, 2, 29),
]
OPEN_CONGRESS, FULL_CONGRESS = "kracht-van-netwerken", "ruimte-voor-de-wijk"
COURSE, FAIR, FREE = (
    "adaptief-samenwerken",
    "dag-van-de-kinderopvang",
    "kennismakingsmiddag-netwerkorganisatie",
)


@cache
def make_world(today: date = SOME_DAYS[0]) -> World:
    return world(today)


def event(slug: str, today: date = SOME_DAYS[0]) -> EventData:
    return next(event for event in make_world(today).events if event.slug == slug)


def sign_ups(slug: str, today: date = SOME_DAYS[0]) -> list[SignUpData]:
    return [sign_up for sign_up in make_world(today).sign_ups if sign_up.event == slug]


def texts(thing: object, where: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text inside with the path that leads to it."""
    if isinstance(thing, Text):
        yield where, thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name), f"{where}.{field.name}")
    elif isinstance(thing, tuple):
        for number, part in enumerate(thing):
            yield from texts(part, f"{where}[{number}]")


def test_the_organisation_its_partners_and_the_accounts_are_those_of_the_contract() -> None:
    slugs = [organisation.slug for organisation in make_world().organisations]
    assert slugs[:4] == ["samenkomst-academie", "gemeente-oosterveen", "kindcentrum-de-linde", "bureau-bries"]
    assert {
        user.email: [(m.organisation, m.role) for m in user.memberships] for user in make_world().users
    } == {
        "eigenaar@demo.example": [("samenkomst-academie", "owner")],
        "organisator@demo.example": [("samenkomst-academie", "organiser")],
        "financien@demo.example": [("samenkomst-academie", "finance")],
        "balie@demo.example": [("samenkomst-academie", "frontdesk")],
        "trainer@demo.example": [("samenkomst-academie", "trainer")],
        "partner@oosterveen.example": [("gemeente-oosterveen", "partner")],
        "deelnemer@demo.example": [],
    }


@pytest.mark.parametrize("today", SOME_DAYS)
def test_there_is_each_event_of_the_contract_and_one_of_each_kind_from_last_year(today: date) -> None:
    coming = {e.slug: e.kind for e in make_world(today).events if not e.archived}
    past = [
        (e.kind, e.days[0].date.year, e.days[-1].date.year) for e in make_world(today).events if e.archived
    ]
    assert coming == {
        OPEN_CONGRESS: "congress",
        FULL_CONGRESS: "congress",
        FREE: "congress",
        COURSE: "leergang",
        "adaptief-samenwerken-tweede-start": "leergang",
        "regie-op-gebiedsontwikkeling": "leergang",
        FAIR: "branchedag",
    }
    assert sorted(past) == [
        (kind, today.year - 1, today.year - 1) for kind in ("branchedag", "congress", "leergang")
    ]


@pytest.mark.parametrize("today", EVERY_DAY[::31])
def test_no_event_falls_on_a_weekend_or_a_holiday(today: date) -> None:
    days = [day.date for event in world(today).events for day in event.days]
    assert [d for d in days if d.weekday() > 4 or d in dutch_holidays(d.year)] == []


def test_whenever_the_demo_starts_the_course_has_six_meetings_over_the_next_change_of_time() -> None:
    for today in EVERY_DAY:
        change = next(changes_of_time(today + timedelta(weeks=6)))
        days = first_start(today)
        offsets = [datetime(d.year, d.month, d.day, 9, 30, tzinfo=AMSTERDAM).utcoffset() for d in days]
        assert len(days) == 6
        assert days[0] > today + timedelta(weeks=3)
        assert days[1] < change < days[2]
        assert len(set(offsets[:3])) == 2
        assert all(is_free(day) for day in days)
        gaps = [(b - a).days for a, b in pairwise(days)]
        assert min(gaps) >= 14
        assert len(set(gaps)) > 1, "irregular"


def test_the_clock_changes_on_those_days() -> None:
    for change in list(changes_of_time(date(2026, 1, 1))):
        before, after = (
            datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM)
            for day in (change - timedelta(days=1), change)
        )
        assert before.utcoffset() != after.utcoffset()


def test_whenever_the_demo_starts_the_other_events_are_where_they_should_be() -> None:
    for today in EVERY_DAY:
        running = meeting_days(today)
        assert [day < today for day in running] == [True] * 3 + [False] * 3
        assert today not in running
        closes = adaptief_samenwerken(today).last_sign_up_day
        assert closes is not None
        assert closes - today >= timedelta(weeks=2)
        assert second_start(today)[0] > first_start(today)[-1]
        assert is_free(first_day(today))
        assert is_free(first_day(today) + timedelta(days=1))
        assert first_day(today) - today >= timedelta(weeks=15)
        assert fair_day(today) - today >= timedelta(weeks=11)


@pytest.mark.parametrize("today", SOME_DAYS)
def test_every_sign_up_was_made_before_its_event_closed_and_before_now(today: date) -> None:
    for sign_up in make_world(today).sign_ups:
        made = today - timedelta(days=sign_up.days_before_today)
        about = event(sign_up.event, today)
        assert sign_up.days_before_today >= 1
        assert made <= (about.last_sign_up_day or about.days[0].date - timedelta(days=1)), sign_up


@pytest.mark.parametrize("today", SOME_DAYS)
def test_sign_ups_come_in_order_of_time(today: date) -> None:
    made = [(today - timedelta(days=s.days_before_today), s.hour) for s in make_world(today).sign_ups]
    assert made == sorted(made)


def test_the_same_day_gives_the_same_world() -> None:
    assert world(SOME_DAYS[0]) == world(SOME_DAYS[0])


def test_the_congress_has_two_days_three_rounds_of_four_fourteen_speakers_and_a_ticket_for_both_days() -> (
    None
):
    congress = event(OPEN_CONGRESS)
    rounds = Counter(s.round for s in congress.sessions if s.round)
    assert [day.seats for day in congress.days] == [400, 400]
    assert rounds == {"ronde-1": 4, "ronde-2": 4, "ronde-3": 4}
    assert len({speaker for session in congress.sessions for speaker in session.speakers}) == 14
    assert congress.tickets[0].slug == "beide-dagen"
    assert "beide" in congress.tickets[0].title.nl.lower()
    assert congress.tickets[0].days == (0, 1)


def test_a_round_holds_everybody_who_can_still_buy() -> None:
    congress, taken = event(OPEN_CONGRESS), taken_seats(OPEN_CONGRESS)
    for chosen in congress.rounds:
        places = sum(s.seats or 0 for s in congress.sessions if s.round == chosen.slug)
        left = places - sum(taken[s.slug] for s in congress.sessions if s.round == chosen.slug)
        assert left >= 400 - taken[f"day-{chosen.day}"]


def test_of_each_round_the_first_two_sessions_have_many_places_and_one_session_is_full() -> None:
    congress, taken = event(OPEN_CONGRESS), taken_seats(OPEN_CONGRESS)
    for chosen in congress.rounds:
        sessions = [s for s in congress.sessions if s.round == chosen.slug]
        assert all((s.seats or 0) - taken[s.slug] > 60 for s in sessions[:2])
    full = [s.slug for s in congress.sessions if s.round and s.seats == taken[s.slug]]
    assert full == ["de-kaart-van-uw-netwerk"]


def taken_seats(slug: str) -> Counter[str]:
    taken: Counter[str] = Counter()
    tickets = {ticket.slug: ticket for ticket in event(slug).tickets}
    for sign_up in sign_ups(slug):
        for participant in sign_up.participants:
            days = tickets[participant.ticket].days or range(len(event(slug).days))
            taken.update(f"day-{day}" for day in days)
            taken.update(participant.sessions.values())
    return taken


@pytest.mark.parametrize("slug", [OPEN_CONGRESS, FULL_CONGRESS, FREE, COURSE, FAIR])
def test_nothing_is_sold_twice(slug: str) -> None:
    about, taken = event(slug), taken_seats(slug)
    for number, day in enumerate(about.days):
        assert day.seats is None or taken[f"day-{number}"] <= day.seats
    for session in about.sessions:
        assert session.seats is None or taken[session.slug] <= session.seats
    assert about.seats is None or sum(len(s.participants) for s in sign_ups(slug)) <= about.seats


def test_every_participant_chose_one_session_in_each_round_of_their_days() -> None:
    for slug in (OPEN_CONGRESS, FULL_CONGRESS):
        about = event(slug)
        days = {ticket.slug: ticket.days or range(len(about.days)) for ticket in about.tickets}
        of_round = {session.slug: session.round for session in about.sessions}
        for sign_up in sign_ups(slug):
            for participant in sign_up.participants:
                wanted = {r.slug for r in about.rounds if r.day in days[participant.ticket]}
                assert set(participant.sessions) == wanted
                assert all(of_round[chosen] == r for r, chosen in participant.sessions.items())


def test_the_congress_in_the_neighbourhood_is_sold_out_with_a_waiting_list() -> None:
    congress = event(FULL_CONGRESS)
    assert congress.waiting_list
    assert sum(len(s.participants) for s in sign_ups(FULL_CONGRESS)) == congress.days[0].seats


def test_the_free_afternoon_is_free_for_half_a_day_and_has_room() -> None:
    afternoon = event(FREE)
    assert [ticket.price for ticket in afternoon.tickets] == [0]
    assert afternoon.rounds == ()
    assert (afternoon.days[0].seats or 0) - sum(len(s.participants) for s in sign_ups(FREE)) > 120
    assert afternoon.days[0].start.hour >= 12


def test_the_course_is_exempt_has_sixteen_places_and_ten_of_them_are_free() -> None:
    course = event(COURSE)
    assert course.seats == PLACES == 16
    assert [ticket.vat for ticket in course.tickets] == ["exempt"]
    assert [session.sort for session in course.sessions] == ["meeting"] * 6
    assert 16 - sum(len(s.participants) for s in sign_ups(COURSE)) >= 10
    series = next(series for series in make_world().series if COURSE in series.editions)
    assert len(series.editions) == 2


def test_the_fair_has_thirty_stands_in_three_sizes_and_stand_12_is_free_for_two_people() -> None:
    fair = event(FAIR)
    sizes = {ticket.slug: ticket for ticket in fair.tickets if ticket.kind == "stand"}
    taken = [s.stand for s in sign_ups(FAIR) if s.stand]
    assert [stand.number for stand in STANDS] == list(range(1, 31))
    assert {stand.ticket for stand in STANDS} == set(sizes)
    assert len(sizes) == 3
    assert all(2 <= size.most_staff < 25 and size.price > 0 for size in sizes.values())
    assert len(taken) == len(set(taken)) == 12
    assert 12 not in taken
    assert len([p for p in fair.partnerships if "sponsor" in p.role.nl]) == 4


def test_no_stand_has_more_staff_than_its_size_allows() -> None:
    allowed = {ticket.slug: ticket.most_staff for ticket in event(FAIR).tickets}
    size = {stand.number: stand.ticket for stand in STANDS}
    for sign_up in sign_ups(FAIR):
        tickets = {participant.ticket for participant in sign_up.participants}
        assert tickets == {"exposant"} if sign_up.stand else "exposant" not in tickets
        assert not sign_up.stand or len(sign_up.participants) <= allowed[size[sign_up.stand]]


def test_what_sign_ups_name_exists() -> None:
    for sign_up in make_world().sign_ups:
        about = event(sign_up.event)
        tickets = {ticket.slug: ticket for ticket in about.tickets}
        assert sign_up.participants
        assert len(sign_up.participants) <= about.most_per_sign_up
        for participant in sign_up.participants:
            assert tickets[participant.ticket].kind in ("admission", "staff")
            assert all(tickets[addon].kind == "addon" for addon in participant.addons)
        paid = sign_up.stand or any(tickets[p.ticket].price for p in sign_up.participants)
        assert bool(paid) == (sign_up.billing is not None)


def test_what_events_name_exists() -> None:
    venues = {venue.slug: {room.slug for room in venue.rooms} for venue in make_world().venues}
    speakers = {speaker.slug for speaker in make_world().speakers}
    organisations = {organisation.slug for organisation in make_world().organisations}
    for about in make_world().events:
        named = {session.room for session in about.sessions} - {""}
        assert named <= venues[about.venue], about.slug
        assert {s for session in about.sessions for s in session.speakers} <= speakers
        assert {partnership.organisation for partnership in about.partnerships} <= organisations
        assert {session.round for session in about.sessions} - {""} == {r.slug for r in about.rounds}
        for session in about.sessions:
            day = about.days[session.day]
            assert day.start <= session.start < session.end <= day.end, session.slug


def test_every_text_stands_in_both_languages_and_shouts_in_neither() -> None:
    empty = [where for where, text in texts(make_world()) if bool(text.nl) != bool(text.en)]
    loud = [where for where, text in texts(make_world()) if "!" in text.nl + text.en]
    assert (empty, loud) == ([], [])


def test_the_hours_on_the_page_are_those_of_the_meetings() -> None:
    course = event(COURSE)
    assert {(s.start, s.end) for s in course.sessions} == {(day.start, day.end) for day in course.days}


def test_addresses_are_nobodys_and_each_stands_once_in_an_event() -> None:
    for about in make_world().events:
        people = [p.person for sign_up in sign_ups(about.slug) for p in sign_up.participants]
        twice = [address for address, n in Counter(p.email for p in people).items() if n > 1]
        assert twice == []
    for sign_up in make_world().sign_ups:
        addresses = [sign_up.contact.email, *(p.person.email for p in sign_up.participants)]
        addresses += [sign_up.billing.email] if sign_up.billing else []
        assert all(normalise_email(a) == a and a.endswith(".example") for a in addresses)


def test_numbers_have_the_form_that_the_registers_give() -> None:
    for organisation in make_world().organisations:
        assert normalise_dutch_vat_id(organisation.vat_number) == organisation.vat_number
        assert normalise_kvk(organisation.kvk) == organisation.kvk
        assert normalise_postcode(organisation.postcode) == organisation.postcode
        assert not organisation.oin or normalise_oin(organisation.oin) == organisation.oin
        assert not organisation.iban or normalise_iban(organisation.iban) == organisation.iban
    for sign_up in make_world().sign_ups:
        if sign_up.billing and sign_up.billing.organisation:
            assert normalise_kvk(sign_up.billing.kvk) == sign_up.billing.kvk
            assert normalise_postcode(sign_up.billing.postcode) == sign_up.billing.postcode
            assert not sign_up.billing.oin or normalise_oin(sign_up.billing.oin) == sign_up.billing.oin


def test_the_academy_sells_exempt_courses_for_years() -> None:
    academy = make_world().organisations[0]
    assert academy.crkbo_valid_until is not None
    assert academy.crkbo_valid_until > second_start(SOME_DAYS[0])[-1] + timedelta(days=365)


def test_there_are_some_hundred_sign_ups_by_people_of_all_sorts() -> None:
    made = make_world().sign_ups
    names = [p.person.name for sign_up in made for p in sign_up.participants]
    parts = [split_name(name) for name in names]
    assert 100 <= len(made) <= 200
    assert {len(s.participants) for s in made} >= {1, 2, 3, 4, 5, 6}
    assert len({part.prefix for part in parts if part.prefix}) >= 10
    assert [n for n in names if re.search(r"[^\x00-\x7f’]", n)], "accents"
    assert [part.surname for part in parts if "-" in part.surname], "double names"
    assert sum(bool(s.order_number) for s in made) >= 25
    assert [s for s in made if s.billing and not s.billing.organisation], "private persons pay too"
    assert [s for s in made if not s.attends], "assistants stay home"
