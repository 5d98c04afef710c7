"""Sign-ups that are paid through the sandbox, and jobs that are done until something is so."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.test import Client

from events.models import Event
from flows.checkout import go_to_stripe
from flows.signup import sign_up
from jobs import runner
from jobs.models import Job
from lib import clock
from payments.models import Invoice, Payment, Refund
from registrations.basket import Person
from registrations.models import Registration, SeatPool
from tests.making import make_basket, make_congress, make_organisation, make_person
from tests.stripe_sandbox import ORGANISATION

EVA = make_person("Eva Kuiper", "eva@westerkoog.example")


def make_paid_event(seats: int = 5, price: str = "100.00", **fields: Any) -> Event:
    """A congress of the organisation that has Stripe's keys."""
    known = Event.objects.filter(organisation__slug=ORGANISATION).first()
    organisation = known.organisation if known else make_organisation(slug=ORGANISATION)
    return make_congress(seats=seats, price=price, organisation=organisation, **fields)


def sign_up_online(event: Event, people: int | Sequence[Person] = (EVA,), **fields: Any) -> Registration:
    """A sign-up that waits for its payment."""
    basket = make_basket(event, people, payment_method="online", **fields)
    return sign_up(
        Event.objects.select_related("organisation", "venue").get(pk=event.pk), basket, clock.now()
    )


def session_of(registration: Registration) -> str:
    """Go to Stripe's page as a visitor does, and return the session's id."""
    answer = go_to_stripe(registration, clock.now())
    assert answer.answer == "go", answer
    return answer.session_id


def choose(session_id: str, outcome: str, **more: str) -> Any:
    """What a visitor does on the hosted page."""
    return Client().post(f"/demo/stripe/checkout/{session_id}/", {"outcome": outcome, **more})


def act(path: str, **fields: str) -> Any:
    """Any other act on the sandbox's pages."""
    return Client().post(f"/demo/stripe/{path}", fields)


def state() -> Any:
    """All objects of the sandbox, newest first."""
    return Client().get("/demo/stripe/state.json").json()


def event_about(object_id: str, kind: str) -> str:
    """The id of the sandbox's event of that kind about an object."""
    found = [e for e in state()["events"] if e["type"] == kind and e["data"]["object"]["id"] == object_id]
    return str(found[0]["id"])


def work() -> int:
    """Do all jobs that are due now, mails apart: how many."""
    done = 0
    names = ("checkout", "payment_hold", "payment_check", "stripe_event", "refund", "refund_check")
    for key in Job.objects.filter(
        name__in=names, finished_at=None, failed_at=None, due__lte=clock.now()
    ).values_list("key", flat=True):
        done += runner.run(key)
    return done


def until(so: Callable[[], bool], seconds: float = 15) -> bool:
    """Do jobs until it is ``so``; whether it came to that."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        work()
        if so():
            return True
        time.sleep(0.05)
    return False


def is_in(registration: Registration, *states: str) -> Callable[[], bool]:
    """Whether a sign-up is in one of these states."""

    def check() -> bool:
        registration.refresh_from_db()
        return registration.state in states

    return check


def hurry(*names: str, by: timedelta = timedelta(0)) -> None:
    """Let the jobs with these names be due now."""
    Job.objects.filter(name__in=names, finished_at=None, failed_at=None).update(due=clock.now() - by)


def taken(event: Event) -> int:
    """Seats that are taken of the first pool of an event."""
    return int(SeatPool.objects.filter(event=event).order_by("id").values_list("taken", flat=True)[0])


def payment_of(registration: Registration) -> Payment:
    """The newest payment of a sign-up."""
    return Payment.objects.filter(registration=registration).order_by("-id")[0]


def refund_rows() -> list[tuple[str, str]]:
    """State and amount of all refunds."""
    return [(row.state, str(row.amount)) for row in Refund.objects.order_by("id")]


def invoices() -> list[tuple[str, str, str]]:
    """Type, amount with VAT and what is to be paid of all invoices."""
    rows = Invoice.objects.order_by("id")
    return [(row.type_code, str(row.tax_inclusive), str(row.payable)) for row in rows]
