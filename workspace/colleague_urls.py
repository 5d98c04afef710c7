"""Routes of an organisation itself, and of who works for it."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from workspace.views.colleagues import colleague, colleagues
from workspace.views.membership_invite import membership_invite
from workspace.views.organisation import organisation, organisation_logo

colleague_patterns: list[URLPattern] = [
    path(_("invitation/<str:secret>/"), membership_invite, name="membership_invite"),
    path(_("<slug:organisation>/organisation/"), organisation, name="organisation"),
    path(_("<slug:organisation>/organisation/logo/"), organisation_logo, name="organisation_logo"),
    path(_("<slug:organisation>/colleagues/"), colleagues, name="colleagues"),
    path(_("<slug:organisation>/colleagues/<int:membership_id>/"), colleague, name="colleague"),
]
