"""The Content-Security-Policy, which is the same for almost every answer: made once, not for each."""

from functools import cached_property
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Policy(CSPMiddleware):
    """django-csp, with a short way for answers that ask for nothing of their own."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header, unless the view did."""
        if settings.DEBUG or "_csp_nonce" in vars(request) or _is_special(response):
            return super().process_response(request, response)
        if HEADER not in response:
            response[HEADER] = self._usual
        return response

    @cached_property
    def _usual(self) -> str:
        return str(build_policy())


def _is_special(response: Any) -> bool:
    return any(name.startswith("_csp") for name in vars(response))
