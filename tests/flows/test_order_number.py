"""While the order number follows the invoice waits: for the number, for finance, or for the last date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from events.models import Event
from flows.order_number import invoice_on_last_date, invoice_what_waits
from flows.signup import sign_up
from jobs.models import Job
from lib import clock
from notifications.models import Message
from organisations.access import SYSTEM, Actor
from organisations.models import Customer, Membership
from payments.models import Invoice
from payments.waiting_for_number import last_date
from registrations.models import Registration
from reports.waiting_invoices import waiting_invoices
from tests.integrity import all_broken
from tests.invoiced import make_customer
from tests.making import NOON, make_basket, make_bill, make_congress, make_person
from website.forms.billing import read_bill
from website.forms.reading import Posted

pytestmark = pytest.mark.django_db(transaction=True)


def sign_up_two() -> Registration:
    congress = make_congress(price="100.00")
    people = [make_person("Anna Bos"), make_person("Bram Vos")]
    return sign_up(congress, make_basket(congress, people, bill=make_bill(number_follows=True)), NOON)


def page(registration: Registration) -> str:
    return f"/aanmelding/{registration.reference}/{registration.secret}/"


def test_the_contact_gives_the_number_and_the_invoice_comes(client: Client) -> None:
    registration = sign_up_two()
    with clock.at(NOON):
        assert "Ordernummer doorgeven" in client.get(page(registration)).content.decode()
        empty = client.post(page(registration) + "ordernummer/", {"order_number": " "})
        assert (empty.status_code, Invoice.objects.count()) == (422, 0)
        assert "Vul het inkoopordernummer in." in empty.content.decode()
        done = client.post(page(registration) + "ordernummer/", {"order_number": " IO-2027\r\n 881 "})
        assert (done.status_code, done.headers["Location"]) == (303, page(registration))
        assert "Ordernummer doorgeven" not in client.get(page(registration)).content.decode()
        client.post(page(registration) + "ordernummer/", {"order_number": "other"})  # a second time
    invoice = Invoice.objects.get()
    assert (invoice.order_number, str(invoice.payable)) == ("IO-2027 881", "242.00")
    assert [line.quantity for line in invoice.lines.all()] == [2]
    assert Message.objects.filter(kind="invoice").count() == 1
    assert [row for rule, row in all_broken() if rule != "jobs.stuck"] == []


def test_finance_sees_what_waits_in_two_statements_however_much_it_is(
    django_assert_num_queries: Any,
) -> None:
    first = sign_up_two()
    other = make_basket(first.event, [make_person("Cas Mol")], bill=make_bill(number_follows=True))
    sign_up(first.event, other, NOON)
    finance = Actor("user", None, first.event.organisation_id, frozenset({Membership.Role.FINANCE}))
    with django_assert_num_queries(2):
        row, second = waiting_invoices(finance, first.event.organisation_id)
    assert str(second.amount) == "121.00"
    assert (row.reference, str(row.amount), row.last_date) == (
        first.reference,
        "242.00",
        last_date(first.event),
    )


def test_finance_need_not_wait() -> None:
    registration = sign_up_two()
    invoice = invoice_what_waits(registration.pk, "", NOON, actor=SYSTEM)
    assert invoice is not None
    assert (invoice.order_number, invoice.reference) == ("", registration.reference)


def test_the_last_date_is_the_fifteenth_of_the_month_after_the_event() -> None:
    registration = sign_up_two()
    job = Job.objects.get(name="invoice_number")
    day = last_date(registration.event)
    ends_on = registration.event.local_date(registration.event.ends_at)
    assert (day.day, day > ends_on, (day.replace(day=1) - timedelta(days=1)).month) == (
        15,
        True,
        ends_on.month,
    )
    assert job.due.astimezone(registration.event.zone).date() == day
    invoice_on_last_date(job.subject)
    invoice_on_last_date(job.subject)
    assert Invoice.objects.count() == 1


def test_in_december_it_is_in_january() -> None:
    event = make_congress()
    event.ends_at = datetime(2027, 12, 31, 15, tzinfo=UTC)
    assert last_date(event) == date(2028, 1, 15)


def test_who_left_meanwhile_is_not_invoiced() -> None:
    registration = sign_up_two()
    registration.lines.filter(participant=registration.participants.all()[0]).update(ended_at=NOON)
    invoice = invoice_what_waits(registration.pk, "7", NOON, actor=SYSTEM)
    assert invoice is not None
    assert str(invoice.payable) == "121.00"


def test_a_number_that_was_filled_in_needs_no_waiting() -> None:
    posted = Posted(QueryDict("billing-order_number=7&billing-number_follows=on&billing-organisation=B"))
    bill = read_bill(posted, make_basket(make_congress()).contact)
    assert (bill.order_number, bill.number_follows) == ("7", False)


def known_customer(event: Event, *, needs_order_number: bool = True, **fields: Any) -> Customer:
    """Gemeente Westerkoog as the organiser of ``event`` knows it: a number on each invoice."""
    payer = make_bill().payer
    return make_customer(event.organisation, payer, needs_order_number=needs_order_number, **fields)


def test_who_is_known_to_want_a_number_waits_for_it_too_and_is_not_told_why(client: Client) -> None:
    congress = make_congress(price="100.00")
    customer = known_customer(congress)
    registration = sign_up(congress, make_basket(congress), NOON)
    assert (registration.customer, registration.state) == (customer, Registration.State.CONFIRMED)
    assert Invoice.objects.count() == 0
    assert (registration.billing.number_follows, registration.billing.number_wanted) == (False, True)
    finance = Actor("user", None, congress.organisation_id, frozenset({Membership.Role.FINANCE}))
    assert [row.reference for row in waiting_invoices(finance, congress.organisation_id)] == [
        registration.reference
    ]
    mail = Message.objects.get(kind="confirmation")
    with clock.at(NOON):
        seen = client.get(page(registration)).content.decode()
        for words in (seen, mail.text):
            told = " ".join(words.split())
            assert (
                "Vraagt uw organisatie een inkoopordernummer of verplichtingennummer op de factuur?" in told
            )
            assert str(customer.number) not in told
        client.post(page(registration) + "ordernummer/", {"order_number": "4500-12"})
    assert Invoice.objects.get().order_number == "4500-12"
    assert waiting_invoices(finance, congress.organisation_id) == []


@pytest.mark.parametrize("bill", [{"order_number": "7"}, {"number_follows": True}])
def test_who_gave_a_number_or_said_that_it_follows_is_asked_nothing_more(bill: dict[str, Any]) -> None:
    congress = make_congress(price="100.00")
    known_customer(congress)
    registration = sign_up(congress, make_basket(congress, bill=make_bill(**bill)), NOON)
    assert not registration.billing.number_wanted
    assert Invoice.objects.count() == ("order_number" in bill)


def test_who_was_merged_into_somebody_that_wants_a_number_waits_too() -> None:
    congress = make_congress(price="100.00")
    kept = known_customer(congress, kvk="90000012")
    known_customer(congress, needs_order_number=False, merged_into=kept)
    registration = sign_up(congress, make_basket(congress), NOON)
    assert (registration.customer, registration.billing.number_wanted) == (kept, True)


def test_an_invoice_that_is_wanted_with_a_number_comes_on_its_last_date_all_the_same() -> None:
    congress = make_congress(price="100.00")
    known_customer(congress)
    registration = sign_up(congress, make_basket(congress), NOON)
    job = Job.objects.get(name="invoice_number")
    assert job.subject == str(registration.pk)
    invoice_on_last_date(job.subject)
    assert Invoice.objects.get().order_number == ""
