"""Whoever works with other people's data logs in with more than a password."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Answer = Callable[[HttpRequest], HttpResponse]


class SecondFactor:
    """Send a user without a second factor from the workspace to the page that sets one up."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        ours = view.__module__.startswith("workspace.")
        if not ours or not settings.REQUIRE_MFA or not request.user.is_authenticated:
            return None
        return None if is_mfa_enabled(request.user) else redirect("mfa_activate_totp")
