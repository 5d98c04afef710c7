"""Tells the demo's time and moves it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from demo import clock as demo_clock
from lib import clock


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clock_view(request: HttpRequest) -> JsonResponse:
    """Answer ``{"now": "…Z"}``, after a POST with ``forward`` (ISO 8601) the new time."""
    now = clock.now()
    if request.method == "POST":
        try:
            now = demo_clock.forward(demo_clock.duration(request.POST.get("forward", "")))
        except ValueError as error:
            return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"now": f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"})
