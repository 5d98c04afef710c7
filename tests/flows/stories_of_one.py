"""Somebody pays, Stripe tells of it, and the money goes back."""

from __future__ import annotations

import httpx

from bench.visitor import hidden_values
from demo.services.process import wait_until
from payments.models import InvoiceDocument, Payment, Refund
from tests.flows.story import SOON, TOLD, Moment, Story, numbers_of
from tests.paying import choose, make_paid_event, session_of, sign_up_online, state, taken
from tests.workspace.members import Role, browser_of, make_member


class Paying(Story):
    """A visitor sends the form, comes to Stripe's page, pays, and comes back."""

    mails = TOLD

    def prepare(self) -> None:
        self.event = make_paid_event()
        self.form = self.form_of(self.event, payment_method="online")
        self.where = ""

    def at_the_moment(self, server: str, then: Moment) -> None:
        if server == "mail":
            self.house.mail.once(b"rcpt TO:", then)
        elif server in ("stripe", "worker"):
            self.house.stripe.once(b"POST /v1/checkout/sessions", then)
        else:
            self.house.at_a_commit(server, b'INSERT INTO "payments_payment"', then)

    def act(self) -> None:
        self.where = self.send(self.event, self.form)
        self._pay()

    def finish(self) -> None:
        def is_at_stripe() -> bool:
            self.where = self.send_until_taken(self.event, self.form)
            return self.where.startswith("/demo/")

        if not self.where.startswith("/demo/"):
            assert wait_until(is_at_stripe, SOON), self.where
            self._pay()

    def _pay(self) -> None:
        if self.where.startswith("/demo/"):
            self.session = self.where.split("/")[-2]
            choose(self.session, "paid")

    def is_done(self) -> bool:
        return self.states() == ["confirmed"]

    def check(self) -> None:
        assert [(row.state, str(row.amount)) for row in Payment.objects.all()] == [("succeeded", "121.00")]
        assert [intent["status"] for intent in state()["payment_intents"]] == ["succeeded"]
        assert [found["status"] for found in state()["checkout_sessions"]] == ["complete"]
        assert (numbers_of("380"), taken(self.event)) == ([1], 1)
        back = self.client.get(f"/betaling/{self.session}/", follow_redirects=True)
        assert "is bevestigd" in back.text


class Webhook(Story):
    """Stripe tells that somebody paid; nobody comes back."""

    mails = TOLD | {"invoice": 1}

    def prepare(self) -> None:
        self.event = make_paid_event()
        self.registration = sign_up_online(self.event)
        self.session = session_of(self.registration)

    def at_the_moment(self, server: str, then: Moment) -> None:
        if server == "mail":
            self.house.mail.once(b"Message-ID:", then, is_answer=True)  # it has the mail, we do not know
        elif server in ("stripe", "worker"):
            self.house.stripe.once(b"GET /v1/checkout/sessions/", then)
        else:
            self.house.at_a_commit(server, b'INSERT INTO "payments_stripeevent"', then)

    def act(self) -> None:
        choose(self.session, "paid")

    def finish(self) -> None:
        pass

    def is_done(self) -> bool:
        return self.states() == ["confirmed"]

    def check(self) -> None:
        assert [row.state for row in Payment.objects.all()] == ["succeeded"]
        assert [intent["status"] for intent in state()["payment_intents"]] == ["succeeded"]
        assert (numbers_of("380"), taken(self.event)) == ([1], 1)


class Refunding(Story):
    """An organiser cancels somebody who paid online: a credit note, and the money goes back."""

    mails = TOLD | {"cancellation": 2, "payment": 1, "invoice": 2}

    def prepare(self) -> None:
        self.event = make_paid_event()
        registration = sign_up_online(self.event)
        choose(session_of(registration), "paid")
        assert self.house.go_on(lambda: self.states() == ["confirmed"]), "not paid"
        organiser = browser_of(make_member(self.event.organisation, Role.ORGANISER))
        self.client.cookies.set("sessionid", organiser.cookies["sessionid"].value)
        person = registration.participants.get()
        base = f"/beheer/{self.event.organisation.slug}/evenementen/{self.event.slug}"
        self.address = f"{base}/deelnemers/{person.pk}/annuleren/"
        page = self.client.get(self.address)
        self.form = {
            "csrfmiddlewaretoken": hidden_values(page.text)["csrfmiddlewaretoken"],
            "confirm": "on",
        }

    def at_the_moment(self, server: str, then: Moment) -> None:
        if server == "mail":
            self.house.mail.once(b"rcpt TO:", then)
        elif server == "broker":
            self.house.database.once(b'INSERT INTO "payments_refund"', then)
        else:  # Stripe did it, and we do not know
            self.house.stripe.once(b"POST /v1/refunds", then, is_answer=server != "stripe")

    def act(self) -> None:
        self._cancel()

    def _cancel(self) -> bool:
        try:
            return self.client.post(self.address, data=self.form).status_code == 303
        except httpx.HTTPError:
            return False

    def finish(self) -> None:
        assert wait_until(self._cancel, SOON)

    def is_done(self) -> bool:
        return Refund.objects.filter(state="succeeded").exists()

    def check(self) -> None:
        assert [(row.state, str(row.amount)) for row in Refund.objects.all()] == [("succeeded", "121.00")]
        assert [(row["status"], row["amount"]) for row in state()["refunds"]] == [("succeeded", 12100)]
        assert (numbers_of("381"), taken(self.event)) == ([2], 0)
        assert InvoiceDocument.objects.count() == 4
