"""How many places are left, for programs."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from website.views.events import state_or_404


@require_safe
def places(_request: HttpRequest, kind: str, slug: str) -> JsonResponse:
    """Tell each seat pool's free seats, null where there is no end to them or the event hides them."""
    state = state_or_404(kind, slug)
    pools = {
        seats.slug: {"left": state.shown(seats), "waiting": seats.waiting} for seats in state.pools.values()
    }
    answer = JsonResponse(pools)
    answer.headers["Cache-Control"] = "no-store"
    return answer
