"""Changing an event: texts at once, dates and place in drafts, prices and places within what is sold."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.models import Day, Event, EventDraft, SessionDraft, TicketType
from events.releases import release_drafts
from lib import clock
from lib.dates import moment_on
from organisations.models import Trail
from registrations.models import Line, SeatPool
from tests.events.drafts import make_drafts
from tests.making import NOON, ZONE, make_basket, make_branchedag, make_congress, make_leergang
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db


class Editor:
    """An organiser at the pages of one event, who posts forms as a browser does."""

    def __init__(self, event: Event) -> None:
        self.base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/bewerken/"
        self.client: Client = browser_of(make_member(event.organisation, Role.ORGANISER))

    def post(self, page: str = "", **changed: str) -> Any:
        with clock.at(NOON):
            tree: Any = html.fromstring(self.client.get(self.base + page).content.decode())
            form = next(f for f in tree.forms if f.xpath(".//input[@name='seen'] | .//textarea | .//select"))
            values = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
            return self.client.post(self.base + page, values | changed)

    def errors(self, page: str = "", **changed: str) -> dict[str, str]:
        answer = self.post(page, **changed)
        assert answer.status_code == 422
        tree: Any = html.fromstring(answer.content.decode())
        return {li.get("data-field"): li.text_content() for li in tree.xpath("//*[@data-errors]/li")}


def test_texts_change_at_once_in_both_languages_and_leave_a_trace() -> None:
    event = make_congress()
    answer = Editor(event).post(title="Nieuwe titel", title_en="New title", description="**Vet**")
    assert answer.status_code == 303
    changed = Event.objects.get()
    assert (changed.title, changed.title_en, changed.version) == (
        "Nieuwe titel",
        "New title",
        event.version + 1,
    )
    [trace] = Trail.objects.filter(verb="changed")
    assert trace.facts == {"fields": ["title", "title_en", "description"], "drafts": []}


def test_saving_what_is_there_changes_nothing() -> None:
    event = make_congress(days=2, price="495.00", day_tickets=True)
    editor = Editor(event)
    for page in ("", "aanmelden/", "deelname/regulier/", "deelname/alleen-dag-1/", "plaatsen/", "annuleren/"):
        assert editor.post(page).status_code == 303, page
    assert Event.objects.get().version == event.version
    assert not Trail.objects.exists()


def test_a_preview_shows_markdown_and_stores_nothing() -> None:
    event = make_congress()
    answer = Editor(event).post(description="**Vet** <script>x</script>", preview="on")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>Vet</strong> &lt;script&gt;" in page
    assert Event.objects.get().description == ""


def test_a_new_day_and_place_wait_for_a_release_and_take_the_sessions_along() -> None:
    event = make_drafts(make_congress(rounds=1))
    moved = {"dag-1-start": "2027-03-29T10:00", "dag-1-end": "2027-03-29T18:00", "place": "Jaarbeurs"}
    assert Editor(event).post(**moved).status_code == 303
    day = Day.objects.select_related("draft").get()
    assert (day.date, day.draft.date) == (date(2027, 3, 11), date(2027, 3, 29))
    draft = EventDraft.objects.select_related("venue").get()
    assert (str(draft.venue), draft.begins_at) == ("Jaarbeurs", moment_on(date(2027, 3, 29), time(10), ZONE))
    assert str(Event.objects.get().venue) == "De Graansilo, Katwolderhaven 8, Zwolle"
    begins = set(SessionDraft.objects.values_list("begins_at", flat=True))
    assert begins == {moment_on(date(2027, 3, 29), time(11, 15), ZONE)}  # summer time has begun
    release_drafts(event, NOON, None)
    released = Event.objects.get()
    assert (str(released.venue), released.begins_at) == ("Jaarbeurs", draft.begins_at)


def test_the_dates_of_meetings_are_not_asked_here() -> None:
    event = make_leergang()

    assert Editor(event).client.get(Editor(event).base).status_code == 200


def test_an_end_before_the_begin_is_refused_and_the_typed_kept() -> None:
    editor = Editor(make_congress())
    assert editor.errors(**{"dag-1-end": "2027-03-11T08:00", "title": "Anders"}) == {
        "dag-1-end": "Het einde moet later zijn dan het begin."
    }
    assert Event.objects.get().title == "Kracht van netwerken"


def test_rules_are_changed_and_at_least_one_way_to_pay_stays() -> None:
    event = make_congress()
    editor = Editor(event)
    assert (
        editor.post("aanmelden/", most_per_sign_up="3", sign_up_closes_at="2027-03-01T12:00").status_code
        == 303
    )
    changed = Event.objects.get()
    assert changed.most_per_sign_up == 3
    assert changed.sign_up_closes_at == moment_on(date(2027, 3, 1), time(12), ZONE)
    errors = editor.errors("aanmelden/", may_pay_on_invoice="", may_pay_online="")
    assert list(errors) == ["may_pay_on_invoice"]


def test_a_new_price_leaves_what_was_sold_alone() -> None:
    event = make_congress(price="495.00")
    make_registration(event, make_basket(event, 1))
    assert Editor(event).post("deelname/regulier/", price="1.295,50", vat="9").status_code == 303
    ticket = TicketType.objects.get()
    assert (str(ticket.price), str(ticket.vat_percent), ticket.vat_category) == ("1295.50", "9.00", "S")
    assert str(Line.objects.get().unit_price) == "495.00"
    [trace] = Trail.objects.filter(verb="ticket changed")
    assert (trace.facts["from"], trace.facts["to"]) == ("495.00", "1295.50")


def test_an_extra_is_added_with_so_many_of_it() -> None:
    event = make_congress(days=2)
    answer = Editor(event).post(
        "deelname/nieuw/", kind="addon", title="Diner", price="35", seats="20", days="dag-2"
    )
    assert answer.status_code == 303
    ticket = TicketType.objects.get(slug="diner")
    assert (ticket.kind, [day.slug for day in ticket.days.all()]) == ("addon", ["dag-2"])
    assert SeatPool.objects.get(slug="ticket-diner").capacity == 20


def test_places_go_up_and_down_but_never_below_what_is_taken() -> None:
    event = make_congress(seats=10)
    make_registration(event, make_basket(event, 4))
    editor = Editor(event)
    assert editor.post("plaatsen/", **{"dag-1": "4"}).status_code == 303
    errors = editor.errors("plaatsen/", **{"dag-1": "3"})
    assert errors == {"dag-1": "Er zijn al 4 plaatsen bezet: minder kan niet."}
    assert SeatPool.objects.get().capacity == 4
    assert editor.post("plaatsen/", **{"dag-1": ""}).status_code == 303
    assert SeatPool.objects.get().capacity is None


def test_cancellation_steps_hold_an_amount_or_a_percentage() -> None:
    event = make_congress()
    editor = Editor(event)
    steps = {"days_0": "30", "fee_0": "35,00", "days_1": "13", "percent_1": "100"}
    assert editor.post("annuleren/", **steps).status_code == 303
    rows = event.cancellation_steps.values_list("days_before", "fee", "percent")
    assert [tuple(map(str, row)) for row in rows] == [("30", "35.00", "None"), ("13", "None", "100.00")]
    assert editor.post("annuleren/").status_code == 303
    errors = editor.errors("annuleren/", fee_1="10", days_2="30", percent_2="5", percent_3="1")
    assert list(errors) == ["fee_1", "days_2", "days_3"]
    assert editor.post("annuleren/", days_0="", fee_0="").status_code == 303
    assert list(event.cancellation_steps.values_list("days_before", flat=True)) == [13]


def test_costs_of_cancelling_may_bear_vat_of_their_own() -> None:
    event = make_congress()
    editor = Editor(event)
    steps = {"days_0": "30", "fee_0": "35,00", "vat_0": "none", "days_1": "13", "percent_1": "100"}
    assert editor.post("annuleren/", **steps).status_code == 303
    rows = event.cancellation_steps.values_list("days_before", "vat_category", "vat_percent")
    assert [tuple(map(str, row)) for row in rows] == [("30", "O", "0.00"), ("13", "", "None")]
    before = Event.objects.get().version
    assert editor.post("annuleren/").status_code == 303
    assert Event.objects.get().version == before
    assert editor.post("annuleren/", vat_0="21").status_code == 303
    assert str(event.cancellation_steps.get(days_before=30).vat_percent) == "21.00"


def test_the_staff_of_a_stand_are_limited_by_its_size() -> None:
    event = make_branchedag(stands=1)
    assert Editor(event).post("deelname/stand-s/", most_staff="4").status_code == 303
    size = TicketType.objects.get(slug="stand-s")
    assert (size.most_staff, size.maximum) == (4, 1)
