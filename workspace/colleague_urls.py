"""Routes of who works for an organisation."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from workspace.views.colleagues import colleague, colleagues
from workspace.views.membership_invite import membership_invite

colleague_patterns: list[URLPattern] = [
    path(_("invitation/<str:secret>/"), membership_invite, name="membership_invite"),
    path(_("<slug:organisation>/colleagues/"), colleagues, name="colleagues"),
    path(_("<slug:organisation>/colleagues/<int:membership_id>/"), colleague, name="colleague"),
]
