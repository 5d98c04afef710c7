"""How a year's invoice numbers begin: settled before the first, and never after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from lib import clock
from organisations.models import Organisation, Trail
from payments.models import NumberRange
from tests.invoiced import make_customer, make_loose
from tests.making import NOON, make_organisation
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def settle(
    organisation: Organisation, year: int, begin: str, first: str = "1", client: Client | None = None
) -> int:
    values = {"year": str(year), "begin": begin, "first_number": first}
    with clock.at(NOON):
        browser = client or browser_of(make_member(organisation, Role.FINANCE))
        return int(browser.post(f"/beheer/{organisation.slug}/facturen/nummering/", values).status_code)


def test_the_first_invoice_has_the_number_that_was_settled() -> None:
    academy = make_organisation()
    assert settle(academy, 2026, "SA-2026-", "118") == 303
    customer = make_customer(academy)
    assert [make_loose(customer).number for _ in range(2)] == ["SA-2026-0118", "SA-2026-0119"]
    assert Trail.objects.get(subject="numberrange").facts == {
        "year": 2026,
        "prefix": "SA-2026-",
        "first_number": 118,
    }


def test_it_can_be_settled_anew_until_a_number_is_taken() -> None:
    academy = make_organisation()
    assert settle(academy, 2026, "A-") == 303
    assert settle(academy, 2026, "SA-2026-") == 303
    make_loose(make_customer(academy))
    assert settle(academy, 2026, "B-") == 409
    assert settle(academy, 2027, "SB-2027-") == 303
    assert list(NumberRange.objects.order_by("fiscal_year").values_list("prefix", "next_number")) == [
        ("SA-2026-", 2),
        ("SB-2027-", 1),
    ]


@pytest.mark.parametrize(
    ("begin", "first"),
    [
        ("2026", "1"),  # ends in a digit: 2026 0001 and 20260 001 would read alike
        ("", "1"),
        ("SA 2026-", "1"),
        ("SA/2026/", "1"),
        ("-", "1"),
        ("SA-2027-", "1"),  # another year
        ("veel-te-lang-", "1"),
        ("SA-", "0"),
        ("SA-", "12345678"),
        ("SA-", "een"),
        ("<b>-", "1"),
    ],
)
def test_what_no_number_can_begin_with_is_refused(begin: str, first: str) -> None:
    academy = make_organisation()
    assert settle(academy, 2026, begin, first) == 422
    assert NumberRange.objects.count() == 0


def test_two_years_never_begin_alike() -> None:
    academy = make_organisation()
    settle(academy, 2026, "SA-")
    assert settle(academy, 2027, "sa-") == 422
    assert settle(make_organisation(), 2027, "SA-") == 303


def test_a_new_year_goes_on_as_the_one_before() -> None:
    academy = make_organisation()
    settle(academy, 2026, "SA-2026-")
    customer = make_customer(academy)
    january = datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert [make_loose(customer, now=now).number for now in (NOON, january)] == [
        "SA-2026-0001",
        "SA-2027-0001",
    ]


def test_the_year_is_that_of_the_organisations_own_clock() -> None:
    customer = make_customer(make_organisation())
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Utrecht
    assert make_loose(customer, now=late).number == "2027-0001"


def test_the_page_shows_what_is_settled_and_what_can_be() -> None:
    academy = make_organisation()
    make_loose(make_customer(academy))
    client = browser_of(make_member(academy, Role.FINANCE))
    with clock.at(NOON):
        page = page_at(client, f"/beheer/{academy.slug}/facturen/nummering/")
    assert [form.xpath(".//input[@name='year']/@value") for form in page.xpath("//main//form")] == [["2027"]]
    assert "2026-0001 tot en met 2026-0001. De volgende is 2026-0002." in words_of(page)
