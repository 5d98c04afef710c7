"""What the page of an event tells."""

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from lxml import html

from events import making
from events.kinds import KINDS
from events.models import (
    Event,
    EventText,
    Partnership,
    Room,
    Round,
    Series,
    Session,
    SessionDraft,
    SessionSpeaker,
    Speaker,
    TicketType,
)
from events.releases import release_drafts
from flows.event_making import make_event
from tests.making import (
    NOON,
    make_branchedag,
    make_congress,
    make_leergang,
    make_organisation,
    make_steps,
)
from tests.website.pages import get, links, path_of, select, words
from website.page_parts import PARTS

pytestmark = pytest.mark.django_db


def page_of(event: Event, language: str = "nl", now: datetime = NOON) -> html.HtmlElement:
    return get(path_of(event, language), now)


def test_every_part_that_a_kind_names_has_a_template_and_a_loader() -> None:
    for event in (make_congress(), make_leergang(), make_branchedag()):
        assert set(event.behaviour.page_parts(event)) <= set(PARTS)
    assert {"programme", "meetings", "stands"} <= set(PARTS)
    assert len(KINDS) == 3


def test_a_congress_tells_when_and_where_it_is() -> None:
    page = page_of(make_congress(days=2, lead="Twee dagen samen."))
    assert words(page, "h1") == ["Kracht van netwerken"]
    assert words(page, ".hero p") == [
        "Congres op donderdag 11 en vrijdag 12 maart 2027 in Zwolle",
        "Twee dagen samen.",
        "kosteloos",
        "Voor uzelf of voor collega’s: één formulier.",
    ]
    assert words(page, ".facts dd") == [
        "donderdag 11 maart 2027, 9.00–17.00 uur vrijdag 12 maart 2027, 9.00–17.00 uur",
        "De Graansilo Katwolderhaven 8, Zwolle",
    ]
    assert len(select(page, ".drawing[aria-hidden=true]")) == 2


def test_the_programme_stands_by_day_with_rounds_to_choose_from() -> None:
    page = page_of(make_congress(days=2, rounds=2, sessions=3, plenary=True))
    assert words(page, "#programme ~ h3") == ["Donderdag 11 maart", "Vrijdag 12 maart"]
    assert words(page, ".programme .when") == ["9.30–10.45", "11.15–12.30", "12.30–13.45"] * 2
    assert words(page, ".round") == [
        "Ronde-1. U kiest één van de drie.",
        "Ronde-2. U kiest één van de drie.",
    ]
    assert words(page, "#ronde-1-b") == ["Sessie 1B zaal 2"]
    assert words(page, ".programme .break") == ["12.30–13.45 Lunch"] * 2


def test_what_is_not_released_or_cancelled_is_not_shown() -> None:
    event = make_congress(rounds=1)
    event.sessions.filter(slug="ronde-1-a").update(released_at=None)
    event.sessions.filter(slug="ronde-1-b").update(cancelled_at=NOON)
    page = page_of(event)
    assert words(page, "#programme ~ ol") == []
    assert "Sessie" not in words(page)[0]


def test_who_speaks_is_told_with_what_they_do() -> None:
    event = make_congress(rounds=1)
    noor = Speaker.objects.create(
        organisation=event.organisation, name="Noor Haddad", role="Adviseur", bio="Noor tekent."
    )
    Speaker.objects.create(organisation=event.organisation, name="Niemand")
    SessionSpeaker.objects.create(session=event.sessions.get(slug="ronde-1-b"), speaker=noor)
    page = page_of(event)
    assert words(page, ".person") == ["NH Noor Haddad Noor tekent. Adviseur Ronde-1, zaal 2"]
    assert words(page, "#ronde-1-b") == ["Sessie 1B Noor Haddad zaal 2"]


def test_a_course_lists_its_meetings_on_both_sides_of_the_change_of_time() -> None:
    page = page_of(make_leergang())
    assert words(page, ".hero p")[0] == "Leergang van 11 februari tot en met 17 juni 2027 in Zwolle"
    assert words(page, "#meetings") == ["Zes bijeenkomsten"]
    days = ["do 11 feb", "do 4 mrt", "do 25 mrt", "do 8 apr", "do 20 mei", "do 17 jun"]
    assert words(page, ".agenda .date b") == days
    assert words(page, ".agenda .at .nowrap") == ["9.30–17.00 uur"] * 6
    assert words(page, "#prices ~ ul .card") == ["Deelname aan de leergang € 1.950,00 btw-vrijgesteld"]
    assert "vrijgesteld van btw (art. 11 lid 1 onderdeel o Wet OB 1968)" in words(page)[0]


def test_a_course_names_the_other_starts_of_its_series() -> None:
    organisation = make_organisation()
    series = Series.objects.create(organisation=organisation, kind="leergang", slug="reeks", title="Reeks")
    event = make_leergang(organisation=organisation, series=series)
    other = make_leergang(organisation=organisation, series=series)
    make_leergang(organisation=organisation, series=series, status="draft")
    make_leergang(organisation=organisation)
    assert links(page_of(event), "#editions ~ ul a") == [path_of(other)]


def test_a_fair_tells_sizes_prices_and_which_stands_are_free() -> None:
    event = make_branchedag(stands=5)
    event.pools.filter(slug__in=["stand-2", "stand-5"]).update(taken=1)
    assert words(page_of(event), ".table tbody tr") == [
        "Stand klein € 695,00 excl. btw ( € 840,95 incl. btw) 2 1, 3 en 4"
    ]
    event.pools.filter(slug__startswith="stand-").update(taken=1)
    assert words(page_of(event), ".table tbody td")[-1] == "geen"


def test_prices_say_excl_or_incl_and_consumers_read_incl_first() -> None:
    event = make_congress(price="495.00")
    fields = {"title": "Particulier", "price_includes_vat": True, "audience": "consumer", "position": 2}
    TicketType.objects.create(event=event, slug="particulier", price=Decimal("121.00"), **fields)
    TicketType.objects.create(event=event, slug="geheim", title="Geheim", price=1, is_hidden=True)
    TicketType.objects.create(event=event, slug="diner", title="Diner", price=Decimal("62.50"), kind="addon")
    assert words(page_of(event), "#prices ~ ul .card") == [
        "Deelname € 495,00 excl. btw € 598,95 incl. btw",
        "Particulier € 121,00 incl. btw € 100,00 excl. btw",
        "Diner € 62,50 excl. btw ( € 75,63 incl. btw)",
    ]


def test_a_ticket_that_is_not_on_sale_says_so() -> None:
    event = make_congress(day_tickets=True)
    event.ticket_types.filter(slug="regulier").update(on_sale_until=NOON)
    event.ticket_types.filter(slug="alleen-dag-1").update(on_sale_from=NOON + timedelta(days=1))
    assert words(page_of(event), "#prices ~ ul .card") == [
        "Deelname kosteloos Niet meer te koop",
        "Alleen dag-1 kosteloos Te koop vanaf donderdag 26 november 2026, 13.00 uur",
    ]


def test_cancelling_costs_what_its_steps_say() -> None:
    event = make_congress(price="495.00")
    make_steps(event)
    assert (
        "Een collega kan altijd kosteloos in uw plaats komen. Annuleren kan tot en met donderdag "
        "25 februari, 23.59 uur, voor € 35,00 excl. btw (€ 42,35) per persoon; daarna betaalt u het "
        "volledige bedrag."
    ) in words(page_of(event), "#prices ~ p")


def test_texts_of_organisers_are_markdown_without_html() -> None:
    event = make_congress(description="**Vet** <script>alert(1)</script>")
    EventText.objects.create(event=event, position=1, title="Bereikbaarheid", body="- te voet\n- per fiets")
    page = page_of(event)
    assert words(page, ".prose strong") == ["Vet"]
    assert select(page, "main script") == []
    assert words(page, ".fold li") == ["te voet", "per fiets"]


def test_organiser_and_partners_stand_at_the_end() -> None:
    event = make_congress()
    partner = make_organisation(name="Bureau Bries")
    Partnership.objects.create(event=event, organisation=partner, role="leidt", role_en="leads")
    organiser = "Samenkomst Academie organisator"
    assert words(page_of(event), "#partners ~ ul li") == [organiser, "Bureau Bries leidt"]
    assert words(page_of(event, "en"), "#partners ~ ul li")[1] == "Bureau Bries leads"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "cancelled"}, "Dit evenement gaat niet door."),
        ({"status": "archived"}, "Dit evenement is geweest."),
        ({"is_closed": True}, "De aanmelding is gesloten."),
        ({"sign_up_closes_at": NOON}, "De aanmelding is gesloten."),
        (
            {"sign_up_opens_at": datetime(2026, 12, 1, 8, tzinfo=UTC)},
            "De aanmelding opent op dinsdag 1 december 2026, 9.00 uur.",
        ),
    ],
)
def test_where_nobody_can_sign_up_the_page_says_why(fields: dict[str, Any], sentence: str) -> None:
    page = page_of(make_congress(**fields))
    assert words(page, ".notice") == [sentence, sentence]
    assert not [link for link in links(page) if link.endswith("/aanmelden/")]


def test_a_course_closes_its_enrolment() -> None:
    assert words(page_of(make_leergang(is_closed=True)), ".hero .notice") == ["De inschrijving is gesloten."]


def test_an_event_that_is_over_says_so() -> None:
    page = page_of(make_congress(), now=datetime(2027, 3, 12, tzinfo=UTC))
    assert words(page, ".hero .notice") == ["Dit evenement is geweest."]


def test_english_has_its_own_address_and_links_to_the_dutch() -> None:
    event = make_congress(title_en="The power of networks", rounds=1)
    page = page_of(event, "en")
    assert page.get("lang") == "en"
    assert words(page, "h1") == ["The power of networks"]
    assert words(page, ".round") == ["Ronde-1. You choose one of the two."]
    assert f"/en/congresses/{event.slug}/register/" in links(page)
    assert links(page, "header a[hreflang=nl]") == [path_of(event)]
    alternates = {link.get("hreflang"): link.get("href") for link in select(page, "link[rel=alternate]")}
    assert alternates["en"].endswith(path_of(event, "en"))
    assert alternates["nl"] == alternates["x-default"]


def test_an_event_may_say_je() -> None:
    page = page_of(make_congress(rounds=1, form_of_address="je"))
    assert page.get("lang") == "nl"
    assert words(page, ".round") == ["Ronde-1. Je kiest één van de twee."]
    assert not re.search(r"\b[Uu]w?\b", words(page)[0])


def test_search_engines_read_the_event_whatever_its_title_holds() -> None:
    event = make_congress(title="Een </script><b>einde</b>")
    (block,) = page_of(event).xpath("//script[@type='application/ld+json']")
    data = json.loads(block.text)
    assert data["name"] == "Een </script><b>einde</b>"
    assert data["startDate"] == "2027-03-11T09:00:00+01:00"
    assert data["location"]["address"]["addressLocality"] == "Zwolle"


def make_released() -> Event:
    """A congress with one round, made as an organiser does: with drafts, released once."""
    plain = make_congress(rounds=1)
    sessions = [(row.slug, row.title, row.begins_at, row.ends_at, row.room) for row in plain.sessions.all()]

    def build(event: Event) -> dict[str, int | None]:
        day = making.add_day(event, "dag-1", plain.begins_at, plain.ends_at)
        round_ = Round.objects.create(event=event, day=day, slug="ronde-1", title="Ronde 1", position=1)
        for slug, title, begin, end, room in sessions:
            row = Session(event=event, day=day, round=round_, slug=slug, title=title, kind="breakout")
            row.begins_at, row.ends_at, row.room = begin, end, room
            making.add_session(row)
        return {}

    fields = {"kind": plain.kind, "organisation": plain.organisation, "venue": plain.venue}
    dates = {"begins_at": plain.begins_at, "ends_at": plain.ends_at}
    return make_event(Event(slug="met-drafts", title="Met drafts", **fields, **dates), build, NOON)


def test_what_a_release_changed_is_told_in_words() -> None:
    event = make_released()
    first = "Programma onder voorbehoud, bijgewerkt op 25 november 2026 (versie 1)."
    assert words(page_of(event), "#programme + .row p") == [first]
    moved, renamed = event.sessions.order_by("slug")
    assert event.venue
    other = Room.objects.create(venue=event.venue, name="Atelier")
    making.move_session(moved, moved.begins_at, moved.ends_at + timedelta(minutes=15), other)
    SessionDraft.objects.filter(session=renamed).update(title="Nieuwe naam", is_cancelled=False)
    release_drafts(event, NOON + timedelta(days=1), None)
    page = page_of(event, now=NOON + timedelta(days=1))
    assert words(page, "#programme + .row p")[0].endswith(
        "26 november 2026 (versie 2). Bekijk de wijzigingen"
    )
    assert words(page, "#changes li") == [
        "Sessie 1A: nu donderdag 11 maart 2027, 11.15–12.45 uur en nu in Atelier",
        "Nieuwe naam: heette eerst ‘Sessie 1B’",
    ]
    SessionDraft.objects.filter(session=moved).update(is_cancelled=True)
    release_drafts(event, NOON + timedelta(days=2), None)
    lines = words(page_of(event, now=NOON + timedelta(days=2)), "#changes li")
    assert lines[0] == "Vervallen: Sessie 1A"
    assert len(lines) == 3
