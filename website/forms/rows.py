"""The people of the form, each a card; an empty card is drawn once and numbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from website.forms.choices import exceptions, has_exceptions
from website.forms.controls import Control
from website.forms.people import MOST_ROWS, TOTAL
from website.forms.questions import question_fields
from website.forms.signup import SignUpForm

PREPARED = 3  # rows of a form that was just opened: enough for most, without a script
CARD = "website/signup/person.html"
EXCEPTION = "website/signup/exception.html"
CONTACT, PATTERN = "contact", "participants-__n__"


@dataclass(frozen=True)
class Rows:
    """How many rows there are, their cards, and the pattern of one more (``__n__``, ``__number__``)."""

    total: int
    cards: list[SafeString]
    blank: SafeString
    exceptions: list[SafeString]
    blank_exception: SafeString
    has_people: bool
    has_exceptions: bool
    errors: tuple[str, ...]


def rows_of(form: SignUpForm, *, more: int = 0) -> Rows:
    """Return the rows that were sent, or some to begin with, and ``more`` empty ones."""
    total = min(_total(form) + more, MOST_ROWS)
    filled = _filled(form)
    shape = (form.event.asks_organisation, form.event.asks_job_title, form.may_cost)
    blank = None if form.offering.questions else _blank_card(get_language() or "", *shape)
    cards = _cards(form, CARD, _person, total, filled, blank)
    deviating = has_exceptions(form)
    own = _cards(form, EXCEPTION, _exception, total, filled) if deviating else [mark_safe("")]
    if deviating:
        own.insert(0, _draw(form, EXCEPTION, _exception, CONTACT, ""))
    return Rows(
        total=total,
        cards=cards[:-1],
        blank=cards[-1],
        exceptions=own[:-1],
        blank_exception=own[-1],
        has_people=bool(filled) or more > 0,
        has_exceptions=any(_deviates(form, key) for key in (CONTACT, *filled)),
        errors=form.errors_at(TOTAL),
    )


def _total(form: SignUpForm) -> int:
    """As many rows as were sent: none may be lost. Where that cannot be read, those that hold something."""
    sent = form.posted.shown(TOTAL).strip()
    if sent.isascii() and sent.isdecimal() and 0 < int(sent) <= MOST_ROWS:
        return int(sent)
    last = max((int(key.partition("-")[2]) for key in _filled(form)), default=-1)
    return max(last + 1, min(PREPARED, form.event.most_per_sign_up))


def _filled(form: SignUpForm) -> set[str]:
    found = {key for key in form.posted.sections if key.startswith("participants-")}
    wrong = {r.field for r in form.refusals if r.field.startswith("participants-") and r.field != TOTAL}
    return found | {"-".join(field.split("-")[:2]) for field in wrong}


def _cards(
    form: SignUpForm,
    template: str,
    values: Callable[[SignUpForm, str], dict[str, object]],
    total: int,
    filled: set[str],
    blank: SafeString | None = None,
) -> list[SafeString]:
    """Draw ``total`` cards and, last, the pattern of an empty one (``blank``, where it is known)."""
    blank = blank or _draw(form, template, values, PATTERN, "__number__")
    return [
        _draw(form, template, values, f"participants-{number}", str(number + 1))
        if f"participants-{number}" in filled
        else mark_safe(blank.replace("__n__", str(number)).replace("__number__", str(number + 1)))  # noqa: S308
        for number in range(total)
    ] + [blank]


def _draw(
    form: SignUpForm,
    template: str,
    values: Callable[[SignUpForm, str], dict[str, object]],
    key: str,
    number: str,
) -> SafeString:
    return render_to_string(template, {"key": key, "number": number, **values(form, key)})


def _person(form: SignUpForm, key: str) -> dict[str, object]:
    event = form.event
    fields = _fields(key, event.asks_organisation, event.asks_job_title, form.may_cost)
    filled = {part: [form.filled(control) for control in controls] for part, controls in fields.items()}
    questions = question_fields(form, key)
    optional = [question for question in questions if not question.is_required]
    return {
        **filled,
        "questions": [question for question in questions if question.is_required],
        "more_questions": optional,
        "is_open": any(control.value or control.errors for control in filled["extra"])
        or any(question.is_filled for question in optional),
        "name_follows": form.posted.is_on(f"{key}-name_follows"),
    }


@lru_cache(maxsize=64)
def _blank_card(language: str, *shape: bool) -> SafeString:  # noqa: ARG001 (drawn in that language)
    """The pattern of an empty card, the same for all events that ask the same."""
    return render_to_string(CARD, {"key": PATTERN, "number": "__number__", **_fields(PATTERN, *shape)})


def _fields(key: str, *shape: bool) -> dict[str, list[Control]]:
    """The fields of one person: who, what the event asks, and the rest."""
    asks_organisation, asks_job_title, may_cost = shape
    asked = ["organisation"] * asks_organisation + ["job_title"] * asks_job_title
    rest = ["organisation", "job_title", "phone"] + ["cost_centre"] * may_cost
    return {
        "who": [_field(key, "name"), _field(key, "email")],
        "asked": [_field(key, name) for name in asked],
        "extra": [_field(key, name) for name in rest if name not in asked],
    }


def _field(key: str, name: str) -> Control:
    label, kind = {
        "name": (_("Name"), "text"),
        "email": (_("Email address"), "email"),
        "organisation": (_("Organisation"), "text"),
        "job_title": (_("Job title"), "text"),
        "phone": (_("Telephone"), "tel"),
        "cost_centre": (_("Cost centre"), "text"),
    }[name]
    return Control(f"{key}-{name}", label, kind=kind, attributes={"autocomplete": "off"})


def _exception(form: SignUpForm, key: str) -> dict[str, object]:
    return {
        "controls": exceptions(form, key),
        "who": form.posted.shown(f"{key}-name"),
        "is_contact": key == CONTACT,
    }


def _deviates(form: SignUpForm, key: str) -> bool:
    own = form.posted.sections.get(key, ())
    wrong = (r.field.removeprefix(f"{key}-") for r in form.refusals if r.field.startswith(f"{key}-"))
    return any(name.startswith(("ticket_type", "round_", "addon_")) for name in (*own, *wrong))
