"""Routes of making an event and changing it."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from workspace.views.event_new import event_new

making_patterns: list[URLPattern] = [
    path(_("<slug:organisation>/events/new/"), event_new, name="event_new"),
]
