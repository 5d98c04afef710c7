"""What an organisation binds itself to: terms, privacy, accessibility."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from organisations.access import legal_text, organisation_by_slug
from website.form_of_address import addressing

TITLES = {
    "terms": _("General terms and conditions"),
    "privacy": _("Privacy statement"),
    "accessibility": _("Accessibility statement"),
}


def legal_text_page(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show the version that is in force, or that there is none and whom to ask."""
    organisation = organisation_by_slug(slug)
    if organisation is None:
        raise Http404
    text = legal_text(organisation.pk, kind)
    context = {"organisation": organisation, "title": TITLES[kind], "text": text}
    with addressing(organisation):
        return render(request, "website/legal_text/page.html", context, status=200 if text else 404)
