"""A code in the sign-up form: shown, priced as one types, refused beside its field, the last use for one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from events.coding import NewCode
from events.models import Code, Event
from flows.codes import add_code
from organisations.access import SYSTEM
from registrations import invariants
from registrations.models import Registration, SeatPool
from registrations.refusals import SignUpRefused
from tests.at_once import at_once
from tests.making import NOON, make_basket, make_congress
from tests.registered import make_registration
from tests.website.forms import CONTACT, FATIMA, JAN, PAYING, nothing_is_stored, open_form, rows, send

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {**CONTACT, **PAYING, **rows(JAN)}


def make_coded(**fields: Any) -> Event:
    """A congress of € 100,00 with the code VROEG, ten percent off unless other fields say so."""
    event = make_congress(price="100.00")
    usual: dict[str, Any] = {"text": "VROEG", "effect": "percent", "value": Decimal(10)}
    add_code(event.pk, NewCode(**usual | fields), NOON, actor=SYSTEM)
    return event


def test_the_field_is_there_where_there_are_codes_and_nowhere_else() -> None:
    assert "code" in open_form(Client(), make_coded()).values
    assert "code" not in open_form(Client(), make_congress(price="100.00")).values


def test_the_price_follows_the_code_as_one_types() -> None:
    event = make_coded()
    given = Client().post(f"/congressen/{event.slug}/aanmelden/prijs/", {**TYPED, "code": " vroeg "})
    said = given.content.decode().replace("\xa0", " ")
    assert "Code VROEG" in said
    assert "€ 108,90" in said


def test_a_code_is_charged_as_shown_whatever_its_capitals() -> None:
    page = send(Client(), make_coded(), {**TYPED, "code": "vroeg"})
    assert page.status == 303
    assert Registration.objects.get().invoices.get().payable == Decimal("108.90")


def test_what_a_code_makes_free_asks_for_no_payment() -> None:
    typed = {**CONTACT, **rows(JAN), "code": "VROEG"}
    assert send(Client(), make_coded(effect="free", value=Decimal(0)), typed).status == 303
    assert Registration.objects.get().payment_method == "none"


@pytest.mark.parametrize("of_event", [make_coded, lambda: make_congress(price="100.00")])
def test_an_unknown_code_is_refused_at_its_field_and_stays_there(of_event: Any) -> None:
    page = send(Client(), of_event(), {**TYPED, "code": "BESTAATNIET"})
    assert (page.status, page.errors) == (422, [("code", "invalid")])
    assert page.values["code"] == "BESTAATNIET"
    assert nothing_is_stored()


def test_a_code_with_too_few_uses_says_how_many() -> None:
    page = send(Client(), make_coded(uses=1), {**TYPED, **rows(JAN, FATIMA), "code": "VROEG"})
    assert (page.status, page.errors) == (409, [("code", "full")])
    assert "nog maar 1 keer" in page.text


def test_the_last_use_goes_to_one_of_eight_who_ask_at_the_same_time() -> None:
    event = make_coded(uses=1)

    def work(_: int) -> str:
        try:
            make_registration(event, make_basket(event, code="VROEG", confirms_duplicate=True))
        except SignUpRefused as refused:
            return str(refused)
        return "in"

    assert sorted(at_once(8, work)) == ["code=full"] * 7 + ["in"]
    assert SeatPool.objects.get(code=Code.objects.get()).taken == 1
    assert not invariants.taken(event.pk).broken


def make_hidden(event: Event) -> Code:
    """A ticket type "genodigde" of € 10,00 that only the code GENODIGD opens."""
    usual = event.ticket_types.get(slug="regulier")
    event.ticket_types.create(
        slug="genodigde", title="Genodigde", price=Decimal(10), is_hidden=True, vat_percent=usual.vat_percent
    )
    wanted = NewCode(text="GENODIGD", effect="none", tickets=["genodigde"])
    return add_code(event.pk, wanted, NOON, actor=SYSTEM)


def test_a_hidden_ticket_type_is_sold_to_who_has_its_code_and_to_nobody_else() -> None:
    event = make_coded()
    make_hidden(event)
    assert "Genodigde" not in open_form(Client(), event).text
    chosen = {**TYPED, "all-ticket_type": "genodigde"}
    assert send(Client(), event, chosen).errors == [("all-ticket_type", "invalid")]
    assert send(Client(), event, {**chosen, "code": "VROEG"}).status == 422
    assert send(Client(), event, {**chosen, "code": "genodigd"}).status == 303
    assert Registration.objects.get().invoices.get().payable == Decimal("12.10")


def test_a_code_is_looked_at_before_anything_is_booked_without_a_script_too() -> None:
    event = make_coded()
    make_hidden(event)
    page = send(Client(), event, {**CONTACT, "code": "genodigd", "use_code": "on"})
    assert page.status == 200
    assert "Genodigde" in page.text
    assert page.values["code"] == "genodigd"
    page = send(Client(), event, {**TYPED, "code": "VROEG", "use_code": "on"})
    assert (page.status, page.errors) == (200, [])
    assert "108,90" in page.text
    page = send(Client(), event, {**TYPED, "code": "BESTAATNIET", "use_code": "on"})
    assert (page.status, page.errors) == (422, [("code", "invalid")])
    assert nothing_is_stored()


def test_a_code_that_opens_a_ticket_type_changes_no_price_that_was_seen() -> None:
    event = make_coded()
    make_hidden(event)
    seen = str(open_form(Client(), event).values["prices_seen"])
    typed = {**TYPED, "all-ticket_type": "genodigde", "code": "GENODIGD", "prices_seen": seen}
    assert send(Client(), event, typed).status == 303


def test_as_one_types_a_code_that_opens_something_offers_to_show_it() -> None:
    event = make_coded()
    make_hidden(event)
    path = f"/congressen/{event.slug}/aanmelden/prijs/"
    assert "use_code" in Client().post(path, {**TYPED, "code": "genodigd"}).content.decode()
    assert "use_code" not in Client().post(path, {**TYPED, "code": "vroeg"}).content.decode()
