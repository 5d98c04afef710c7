"""What a supervisor, a proxy and a container ask."""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import RedisError

from operations import heartbeat


@never_cache
@require_safe
def healthz(_: HttpRequest) -> HttpResponse:
    """Answer 200 while this process lives, whatever else does."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(_: HttpRequest) -> HttpResponse:
    """Answer 200 where database, broker and a worker are there, else 503 with what is missing."""
    broker, worker = _broker_and_worker()
    ready = {"database": _database(), "broker": broker, "worker": worker}
    return JsonResponse(ready, status=200 if all(ready.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def _broker_and_worker() -> tuple[bool, bool]:
    try:
        return True, heartbeat.worker_lives()
    except RedisError:
        return False, False
