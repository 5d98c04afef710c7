"""Whoever may do all, or everything about money, logs in with more than a password."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisations.access import works_with_power

Answer = Callable[[HttpRequest], HttpResponse]


class SecondFactor:
    """Send an owner or finance without a second factor from what asks for a role to where one is set up."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        ours = view.__module__.startswith("workspace.") or hasattr(view, "capability")
        if not ours or not settings.REQUIRE_MFA or not request.user.is_authenticated:
            return None
        may_pass = is_mfa_enabled(request.user) or not works_with_power(request.user)
        return None if may_pass else redirect("mfa_activate_totp")
