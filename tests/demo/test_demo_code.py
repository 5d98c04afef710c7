"""demo_code, as the contract has it."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import Code
from registrations.models import SeatPool
from tests.making import make_basket, make_congress
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("demo_code", *arguments, stdout=said)
    return said.getvalue()


def test_a_percentage_with_uses_for_one_ticket_type() -> None:
    event = make_congress(price="100.00", day_tickets=True, slug="congres")
    asked = ("--percent", "50", "--uses", "2", "--ticket", "alleen-dag-1")
    assert run("--event", "congres", "--code", "half", *asked) == "HALF can be used\n"
    code = Code.objects.get()
    assert [ticket.slug for ticket in code.ticket_types.all()] == ["alleen-dag-1"]
    assert SeatPool.objects.get(code=code, event=event).capacity == 2


def test_an_amount_comes_off_a_whole_registration() -> None:
    event = make_congress(price="100.00", slug="congres")
    run("--event", "congres", "--code", "VIJFTIG", "--amount", "50.00")
    registration = make_registration(event, make_basket(event, 2, code="VIJFTIG"))
    assert registration.invoices.get().tax_exclusive == Decimal("150.00")


@pytest.mark.parametrize(
    "asked",
    [
        ("--event", "nergens", "--code", "X", "--percent", "10"),
        ("--event", "congres", "--code", "X"),
        ("--event", "congres", "--code", "X", "--percent", "0"),
        ("--event", "congres", "--code", "X", "--percent", "101"),
        ("--event", "congres", "--code", "X", "--amount", "0.00"),
        ("--event", "congres", "--code", " ", "--percent", "10"),
        ("--event", "congres", "--code", "X", "--percent", "10", "--ticket", "geen"),
        ("--event", "congres", "--code", "AL-DAAR", "--percent", "10"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(asked: tuple[str, ...]) -> None:
    make_congress(slug="congres")
    run("--event", "congres", "--code", "AL-DAAR", "--percent", "10")
    with pytest.raises((CommandError, SystemExit)):
        run(*asked)
    assert Code.objects.count() == 1
