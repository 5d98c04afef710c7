"""To Stripe's page, and back from it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from flows.checkout import Checkout, go_to_stripe, pay_invoice
from flows.payment import look_if_open
from lib import clock
from payments.access import OwnPayment, payment_by_key, payment_by_session
from registrations.models import Registration
from website.form_of_address import addressing
from website.payment_page import NOT_STARTED, left_values, return_values
from website.secrecy import secret_page
from website.templatetags.display import language
from website.views.registration import registration_or_404

OWN = "own_registrations"  # of this browser, in its web session: those that it went to Stripe for
MOST = 20


@secret_page
@require_POST
def pay(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """Lead the contact to Stripe's page, for the sign-up or for one of its invoices (``invoice``)."""
    found = registration_or_404(reference, secret)
    number, now = request.POST.get("invoice", ""), clock.now()
    answer = pay_invoice(found, number, now) if number else go_to_stripe(found, now)
    return lead(request, found, answer)


def lead(request: HttpRequest, registration: Registration, answer: Checkout) -> HttpResponse:
    """Go where ``answer`` says, and know this browser when it comes back.

    Where Stripe did not answer, the page of the sign-up says so and offers another try.
    """
    remember(request, registration)
    if answer.answer == "go":
        return HttpResponseRedirect(answer.url, status=303)
    if answer.answer == "wait":
        with addressing(registration.event.organisation, registration.event):
            messages.warning(request, str(NOT_STARTED))
    url = reverse("registration", args=[registration.reference, registration.secret])
    return HttpResponseRedirect(url, status=303)


@require_safe
def payment_return(request: HttpRequest, session_id: str) -> HttpResponse:
    """Say how a payment stands, asking Stripe where we do not know; lead its own browser to the sign-up."""
    if payment_by_session(session_id) is None:
        raise Http404
    look_if_open(session_id)
    payment = payment_by_session(session_id)
    if payment is None:
        raise Http404
    return _tell(request, payment)


@require_safe
def payment_left(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say to who left Stripe's page without paying that the places are kept, and until when."""
    payment = payment_by_key(key)
    if payment is None:
        raise Http404
    if payment.is_open and _is_own(request, payment):
        with addressing(payment.event.organisation, payment.event):
            page = render(request, "website/payment/left.html", left_values(payment, language()))
        patch_cache_control(page, private=True, no_store=True)
        return page
    return _tell(request, payment)


def remember(request: HttpRequest, registration: Registration) -> None:
    """Know this browser as the one that went to pay for a sign-up."""
    known = [pk for pk in request.session.get(OWN, []) if pk != registration.pk]
    request.session[OWN] = [*known, registration.pk][-MOST:]


def _tell(request: HttpRequest, payment: OwnPayment) -> HttpResponse:
    is_own = _is_own(request, payment)
    if is_own and not payment.is_open:
        url = reverse("registration", args=[payment.registration.reference, payment.registration.secret])
        return HttpResponseRedirect(url)
    with addressing(payment.event.organisation, payment.event):
        values = return_values(payment, language(), is_own=is_own)
        page = render(request, "website/payment/return.html", values)
    patch_cache_control(page, private=True, no_store=True)
    page.headers["X-Robots-Tag"] = "noindex, nofollow"
    return page


def _is_own(request: HttpRequest, payment: OwnPayment) -> bool:
    return payment.registration.pk in request.session.get(OWN, [])
