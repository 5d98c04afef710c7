"""Where Stripe tells what happened."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from flows.stripe_events import receive
from lib import clock
from payments.stripe import asking


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Store an event that Stripe signed and answer 200; 400 and nothing stored for all else."""
    signature = request.META.get("HTTP_STRIPE_SIGNATURE", "")
    try:
        seen = asking.signed_event(request.body, signature)
    except ValueError:
        return HttpResponse("This is no event that Stripe signed.\n", "text/plain", status=400)
    receive(seen, clock.now())
    return HttpResponse("ok\n", "text/plain")
