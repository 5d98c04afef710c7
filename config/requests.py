"""What every request shares: one reading of the clock, and one line in the log."""

import uuid
from collections.abc import Callable
from time import perf_counter

import structlog
from django.http import HttpRequest, HttpResponse

from lib import clock

logger = structlog.get_logger("request")
Answer = Callable[[HttpRequest], HttpResponse]
QUIET = ("/static/", "/healthz", "/readyz")


def one_clock(answer: Answer) -> Answer:
    """Let all that a request does happen at one moment of the demo's clock."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with clock.reading_once():
            return answer(request)

    return middleware


def told_in_the_log(answer: Answer) -> Answer:
    """Log each request without its query; its id ties the lines of one request together."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id = request.META.get("HTTP_X_REQUEST_ID", "")[:64] or uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        begun = perf_counter()
        response = answer(request)
        if not request.path.startswith(QUIET):
            milliseconds = round((perf_counter() - begun) * 1000, 1)
            logger.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=milliseconds,
            )
        return response

    return middleware
