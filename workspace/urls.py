"""Routes of this door, all under /beheer/ (/en/manage/)."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from workspace.colleague_urls import colleague_patterns
from workspace.discount_urls import discount_patterns
from workspace.event_urls import making_patterns
from workspace.finance_urls import finance_patterns
from workspace.views.embedded_agenda import embedded_agenda
from workspace.views.event import event
from workspace.views.home import home
from workspace.views.participant import participant
from workspace.views.participants import participants
from workspace.views.start import start

app_name = "workspace"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("<slug:organisation>/", home, name="home"),
    path(_("<slug:organisation>/calendar-on-your-website/"), embedded_agenda, name="embedded_agenda"),
    *discount_patterns,
    *making_patterns,
    path(_("<slug:organisation>/events/<slug:slug>/"), event, name="event"),
    path(_("<slug:organisation>/events/<slug:slug>/participants/"), participants, name="participants"),
    path(
        _("<slug:organisation>/events/<slug:slug>/participants/<int:participant_id>/"),
        participant,
        name="participant",
    ),
    *finance_patterns,
    *colleague_patterns,
]
