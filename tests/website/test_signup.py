"""The sign-up form, sent as a browser without a script sends it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Session
from payments.models import Invoice
from registrations.models import Billing, Line, Participant, Registration, SeatPool
from tests.making import make_congress
from tests.website.forms import (
    CONTACT,
    FATIMA,
    JAN,
    PAYING,
    nothing_is_stored,
    open_form,
    rows,
    send,
    signup_path,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


def people() -> list[tuple[str, str, bool]]:
    """Who is registered: name, address, whether they are the contact."""
    return list(Participant.objects.order_by("id").values_list("name", "email", "is_contact"))


def test_alone_and_free_one_types_a_name_and_an_address(client: Client) -> None:
    event = make_congress()
    form = open_form(client, event)
    required = form.tree.xpath("//form[@id='signup']//input[@required]/@name")
    assert required == ["contact-name", "contact-email"]
    assert form.button == "Aanmelden"
    page = send(client, event, CONTACT, form)
    registration = Registration.objects.get()
    assert page.status == 303
    assert page.location == f"/aanmelding/{registration.reference}/{registration.secret}/"
    assert people() == [("Marjolein Visser", "m.visser@westerkoog.example", True)]


def test_opening_the_form_stores_nothing(client: Client) -> None:
    event = make_congress()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(signup_path(event))
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []


def test_nothing_is_ticked_beforehand_and_what_is_free_asks_for_no_terms(client: Client) -> None:
    free, paid = open_form(client, make_congress()), open_form(client, make_congress(price="495.00"))
    assert "newsletter" not in free.values
    assert not free.tree.xpath("//input[@name='accept_terms']")
    assert not {"newsletter", "accept_terms", "contact_attends"} & paid.values.keys()
    assert paid.button == "Aanmelden met betalingsverplichting"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (rows(JAN), [("Jan de Vries", JAN["email"], False)]),
        (
            {"contact_attends": "on", **rows(JAN)},
            [("Marjolein Visser", CONTACT["contact-email"], True), ("Jan de Vries", JAN["email"], False)],
        ),
        (
            {"contact_attends": "on", **rows(JAN, {"name": "M. Visser", "email": CONTACT["contact-email"]})},
            [("Jan de Vries", JAN["email"], False), ("M. Visser", CONTACT["contact-email"], True)],
        ),
        (
            rows({"name": "Baas", "email": CONTACT["contact-email"]}),  # two people, one mailbox
            [("Baas", CONTACT["contact-email"], False)],
        ),
        (rows({"name": " "}, JAN, {"email": ""}), [("Jan de Vries", JAN["email"], False)]),
        (rows({"name": "", "email": ""}), [("Marjolein Visser", CONTACT["contact-email"], True)]),
        ({"participants-TOTAL_FORMS": None}, [("Marjolein Visser", CONTACT["contact-email"], True)]),
        ({"participants-TOTAL_FORMS": "0"}, [("Marjolein Visser", CONTACT["contact-email"], True)]),
        (rows({"name": "Jan"}), [("Jan", "", False)]),
        (rows({"name": "", "name_follows": "on"}), [("", "", False)]),
    ],
)
def test_who_comes(client: Client, typed: dict[str, str], expected: list[tuple[str, str, bool]]) -> None:
    assert send(client, make_congress(), CONTACT | typed).status == 303
    assert people() == expected


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"contact-name": " "}, [("contact-name", "required")]),
        ({"contact-email": ""}, [("contact-email", "required")]),
        ({"contact-email": "marieke@"}, [("contact-email", "invalid")]),
        ({"contact-name": "Mari\x00eke"}, [("contact-name", "invalid")]),
        ({"contact-name": "Marieke\r\nBcc: x@evil.example"}, [("contact-name", "invalid")]),
        ({"contact-name": "M" * 1_000_000}, [("contact-name", "invalid")]),
        ({"contact-name": "M" * 201}, [("contact-name", "invalid")]),
        ({"participants-TOTAL_FORMS": "-1"}, [("participants-TOTAL_FORMS", "invalid")]),
        ({"participants-TOTAL_FORMS": "drie"}, [("participants-TOTAL_FORMS", "invalid")]),
        ({"participants-TOTAL_FORMS": "²"}, [("participants-TOTAL_FORMS", "invalid")]),
        ({"participants-TOTAL_FORMS": "1000000"}, [("participants-TOTAL_FORMS", "over_limit")]),
        ({"participants-TOTAL_FORMS": "9" * 5000}, [("participants-TOTAL_FORMS", "over_limit")]),
        (rows({"email": JAN["email"]}), [("participants-0-name", "required")]),
        (rows(JAN | {"email": "jan"}), [("participants-0-email", "invalid")]),
        (rows(JAN | {"ticket_type": "bestaat-niet"}), [("participants-0-ticket_type", "invalid")]),
        (rows(JAN | {"round_x": "y"}), [("participants-0-round_x", "invalid")]),
        (rows(JAN | {"addon_diner": "veel"}), [("participants-0-addon_diner", "invalid")]),
        (rows(JAN | {"addon_diner": "1"}), [("participants-0-addon_diner", "invalid")]),
        ({"all-round_x": "y"}, [("all-round_x", "invalid")]),
        ({"stand": "12"}, [("stand", "invalid")]),
        ({"stand": "twaalf"}, [("stand", "invalid")]),
        ({"submission_key": None}, [("submission_key", "required")]),
        ({"submission_key": "0f8fad5b-d9cb-469f-a165-70867728950e"}, [("submission_key", "invalid")]),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_stored(
    client: Client, typed: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    page = send(client, make_congress(), CONTACT | typed)
    assert (page.status, page.errors) == (422, errors)
    assert nothing_is_stored()


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(client: Client) -> None:
    event = make_congress(rounds=2, price="495.00")
    typed = CONTACT | PAYING | {"accept_terms": None, "billing-city": "", "billing-kvk": "123"}
    typed |= {"contact-email": "m.visser@", "billing-order_number": "PO 12"} | {"contact-phone": "06 1"}
    typed |= rows(JAN | {"round_ronde-1": "ronde-1-a", "job_title": "Adviseur"}, FATIMA | {"name": ""})
    page = send(client, event, typed)
    assert page.status == 422
    assert page.errors == [
        ("contact-email", "invalid"),
        ("participants-1-name", "required"),
        ("all-round_ronde-2", "required"),
        ("all-round_ronde-1", "required"),
        ("billing-kvk", "invalid"),
        ("billing-city", "required"),
        ("accept_terms", "required"),
    ]
    assert page.lost() == []
    assert page.tree.xpath("//title")[0].text.startswith("Fout: ")
    assert nothing_is_stored()


def test_each_error_leads_to_its_field_which_names_it(client: Client) -> None:
    page = send(client, make_congress(price="10.00"), CONTACT | {"contact-email": "x@"})
    links = page.tree.xpath("//ul[@data-errors]//a/@href")
    assert links == ["#contact-email", "#accept_terms"]
    for link in links:
        control = page.tree.xpath(f"//*[@id='{link[1:]}']")[0]
        described = control.get("aria-describedby")
        assert control.get("aria-invalid") == "true"
        assert page.tree.xpath(f"//*[@id='{described}']")[0].text_content().strip()


def test_the_same_form_sent_again_leads_to_the_same_registration(client: Client) -> None:
    event = make_congress()
    form = open_form(client, event)
    first, again = send(client, event, CONTACT, form), send(client, event, CONTACT, form)
    assert (again.status, again.location) == (303, first.location)
    assert Registration.objects.count() == 1


def test_a_form_that_was_used_for_other_people_comes_back_and_says_so(client: Client) -> None:
    event = make_congress()
    form = open_form(client, event)
    send(client, event, CONTACT, form)
    reference = Registration.objects.get().reference
    page = send(client, event, CONTACT | rows(JAN), form)
    assert (page.status, page.errors) == (409, [("submission_key", "already_registered")])
    assert reference in page.text
    assert page.lost("submission_key") == []
    assert Registration.objects.count() == 1
    assert send(client, event, {}, page).status == 303


def test_a_key_of_another_event_gives_a_new_one_and_keeps_the_rest(client: Client) -> None:
    event, other = make_congress(), make_congress()
    foreign = open_form(client, other).values["submission_key"]
    page = send(client, event, CONTACT | {"submission_key": foreign})
    assert (page.status, page.errors) == (422, [("submission_key", "invalid")])
    assert page.lost("submission_key") == []
    assert send(client, event, {}, page).status == 303


def test_who_comes_too_late_is_refused_with_all_that_was_typed(client: Client) -> None:
    event = make_congress(seats=1)
    late = open_form(client, event)
    send(client, event, CONTACT)
    page = send(client, event, {"contact-name": "Laat", "contact-email": "laat@x.example"}, late)
    assert (page.status, page.errors) == (409, [("participants-TOTAL_FORMS", "full")])
    assert page.lost() == []
    assert SeatPool.objects.get().taken == 1
    assert "Alle plaatsen zijn op dit moment bezet" in open_form(client, event).text


def test_a_full_session_stays_to_be_seen_and_a_chosen_one_stays_chosen(client: Client) -> None:
    event = make_congress(rounds=1, round_seats=1)
    first = open_form(client, event)
    assert first.choices("all-round_ronde-1") == {"ronde-1-a": True, "ronde-1-b": True}
    send(client, event, CONTACT | {"all-round_ronde-1": "ronde-1-a"})
    assert open_form(client, event).choices("all-round_ronde-1") == {"ronde-1-a": False, "ronde-1-b": True}
    typed = {"contact-name": "Laat", "contact-email": "laat@x.example", "all-round_ronde-1": "ronde-1-a"}
    page = send(client, event, typed, first)
    assert (page.status, page.errors) == (409, [("all-round_ronde-1", "full")])
    assert page.lost() == []


def test_the_groups_choice_holds_where_a_person_has_none_of_their_own(client: Client) -> None:
    event = make_congress(rounds=2, days=2, day_tickets=True)
    typed = {"all-round_ronde-1": "ronde-1-a", "all-round_ronde-2": "ronde-2-a", "contact_attends": "on"}
    typed |= {"contact-round_ronde-1": "ronde-1-b"}
    typed |= rows(JAN, FATIMA | {"ticket_type": "alleen-dag-2", "round_ronde-2": "ronde-2-b"})
    assert send(client, event, CONTACT | typed).status == 303
    chosen = {
        person.name: sorted(person.attendings.values_list("session__slug", flat=True))
        for person in Participant.objects.all()
    }
    assert chosen == {
        "Marjolein Visser": ["ronde-1-b", "ronde-2-a"],
        "Jan de Vries": ["ronde-1-a", "ronde-2-a"],
        "Fatima el Amrani": ["ronde-2-b"],
    }
    tickets = Participant.objects.order_by("id").values_list("ticket_type__slug", flat=True)
    assert list(tickets) == ["regulier", "regulier", "alleen-dag-2"]


def test_two_sessions_of_one_round_are_refused(client: Client) -> None:
    event = make_congress(rounds=1)
    typed = CONTACT | rows(JAN) | {"participants-0-round_ronde-1": ["ronde-1-a", "ronde-1-b"]}
    page = send(client, event, typed)
    assert (page.status, page.errors) == (422, [("participants-0-round_ronde-1", "invalid")])


def test_a_session_of_another_event_is_refused_where_it_was_chosen(client: Client) -> None:
    event = make_congress(rounds=1)
    other = make_congress(rounds=1)
    foreign = Session.objects.filter(event=other).get(slug="ronde-1-a")
    Session.objects.filter(pk=foreign.pk).update(slug="van-een-ander")
    page = send(client, event, CONTACT | rows(JAN, FATIMA) | {"all-round_ronde-1": "van-een-ander"})
    assert (page.status, page.errors) == (422, [("all-round_ronde-1", "invalid")])


def test_an_organisation_gives_an_address_and_a_private_person_none(client: Client) -> None:
    event = make_congress(price="100.00")
    page = send(client, event, CONTACT | PAYING | {"contact_attends": "on"})
    assert page.status == 303
    assert Billing.objects.values_list("organisation", "postcode", "city").get() == (
        "Gemeente Westerkoog",
        "1541 AB",
        "Westerkoog",
    )
    assert Registration.objects.get().payment_method == "invoice"
    private = {"contact-name": "Piet", "contact-email": "piet@thuis.example", "accept_terms": "on"}
    assert send(client, event, private).status == 303
    assert Billing.objects.filter(organisation="").values_list("attention", flat=True).get() == "Piet"
    assert [invoice.buyer["name"] for invoice in Invoice.objects.order_by("id")] == [
        "Gemeente Westerkoog",
        "Piet",
    ]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"billing-postcode": "1541 SS"}, [("billing-postcode", "invalid")]),
        ({"billing-postcode": "2000", "billing-country": "BE"}, []),
        ({"billing-postcode": "", "billing-country": "SR"}, []),
        ({"billing-country": "XX"}, [("billing-country", "invalid")]),
        ({"billing-organisation": "", "billing-kvk": "68750110"}, [("billing-organisation", "required")]),
        ({"billing-oin": "1"}, [("billing-oin", "invalid")]),
        ({"billing-vat_number": "NL123456789B02"}, [("billing-vat_number", "invalid")]),
        ({"billing-peppol": "kvk"}, [("billing-peppol", "invalid")]),
        ({"billing-peppol": "0106:68750110"}, []),
        ({"billing-email": "facturen@westerkoog"}, [("billing-email", "invalid")]),
        ({"billing-street": "a\nb"}, [("billing-street", "invalid")]),
        ({"payment_method": "bitcoin"}, [("payment_method", "invalid")]),
        ({"payment_method": None}, []),
        ({"accept_terms": None}, [("accept_terms", "required")]),
    ],
)
def test_who_pays_is_read(client: Client, typed: dict[str, str], errors: list[tuple[str, str]]) -> None:
    page = send(client, make_congress(price="100.00"), CONTACT | PAYING | typed)
    assert (page.status, page.errors) == (422 if errors else 303, errors)
    assert Registration.objects.exists() is (not errors)


def test_a_changed_price_is_told_before_anything_is_booked(client: Client) -> None:
    event = make_congress(price="100.00")
    form = open_form(client, event)
    event.ticket_types.update(price=Decimal("150.00"))
    wrong = send(
        client, event, CONTACT | PAYING | {"contact-name": "", "participants-TOTAL_FORMS": "x"}, form
    )
    assert wrong.lost("participants-TOTAL_FORMS") == []  # with the list of prices that was seen
    page = send(client, event, CONTACT | PAYING, form)
    assert (page.status, page.errors) == (409, [("prices_seen", "price_changed")])
    assert "€ 181,50" in page.text
    assert page.lost("prices_seen") == []
    assert nothing_is_stored()
    assert send(client, event, {}, page).status == 303
    assert Line.objects.get().unit_price == Decimal("150.00")


def test_who_seems_to_be_here_already_is_asked_and_may_confirm(client: Client) -> None:
    event = make_congress()
    assert not open_form(client, event).tree.xpath("//input[@name='confirm-duplicate']")
    page = send(client, event, CONTACT | rows(JAN, JAN))
    assert (page.status, page.errors) == (422, [("participants-1-email", "duplicate")])
    assert send(client, event, {"confirm-duplicate": "on"}, page).status == 303
    other = send(client, event, CONTACT | {"contact-name": "A", "contact-email": JAN["email"]})
    assert other.errors == [("contact-email", "already_registered")]
    assert send(client, event, {"confirm-duplicate": "on"}, other).status == 303
    assert Participant.objects.count() == 3
