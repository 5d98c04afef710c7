"""The contact's page of a sign-up, behind a secret link, and the documents that belong to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.urls.converters import StringConverter
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.order_number import invoice_what_waits, read_number
from lib import clock
from organisations.access import Actor
from payments.access import document_of
from registrations.access import registration_by_secret
from registrations.models import Registration
from website.form_of_address import addressing
from website.registration_page import registration_values
from website.secrecy import secret_page
from website.templatetags.display import language

MEDIA_TYPES = {"pdf": "application/pdf", "xml": "application/xml"}
CONTACT = Actor("contact")
FORMATS = {"pdf": "pdf", "xml": "ubl"}


class InvoiceFile(StringConverter):
    """In routes the extension of an invoice's file."""

    regex = "pdf|xml"


@secret_page
@require_safe
def registration(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """Show all of one sign-up."""
    found = registration_or_404(reference, secret)
    with addressing(found.event.organisation, found.event):
        return render(request, "website/registration/page.html", registration_values(found, language()))


@secret_page
@require_POST
def order_number(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """Take the number that the invoice waits for; an empty one is asked again."""
    found = registration_or_404(reference, secret)
    number = read_number(request.POST.get("order_number", ""))
    if number:
        invoice_what_waits(found.pk, number, clock.now(), actor=CONTACT)
        return HttpResponseRedirect(reverse("registration", args=[reference, secret]), status=303)
    with addressing(found.event.organisation, found.event):
        values = {**registration_values(found, language()), "number_error": _("Fill in the order number.")}
        return render(request, "website/registration/page.html", values, status=422)


@secret_page
@require_safe
def registration_invoice(
    request: HttpRequest,  # noqa: ARG001 (it is all in the address)
    reference: str,
    secret: str,
    number: str,
    extension: str,
) -> HttpResponse:
    """Give the stored bytes of one of its invoices."""
    found = registration_or_404(reference, secret)
    content = document_of(found.pk, number, FORMATS[extension])
    if content is None:
        raise Http404
    name = f'attachment; filename="{number}.{extension}"'
    return HttpResponse(content, MEDIA_TYPES[extension], headers={"Content-Disposition": name})


def registration_or_404(reference: str, secret: str) -> Registration:
    """The sign-up that a contact's link opens. Raises Http404."""
    found = registration_by_secret(reference, secret)
    if found is None:
        raise Http404
    return found
