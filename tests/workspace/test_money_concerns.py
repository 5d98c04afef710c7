"""Money that went otherwise than asked stands before finance until somebody looked at it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from flows.payment import record
from lib import clock
from organisations.models import Organisation, Trail
from payments.models import Invoice, Payment, Refund
from payments.stripe.objects import SessionSeen
from registrations import moves
from tests.invoiced import credit_all, make_customer, make_loose, make_refund_by_bank, pay
from tests.making import make_basket, make_congress, make_organisation
from tests.paying import make_paid_event, sign_up_online
from tests.registered import make_registration
from tests.stripe_sandbox import StripeSandbox
from tests.workspace.members import Role, browser_of, make_member, page_at, words_of

pytestmark = pytest.mark.django_db(transaction=True)


def make_concern(academy: Organisation, concern: str = "refund_failed:expired_card") -> Refund:
    """A refund by bank that something is the matter with."""
    invoice = make_loose(make_customer(academy))
    refund = make_refund_by_bank(invoice)
    credit_all(invoice)
    Refund.objects.filter(pk=refund.pk).update(concern=concern)
    return refund


def attention(academy: Organisation, role: str = Role.FINANCE, **posted: Any) -> Any:
    client = browser_of(make_member(academy, role))
    address = f"/beheer/{academy.slug}/facturen/aandacht/"
    return client.post(address, posted) if posted else page_at(client, address)


def test_it_stands_above_the_list_on_its_own_page_and_at_the_invoice() -> None:
    academy = make_organisation()
    refund = make_concern(academy)
    make_concern(make_organisation(), "disputed:2026-12-01")
    invoice = Invoice.objects.get(refunds=refund)
    client = browser_of(make_member(academy, Role.FINANCE))
    for address in ("facturen/", "facturen/aandacht/", f"facturen/{invoice.number}/"):
        words = words_of(page_at(client, f"/beheer/{academy.slug}/{address}")).replace("\xa0", " ")
        assert "Dit vraagt aandacht" in words
        assert "€ 3.025,00" in words
        assert "expired_card" in words
        assert "2026-12-01" not in words


def test_whoever_looked_at_it_notes_that_once_on_the_trail() -> None:
    academy = make_organisation()
    refund = make_concern(academy)
    for status in (303, 404):
        assert attention(academy, kind="refund", id=refund.pk).status_code == status
    refund.refresh_from_db()
    assert refund.concern == ""
    acts = Trail.objects.filter(subject="refund", verb="looked_at")
    assert [act.facts for act in acts] == [{"concern": "refund_failed"}]
    assert "Niets." in words_of(attention(academy))


@pytest.mark.parametrize(("kind", "shift"), [("payment", 0), ("refund", 1), ("x", 0), ("refund", "x")])
def test_what_is_not_there_is_not_settled(kind: str, shift: Any) -> None:
    academy = make_organisation()
    refund = make_concern(academy)
    posted = {"kind": kind, "id": shift if shift == "x" else refund.pk + shift}
    assert attention(academy, **posted).status_code == 404
    refund.refresh_from_db()
    assert refund.concern


def test_another_organisation_settles_nothing_of_ours() -> None:
    refund = make_concern(make_organisation())
    assert attention(make_organisation(), kind="refund", id=refund.pk).status_code == 404


def test_it_leads_back_to_where_it_was_shown_and_nowhere_else() -> None:
    academy = make_organisation()
    here = f"/beheer/{academy.slug}/facturen/"
    for back, there in (
        (here, here),
        ("https://elders.example/", f"{here}aandacht/"),
        ("//elders", f"{here}aandacht/"),
    ):
        refund = make_concern(academy)
        given = attention(academy, kind="refund", id=refund.pk, back=back)
        assert given.headers["Location"] == there


def test_what_is_to_be_paid_back_by_bank_is_settled_by_doing_so() -> None:
    academy = make_organisation()
    refund = make_concern(academy, "by_bank")
    page = attention(academy)
    link = page.xpath("//a[contains(., 'Terugbetaling vastleggen')]/@href")[0]
    client = browser_of(make_member(academy, Role.FINANCE))
    assert client.post(link, {"date": "2026-11-24"}).status_code == 422  # not confirmed
    assert client.post(link, {"date": "2126-11-24", "confirm": "on"}).status_code == 422
    assert client.post(link, {"date": "2026-11-24", "confirm": "on"}).status_code == 303
    refund.refresh_from_db()
    assert (refund.state, refund.concern) == ("succeeded", "")
    assert "Niets." in words_of(attention(academy))


def test_a_role_for_one_event_sees_what_is_the_matter_there() -> None:
    academy = make_organisation()
    event = make_congress(organisation=academy, price="100.00")
    make_concern(academy)
    own = make_registration(event, make_basket(event, 1)).invoices.get()
    pay(own, "121.00")
    Payment.objects.filter(invoice=own).update(concern="disputed:2026-12-01")
    client = browser_of(make_member(academy, Role.FINANCE, event))
    words = words_of(page_at(client, f"/beheer/{academy.slug}/facturen/aandacht/"))
    assert "2026-12-01" in words
    assert "expired_card" not in words


def make_other_amount(*, lapsed: bool) -> Payment:
    """Money of another amount than was asked, for a sign-up that waits for it or waits no more."""
    registration = sign_up_online(make_paid_event())
    payment = Payment.objects.get(registration=registration)
    seen = SessionSeen(
        id="cs_test_1",
        verdict="paid",
        amount=Decimal("100.00"),
        currency="eur",
        livemode=False,
        payment_key=str(payment.request_key),
        intent_id="pi_1",
        paid_with="ideal",
        url="",
    )
    record(seen, clock.now())
    if lapsed:
        moves.expire(registration, clock.now())
    payment.refresh_from_db()
    return payment


def test_another_amount_is_accepted_or_paid_back_and_not_put_aside(stripe_sandbox: StripeSandbox) -> None:
    payment = make_other_amount(lapsed=False)
    academy = payment.organisation
    page = attention(academy)
    assert page.xpath("//button[@name='decision']/@value") == ["take", "return"]
    assert attention(academy, kind="payment", id=payment.pk).status_code == 303  # without a decision
    payment.refresh_from_db()
    assert payment.concern
    assert attention(academy, kind="payment", id=payment.pk, decision="take").status_code == 303
    payment.refresh_from_db()
    assert (payment.concern, payment.allocations.get().amount) == ("", Decimal("100.00"))


def test_another_amount_that_nothing_waits_for_is_looked_at(stripe_sandbox: StripeSandbox) -> None:
    payment = make_other_amount(lapsed=True)
    page = attention(payment.organisation)
    assert page.xpath("//button[@name='decision']") == []
    assert "er wacht geen aanmelding op" in words_of(page)
    assert attention(payment.organisation, kind="payment", id=payment.pk).status_code == 303
    payment.refresh_from_db()
    assert payment.concern == ""
