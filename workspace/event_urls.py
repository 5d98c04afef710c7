"""Routes of making an event and changing it."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from workspace.part_urls import part_patterns
from workspace.views import (
    admissions,
    codes,
    event_edit,
    event_texts,
    partners,
    programme,
    questions,
    sessions,
)
from workspace.views.cancel_participant import cancel_participant
from workspace.views.change_participant import change_participant
from workspace.views.event_copy import event_copy
from workspace.views.event_new import event_new
from workspace.views.event_publish import event_close, event_publish, event_reopen

making_patterns: list[URLPattern] = [
    *part_patterns,
    path(_("<slug:organisation>/events/new/"), event_new, name="event_new"),
    path(_("<slug:organisation>/events/<slug:slug>/copy/"), event_copy, name="event_copy"),
    path(_("<slug:organisation>/events/<slug:slug>/publish/"), event_publish, name="event_publish"),
    path(_("<slug:organisation>/events/<slug:slug>/close/"), event_close, name="event_close"),
    path(_("<slug:organisation>/events/<slug:slug>/reopen/"), event_reopen, name="event_reopen"),
    path(_("<slug:organisation>/events/<slug:slug>/edit/"), event_edit.event_edit, name="event_edit"),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/registration/"),
        event_edit.sign_up_rules,
        name="sign_up_rules",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/admissions/"), admissions.admissions, name="admissions"
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/admissions/new/"),
        admissions.admission_new,
        name="admission_new",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/admissions/<slug:ticket>/"),
        admissions.admission,
        name="admission",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/edit/places/"), event_edit.capacities, name="capacities"),
    path(
        _("<slug:organisation>/events/<slug:slug>/edit/cancelling/"),
        event_edit.cancellation_terms,
        name="cancellation_terms",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/texts/"), event_texts.event_texts, name="event_texts"),
    path(
        _("<slug:organisation>/events/<slug:slug>/texts/new/"),
        event_texts.event_text_new,
        name="event_text_new",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/texts/<int:text_id>/"),
        event_texts.event_text,
        name="event_text",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/questions/"),
        questions.event_questions,
        name="event_questions",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/questions/new/"),
        questions.event_question_new,
        name="event_question_new",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/questions/<int:question_id>/"),
        questions.event_question,
        name="event_question",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/answers/"), questions.event_answers, name="event_answers"),
    path(_("<slug:organisation>/events/<slug:slug>/codes/"), codes.codes, name="codes"),
    path(_("<slug:organisation>/events/<slug:slug>/codes/new/"), codes.code_new, name="code_new"),
    path(_("<slug:organisation>/events/<slug:slug>/partners/"), partners.partners, name="partners"),
    path(_("<slug:organisation>/events/<slug:slug>/partners/new/"), partners.partner_new, name="partner_new"),
    path(
        _("<slug:organisation>/events/<slug:slug>/partners/<int:partnership_id>/"),
        partners.partner,
        name="partner",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/programme/"), programme.programme, name="programme"),
    path(
        _("<slug:organisation>/events/<slug:slug>/programme/release/"),
        programme.programme_release,
        name="programme_release",
    ),
    path(_("<slug:organisation>/events/<slug:slug>/sessions/new/"), sessions.session_new, name="session_new"),
    path(
        _("<slug:organisation>/events/<slug:slug>/sessions/<slug:session>/edit/"),
        sessions.session_edit,
        name="session_edit",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/participants/<int:participant_id>/cancel/"),
        cancel_participant,
        name="cancel_participant",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/participants/<int:participant_id>/edit/"),
        change_participant,
        {"is_colleague": False},
        name="edit_participant",
    ),
    path(
        _("<slug:organisation>/events/<slug:slug>/participants/<int:participant_id>/replace/"),
        change_participant,
        {"is_colleague": True},
        name="replace_participant",
    ),
]
