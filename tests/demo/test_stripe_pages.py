"""The sandbox's pages: what people read there, and the state as JSON."""

import pytest
from django.test import Client

from tests.demo.stripe_making import choose, make_payment, make_session, post, state
from tests.stripe_sandbox import StripeSandbox


def page(path: str) -> str:
    answer = Client().get(f"/demo/stripe/{path}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_tells_what_is_paid_for_and_what_each_button_does(sandbox: StripeSandbox) -> None:
    session = make_session(payment_method_types=["ideal", "card"])
    shown = page(f"checkout/{session.id}/")
    for text in ("€ 25,89 betalen", "Kracht van netwerken", "Twee deelnemers", "iDEAL | Wero", "Mastercard"):
        assert text in shown
    for outcome in ("paid", "failed", "cancelled", "processing", "paid_late"):
        assert f'value="{outcome}"' in shown
    assert "Bancontact" not in shown
    assert "niet gelukt" not in shown
    choose(session.id, "failed")
    assert "De laatste poging is niet gelukt" in page(f"checkout/{session.id}/")


def test_the_page_speaks_the_language_of_the_session(sandbox: StripeSandbox) -> None:
    shown = page(f"checkout/{make_session(locale='en').id}/")
    assert "Pay € 25.89" in shown
    assert '<html lang="en"' in shown
    assert "€ 25,89 betalen" in page(f"checkout/{make_session(locale='auto').id}/")


def test_the_page_shows_how_it_ended(sandbox: StripeSandbox) -> None:
    paid, slow, late = make_payment("card"), make_session(), make_session()
    choose(slow.id, "processing")
    choose(late.id, "paid_late", hold_webhook="on")
    assert "€ 25,89 is betaald" in page(f"checkout/{paid.id}/")
    assert "Het geld laten binnenkomen" in page(f"checkout/{slow.id}/")
    assert "Deze betaalpagina is verlopen" in page(f"checkout/{late.id}/")
    post(f"checkout/{slow.id}/settle", outcome="failed")
    assert "De betaling is toch niet gelukt" in page(f"checkout/{slow.id}/")


def test_the_page_shows_what_came_of_a_payment(sandbox: StripeSandbox) -> None:
    paid = make_payment("card")
    here = f"/demo/stripe/checkout/{paid.id}/"
    answer = post(f"payments/{paid.payment_intent.id}/refund", amount="5.00", back=here)
    assert (answer.status_code, answer["Location"]) == (303, here)
    shown = page(f"checkout/{paid.id}/")
    assert "€ 5,00" in shown
    assert 'value="20,89"' in shown
    post(f"payments/{paid.payment_intent.id}/dispute")
    assert "De betaler vraagt de bank om € 25,89 terug." in page(f"checkout/{paid.id}/")


def test_a_form_leads_back_to_pages_of_ours_only(sandbox: StripeSandbox) -> None:
    intent = make_payment().payment_intent.id
    answer = post(f"payments/{intent}/refund", amount="1", back="https://elsewhere.example/")
    assert answer["Location"] == "/demo/stripe/"


def test_the_list_shows_payments_refunds_and_events(sandbox: StripeSandbox) -> None:
    assert "Er is nog niet online betaald" in page("")
    paid = make_payment()
    post(f"payments/{paid.payment_intent.id}/refund", amount="5.00")
    shown = page("")
    for text in (paid.id, "Kracht van netwerken", "€ 5,00", "checkout.session.completed", "refund.created"):
        assert text in shown


def test_a_refusal_says_why(sandbox: StripeSandbox) -> None:
    intent = make_payment().payment_intent.id
    answer = post(f"payments/{intent}/refund", amount="30")
    assert answer.status_code == 400
    assert "is greater than unrefunded amount" in answer.content.decode()
    assert Client().get(f"/demo/stripe/payments/{intent}/refund").status_code == 405


def test_the_state_is_what_the_api_gives_newest_first(sandbox: StripeSandbox) -> None:
    first, second = make_session(), make_payment()
    post(f"payments/{second.payment_intent.id}/refund", amount="5.00")
    found = state()
    assert list(found) == ["checkout_sessions", "payment_intents", "refunds", "events"]
    api = sandbox.client.v1
    assert [given["id"] for given in found["checkout_sessions"]] == [second.id, first.id]
    assert found["checkout_sessions"][1] == api.checkout.sessions.retrieve(first.id).to_dict()
    assert found["payment_intents"] == [intent.to_dict() for intent in api.payment_intents.list()]
    assert [given["amount"] for given in found["refunds"]] == [500]
    types = [event["type"] for event in found["events"]]
    assert types == ["refund.created", "checkout.session.completed"]


@pytest.mark.django_db
def test_a_payment_that_is_not_there_is_not_found() -> None:
    assert Client().get("/demo/stripe/checkout/cs_test_none/").status_code == 404
