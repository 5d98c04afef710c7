"""What is sold: its VAT with a ground where it is exempt, its window, its order, and its removal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from events.models import Event, TicketType
from registrations.models import SeatPool
from registrations.offering import load_offering
from tests.making import make_basket, make_branchedag, make_congress, make_leergang, make_organisation
from tests.registered import make_registration
from tests.workspace.editor import Editor, errors_of

pytestmark = pytest.mark.django_db
PAGE = "bewerken/deelname/"
ENDED = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)


def vat(ticket: TicketType) -> tuple[str, str]:
    return ticket.vat_category, str(ticket.vat_percent)


def test_a_new_admission_of_a_course_is_proposed_as_its_training_is_taxed() -> None:
    proposed = [
        Editor(make_leergang(exempt=exempt)).values(f"{PAGE}nieuw/")["vat"] for exempt in (True, False)
    ]
    assert proposed == ["exempt", "21"]


def test_exempt_at_a_congress_asks_the_ground_that_stands_on_the_invoice() -> None:
    event = make_congress(price="495.00")
    editor = Editor(event)
    answer = editor.save(f"{PAGE}regulier/", vat="exempt")
    assert (answer.status_code, errors_of(answer)) == (
        422,
        {"exemption": "Kies op welke grond het is vrijgesteld: de wet vraagt dat op de factuur."},
    )
    assert editor.save(f"{PAGE}regulier/", vat="exempt", exemption="training").status_code == 303
    assert vat(TicketType.objects.get()) == ("E", "0.00")
    assert editor.values(f"{PAGE}regulier/")["exemption"] == "training"


def test_nobody_outside_the_register_sells_without_vat() -> None:
    organisation = make_organisation(crkbo_valid_until=date(2027, 2, 1))
    event = make_leergang(exempt=False, organisation=organisation)
    answer = Editor(event).save(f"{PAGE}regulier/", vat="exempt")
    assert "uw organisatie staat er die dag niet in" in errors_of(answer)["vat"]
    assert vat(TicketType.objects.get()) == ("S", "21.00")


def test_choosing_exempt_at_a_course_says_that_it_is_training() -> None:
    event = make_leergang(exempt=False)
    assert Editor(event).save(f"{PAGE}regulier/", vat="exempt").status_code == 303
    own = Event.objects.get().leergang
    assert own.is_vocational_training
    assert (
        Editor(event).save(f"{PAGE}nieuw/", kind="addon", title="Boek", price="25", vat="9").status_code
        == 303
    )
    own.refresh_from_db()
    assert own.is_vocational_training
    assert vat(TicketType.objects.get(slug="boek")) == ("S", "9.00")


def test_a_window_opens_and_ends_the_sale() -> None:
    event = make_congress()
    window = {"on_sale_from": "2026-12-01T09:00", "on_sale_until": "2026-12-31T23:59"}
    assert Editor(event).save(f"{PAGE}regulier/", **window).status_code == 303
    ticket = TicketType.objects.get()
    assert ticket.on_sale_from == datetime(2026, 12, 1, 8, tzinfo=UTC)
    on_sale = [
        load_offering(event, datetime(2026, month, 15, tzinfo=UTC), "nl").catalogue.tickets[0].on_sale
        for month in (11, 12)
    ]
    assert (on_sale, load_offering(event, ENDED, "nl").catalogue.tickets[0].on_sale) == ([False, True], False)
    answer = Editor(event).save(f"{PAGE}regulier/", **window | {"on_sale_until": "2026-11-30T23:59"})
    assert errors_of(answer).keys() == {"on_sale_until"}


def test_what_is_sold_changes_places_on_the_page() -> None:
    event = make_congress(days=2, day_tickets=True)
    editor = Editor(event)
    editor.said(PAGE, up="alleen-dag-2")
    assert list(event.ticket_types.values_list("slug", flat=True)) == [
        "regulier",
        "alleen-dag-2",
        "alleen-dag-1",
    ]
    assert Event.objects.get().version == event.version + 1
    assert editor.post(PAGE, up="weg").status_code == 404


def test_what_nobody_bought_is_removed_with_its_limit_and_what_was_sold_stays() -> None:
    event = make_congress(days=2, day_tickets=True)
    editor = Editor(event)
    editor.post(f"{PAGE}nieuw/", kind="addon", title="Diner", price="35", vat="21", seats="20")
    assert SeatPool.objects.filter(slug="ticket-diner").exists()
    editor.said(f"{PAGE}diner/", remove="on")
    assert not TicketType.objects.filter(slug="diner").exists()
    assert not SeatPool.objects.filter(slug="ticket-diner").exists()
    make_registration(event, make_basket(event, 1))
    assert "al verkocht" in editor.said(f"{PAGE}regulier/", remove="on")
    assert TicketType.objects.filter(slug="regulier").exists()


def test_the_last_admission_and_what_stands_need_stay() -> None:
    assert "enige deelname" in Editor(make_congress()).said(f"{PAGE}regulier/", remove="on")
    fair = Editor(make_branchedag(stands=1))
    assert "Zonder deze deelname" in fair.said(f"{PAGE}standhouder/", remove="on")
    assert "stands van deze maat" in fair.said(f"{PAGE}stand-s/", remove="on")
    assert TicketType.objects.count() == 4


def test_a_price_with_vat_is_kept_as_typed() -> None:
    event = make_congress(price="495.00")
    assert Editor(event).save(f"{PAGE}regulier/", price="121", price_includes_vat="on").status_code == 303
    ticket = TicketType.objects.get()
    assert (ticket.price, ticket.price_includes_vat, ticket.audience) == (Decimal("121.00"), True, "consumer")
