"""All that is in the sandbox: for people, and as JSON."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demo.stripe import pages
from lib import clock


@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show payments, refunds and events, newest first."""
    values = pages.overview_values(clock.now())
    return render(request, "demo/stripe/overview.html", values | {"zone": settings.TIME_ZONE})


@require_safe
@never_cache
def state(_request: HttpRequest) -> JsonResponse:
    """Answer with the objects as the API gives them, newest first."""
    return JsonResponse(pages.state())
