"""What somebody does to the sandbox besides paying; each answers with the page that shows it."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from demo.stripe import acts, disputes, refunds
from demo.stripe.events import Cause
from demo.stripe.refusals import Refused
from lib import clock

MOST_TIMES = 20


def act(do: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Answer 303 when it is done, and with a page that says why where it is refused."""

    @csrf_exempt
    @never_cache
    @require_POST
    @wraps(do)
    def view(request: HttpRequest, *args: Any, **ids: str) -> HttpResponse:
        try:
            do(request, *args, **ids)
        except acts.NotOpen as closed:
            return _refusal(request, str(closed), 409)
        except Refused as refused:
            return _refusal(request, str(refused), refused.status)
        return HttpResponseRedirect(_back(request), status=303)

    return view


@act
def settle(request: HttpRequest, session_id: str) -> None:
    """``outcome`` = succeeded or failed ends a slow payment."""
    outcome = _one_of(request, "outcome", ("succeeded", "failed"))
    acts.settle(session_id, is_paid=outcome == "succeeded", now=clock.now(), cause=_cause(request))


@act
def refund(request: HttpRequest, refund_id: str) -> None:
    """``status`` = pending, succeeded or failed moves a refund, or keeps it where it is."""
    status = _one_of(request, "status", refunds.STATES)
    acts.move_refund(refund_id, status, clock.now(), _cause(request))


@act
def deliver(request: HttpRequest, event_id: str) -> None:
    """Send an event, ``times`` times at once."""
    times = request.POST.get("times", "1")
    if not times.isascii() or not times.isdigit() or not 1 <= int(times) <= MOST_TIMES:
        raise Refused(f"times is a number from 1 to {MOST_TIMES}.", status=422)
    acts.deliver(event_id, int(times), clock.now())


@act
def refund_in_dashboard(request: HttpRequest, intent_id: str) -> None:
    """Pay back ``amount`` euros ("12,50"), as in Stripe's own dashboard."""
    typed = request.POST.get("amount", "").replace(",", ".").strip()
    try:
        cents = Decimal(typed) * 100
    except InvalidOperation:
        cents = Decimal(0)
    if not cents.is_finite() or cents != int(cents) or not 1 <= cents < 10**9:
        raise Refused("amount is an amount in euros.", status=422)
    acts.refund_in_dashboard(intent_id, int(cents), clock.now(), _cause(request))


@act
def dispute(request: HttpRequest, intent_id: str) -> None:
    """Dispute a payment, as a payer does at the bank."""
    acts.dispute(intent_id, clock.now(), _cause(request))


@act
def close_dispute(request: HttpRequest, dispute_id: str) -> None:
    """``status`` = won or lost ends a dispute."""
    status = _one_of(request, "status", disputes.ENDS)
    acts.close_dispute(dispute_id, status, clock.now(), _cause(request))


def _one_of(request: HttpRequest, name: str, words: tuple[str, ...]) -> str:
    value = request.POST.get(name, "")
    if value not in words:
        raise Refused(f"{name} is one of {', '.join(words)}.", status=422)
    return value


def _cause(request: HttpRequest) -> Cause:
    return Cause(hold=request.POST.get("hold_webhook") == "on")


def _back(request: HttpRequest) -> str:
    """The page of ours that the form stood on."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, None):
        return back
    return reverse("demo_stripe")


def _refusal(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "demo/stripe/refused.html", {"why": why, "back": _back(request)}, status=status)
