"""The page on which a visitor pays, as Stripe's own would be."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from demo.stripe import acts, pages
from demo.stripe.events import Cause
from demo.stripe.refusals import Refused
from lib import clock

OUTCOMES = ("paid", "failed", "cancelled", "processing", "paid_late")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show what is to be paid; a POST with ``outcome`` decides how that goes."""
    if request.method != "POST":
        return _page(request, session_id, 200)
    outcome = request.POST.get("outcome", "")
    if outcome not in OUTCOMES:
        return _page(request, session_id, 422)
    try:
        return HttpResponseRedirect(_after(request, session_id, outcome), status=303)
    except acts.NotOpen as closed:
        if outcome == "paid" and closed.session["status"] == "complete":
            return HttpResponseRedirect(pages.success_url(closed.session), status=303)
        return _page(request, session_id, 409)
    except Refused as refused:
        return _page(request, session_id, refused.status)


def _after(request: HttpRequest, session_id: str, outcome: str) -> str:
    """Let it go that way, and return where the visitor goes next."""
    method, now = request.POST.get("method", ""), clock.now()
    cause = Cause(hold=request.POST.get("hold_webhook") == "on")
    here = reverse("demo_stripe_checkout", args=[session_id])
    if outcome == "paid":
        return pages.success_url(acts.pay(session_id, method, now, cause))
    if outcome == "processing":
        return pages.success_url(acts.pay_slowly(session_id, now, cause))
    if outcome == "paid_late":
        acts.pay_late(session_id, method, now, cause)
        return here
    if outcome == "failed":
        acts.decline(session_id, method, now)
        return here
    return acts.leave(session_id) or here


def _page(request: HttpRequest, session_id: str, status: int) -> HttpResponse:
    try:
        values = pages.session_values(session_id, clock.now())
    except Refused:
        raise Http404 from None
    wanted = values["session"]["locale"]
    values |= {"zone": settings.TIME_ZONE, "other_language_url": ""}
    with translation.override(wanted if wanted in ("nl", "en") else translation.get_language()):
        return render(request, "demo/stripe/checkout.html", values, status=status)
