"""Routes of the parts of an event that its kind names, of its place and its series; and of legal texts."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from workspace.views import event_rounds, event_stands, series
from workspace.views.event_days import event_days
from workspace.views.event_meetings import event_meetings
from workspace.views.event_place import event_place
from workspace.views.legal_texts import legal_text_edit
from workspace.views.own_rules import own_rules
from workspace.views.pictures import event_pictures, event_speaker, series_picture

part_patterns: list[URLPattern] = [
    path(_("<slug:organisation>/series/"), series.series_list, name="series_list"),
    path(_("<slug:organisation>/series/<slug:series>/"), series.series_edit, name="series_edit"),
    path(_("<slug:organisation>/series/<slug:series>/picture/"), series_picture, name="series_picture"),
    path(_("<slug:organisation>/events/<slug:slug>/edit/pictures/"), event_pictures, name="event_pictures"),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/pictures/<int:speaker_id>/"),
        event_speaker,
        name="event_speaker",
    ),
    path(_("<slug:organisation>/texts/<slug:text>/"), legal_text_edit, name="legal_text_edit"),
    path(_("<slug:organisation>/events/<slug:slug>/edit/days/"), event_days, name="event_days"),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/rounds/"),
        event_rounds.event_rounds,
        name="event_rounds",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/rounds/new/"),
        event_rounds.event_round_new,
        name="event_round_new",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/rounds/<slug:round>/"),
        event_rounds.event_round,
        name="event_round",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/edit/meetings/"), event_meetings, name="event_meetings"),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/stands/"),
        event_stands.event_stands,
        name="event_stands",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/stands/<int:number>/"),
        event_stands.event_stand,
        name="event_stand",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/edit/rules/"), own_rules, name="own_rules"),
    path(_("<slug:organisation>/events/<slug:slug>/edit/place/"), event_place, name="event_place"),
    path(_("<slug:organisation>/events/<slug:slug>/edit/series/"), series.event_series, name="event_series"),
]
