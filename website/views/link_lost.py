"""For who lost the link: an address is asked, and whoever asks gets the same answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from flows.link_lost import ask_for_links
from lib import clock
from website.forms.link_lost import LinkLostForm


@require_http_methods(["GET", "HEAD", "POST"])
def link_lost(request: HttpRequest) -> HttpResponse:
    """Ask for the address; have its links mailed and say so, whether there are any or not."""
    form = LinkLostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        ask_for_links(form.cleaned_data["email"], clock.now())
        return HttpResponseRedirect(reverse("link_lost_asked"), status=303)
    status = 422 if form.is_bound else 200
    response = render(request, "website/link_lost/page.html", {"form": form}, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_http_methods(["GET", "HEAD"])
def link_lost_asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is under way, if there is anything to mail."""
    response = render(request, "website/link_lost/asked.html")
    patch_cache_control(response, private=True, no_cache=True)
    return response
