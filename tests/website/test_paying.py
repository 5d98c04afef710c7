"""A visitor pays online: to Stripe's page and back, and what the pages say meanwhile."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from events.models import Event
from lib import clock
from lib.dates import format_time
from payments.models import Invoice, Payment
from registrations.models import Hold, Registration
from tests.making import make_basket, make_congress
from tests.paying import act, choose, event_about, hurry, make_paid_event, payment_of, taken, until, work
from tests.registered import make_registration
from tests.stripe_sandbox import StripeSandbox
from tests.website.forms import CONTACT, PAYING, Page, open_form, rows, send

pytestmark = pytest.mark.django_db(transaction=True)


def sign_up(client: Client, event: Event, **more: str) -> Page:
    """Send the form for one person who pays online."""
    eva = {"name": "Eva Kuiper", "email": "eva@westerkoog.example"}
    return send(client, event, {**CONTACT, **PAYING, **rows(eva), "payment_method": "online", **more})


def session_in(page: Page) -> str:
    assert page.status == 303
    assert page.location.startswith("/demo/stripe/checkout/"), page.location
    return page.location.split("/")[-2]


def path_of(registration: Registration) -> str:
    return f"/aanmelding/{registration.reference}/{registration.secret}/"


def only() -> Registration:
    return Registration.objects.get()


def test_the_form_offers_both_ways_and_sends_to_stripe(client: Client, stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    form = open_form(client, event)
    assert form.choices("payment_method") == {"invoice": True, "online": True}
    assert "U ontvangt de factuur direct na betaling." in form.text
    policy = form.response.headers["Content-Security-Policy"]
    (action,) = [part for part in policy.split(";") if part.strip().startswith("form-action")]
    assert "https://checkout.stripe.com" in action
    page = sign_up(client, event)
    session = session_in(page)
    assert only().state == "awaiting_payment"
    assert page.response.headers["Cache-Control"]
    assert payment_of(only()).checkout_session_id == session


def test_who_does_not_take_money_online_does_not_offer_it(
    client: Client, stripe_sandbox: StripeSandbox
) -> None:
    other = make_congress(price="100.00")
    assert open_form(client, other).choices("payment_method") == {"invoice": True}
    none = make_paid_event(may_pay_online=False)
    assert open_form(client, none).choices("payment_method") == {"invoice": True}
    alone = make_paid_event(may_pay_on_invoice=False)
    form = open_form(client, alone)
    assert (form.choices("payment_method"), form.values["payment_method"]) == ({"online": True}, "online")


def test_paid_and_back_in_the_own_browser(client: Client, stripe_sandbox: StripeSandbox) -> None:
    session = session_in(sign_up(client, make_paid_event()))
    back = urlsplit(choose(session, "paid").headers["Location"]).path
    assert back == f"/betaling/{session}/"
    answer = Page(client.get(back))
    assert (answer.status, answer.location) == (302, path_of(only()))
    page = Page(client.get(answer.location))
    assert "Uw aanmelding is bevestigd" in page.text
    assert "betaald" in page.text


def test_another_browser_learns_nothing_of_the_sign_up(client: Client, stripe_sandbox: StripeSandbox) -> None:
    session = session_in(sign_up(client, make_paid_event()))
    choose(session, "paid", hold_webhook="on")
    stranger = Page(Client().get(f"/betaling/{session}/"))
    assert stranger.status == 200
    assert "Uw betaling is ontvangen" in stranger.text
    source = stranger.response.content.decode()
    for secret in (only().reference, only().secret, "Visser", "Eva"):
        assert secret not in source, secret
    assert Client().get("/betaling/cs_test_unknown/").status_code == 404


def test_back_before_the_webhook_stripe_is_asked_and_tells(
    client: Client, stripe_sandbox: StripeSandbox
) -> None:
    session = session_in(sign_up(client, make_paid_event()))
    choose(session, "paid", hold_webhook="on")
    assert client.get(f"/betaling/{session}/").status_code == 302
    assert only().state == "confirmed"
    act(f"events/{event_about(session, 'checkout.session.completed')}/deliver", times="2")
    work()
    assert Invoice.objects.count() == 1


def test_back_while_stripe_is_gone_says_what_is_true(client: Client, stripe_sandbox: StripeSandbox) -> None:
    session = session_in(sign_up(client, make_paid_event()))
    choose(session, "paid", hold_webhook="on")
    stripe_sandbox.kill()
    page = Page(client.get(f"/betaling/{session}/"))
    assert page.status == 200
    assert "We hebben nog niets over uw betaling gehoord" in page.text
    assert page.tree.xpath(f"//a[@href='{path_of(only())}']")
    stripe_sandbox.start()
    hurry("payment_check")
    work()
    assert only().state == "confirmed"


def test_who_leaves_stripes_page_may_pay_after_all(client: Client, stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    session = session_in(sign_up(client, event))
    left = urlsplit(choose(session, "cancelled").headers["Location"]).path
    page = Page(client.get(left))
    assert page.status == 200
    assert "U hebt nog niet betaald" in page.text
    assert (only().state, taken(event)) == ("awaiting_payment", 1)
    assert only().secret not in Client().get(left).content.decode()
    again = Page(client.post(page.tree.xpath("//form[@method='post']/@action")[0]))
    assert session_in(again) == session


def test_the_page_of_a_sign_up_that_waits_says_until_when(
    client: Client, stripe_sandbox: StripeSandbox
) -> None:
    session = session_in(sign_up(client, make_paid_event()))
    page = Page(client.get(path_of(only())))
    held = Hold.objects.get().expires_at
    assert held is not None
    assert "Uw aanmelding wacht op betaling" in page.text
    until_when = format_time(held, only().event.timezone)
    assert f"De plaatsen blijven tot {until_when} uur voor u gereserveerd." in page.text
    assert "De factuur volgt" not in page.text
    assert session_in(Page(client.post(f"{path_of(only())}betalen/"))) == session


def test_the_same_form_sent_twice_pays_once(client: Client, stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event()
    form = open_form(client, event)
    key = str(form.values["submission_key"])
    first = session_in(sign_up(client, event, submission_key=key))
    assert session_in(sign_up(client, event, submission_key=key)) == first
    assert Payment.objects.count() == Registration.objects.count() == 1


def test_a_killed_stripe_loses_nothing_and_the_visitor_tries_again(
    client: Client, stripe_sandbox: StripeSandbox
) -> None:
    event = make_paid_event(seats=1)
    stripe_sandbox.kill()
    begun = time.monotonic()
    page = sign_up(client, event)
    assert time.monotonic() - begun < 3
    assert (page.status, page.location) == (303, path_of(only()))
    told = Page(client.get(page.location))
    assert "De betaling kon niet worden gestart" in told.text
    assert (taken(event), only().state) == (1, "awaiting_payment")
    stripe_sandbox.start()
    assert session_in(Page(client.post(f"{path_of(only())}betalen/")))


def test_a_hung_stripe_keeps_the_visitor_for_seconds_and_the_next_not_at_all(
    client: Client, stripe_sandbox: StripeSandbox
) -> None:
    event = make_paid_event()
    stripe_sandbox.pause()
    times = []
    for _ in range(2):
        begun = time.monotonic()
        page = sign_up(client, event, **{"confirm-duplicate": "on"})
        times.append(time.monotonic() - begun)
        assert page.status == 303
        assert page.location.startswith("/aanmelding/")
    assert times[0] < 8
    assert times[1] < 2
    stripe_sandbox.resume()
    hurry("checkout")
    assert until(lambda: not Payment.objects.filter(checkout_session_id=None).exists())


def test_an_expired_sign_up_says_that_nothing_is_owed(client: Client, stripe_sandbox: StripeSandbox) -> None:
    event = make_paid_event(seats=1)
    session_in(sign_up(client, event))
    Hold.objects.update(expires_at=clock.now())
    hurry("payment_hold")
    work()
    page = Page(client.get(path_of(only())))
    assert "Uw aanmelding is verlopen" in page.text
    assert "U bent niets verschuldigd." in page.text
    answer = Page(client.post(f"{path_of(only())}betalen/"))
    assert (answer.status, answer.location) == (303, path_of(only()))
    assert taken(event) == 0


def test_an_open_invoice_is_paid_from_the_page_of_the_sign_up(
    client: Client, stripe_sandbox: StripeSandbox
) -> None:
    event = make_paid_event()
    registration = make_registration(event, make_basket(event), clock.now())
    page = Page(client.get(path_of(registration)))
    (form,) = page.tree.xpath("//form[contains(@action, 'betalen')]")
    number = form.xpath(".//input[@name='invoice']/@value")[0]
    session = session_in(Page(client.post(form.get("action"), {"invoice": number})))
    back = urlsplit(choose(session, "paid").headers["Location"]).path
    assert client.get(back).headers["Location"] == path_of(registration)
    page = Page(client.get(path_of(registration)))
    assert not page.tree.xpath("//form[contains(@action, 'betalen')]")
    assert "betaald" in page.text


def test_a_wrong_secret_pays_for_nothing(client: Client, stripe_sandbox: StripeSandbox) -> None:
    session_in(sign_up(client, make_paid_event()))
    assert client.post(f"/aanmelding/{only().reference}/{'x' * 32}/betalen/").status_code == 404
    assert Client(enforce_csrf_checks=True).post(f"{path_of(only())}betalen/").status_code == 403


def test_in_english_too(client: Client, stripe_sandbox: StripeSandbox, settings: Any) -> None:
    registration = make_registration(
        event := make_paid_event(), make_basket(event, language="en"), clock.now()
    )
    page = Page(client.get(f"/en/registration/{registration.reference}/{registration.secret}/"))
    action = page.tree.xpath("//form[contains(@action, 'pay')]/@action")[0]
    assert action.endswith("/pay/")
    session = session_in(Page(client.post(action, {"invoice": Invoice.objects.get().number})))
    assert f"/en/payment/{session}/" in choose(session, "paid").headers["Location"]
