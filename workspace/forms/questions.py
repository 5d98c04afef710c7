"""A question of an event, as an organiser writes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event, Question
from events.questioning import QuestionWanted
from lib.registers import REGISTERS
from workspace.forms.fields import keep_absent, one_line, some_text

Kind = Question.Kind
KINDS = {
    Kind.TEXT.value: _("one line of text"),
    Kind.LONG_TEXT.value: _("several lines of text"),
    Kind.CHOICE.value: _("one choice of several"),
    Kind.SEVERAL.value: _("several choices"),
    Kind.YES_NO.value: _("yes or no"),
    Kind.NUMBER.value: _("a number"),
    Kind.DATE.value: _("a date"),
    Kind.REGISTER.value: _("a number of a professional register"),
}
ASKED = {
    Question.Asked.PARTICIPANT.value: _("of each participant"),
    Question.Asked.SIGN_UP.value: _("once per registration"),
}
WITH_OPTIONS = (Kind.CHOICE, Kind.SEVERAL)
COLUMNS = ("title", "hint", "title_en", "hint_en", "kind", "register", "asked", "is_required", "is_special")
DECIDING = (Kind.CHOICE, Kind.SEVERAL, Kind.YES_NO)
NO_OPTIONS = _("Write at least two answers, each on a line.")
TWICE = _("Each answer can be there once.")
TOO_LONG = _("An answer is at most 150 characters long.")
UNEVEN = _("Write as many lines in English as in Dutch, in the same order.")
NO_REGISTER = _("Choose the register.")
SPECIAL_IS_FREE = _("Nobody has to answer this: leave “required” open, or do not mark it as special.")
SPECIAL_IS_OWN = _("Special personal data are asked of each participant, not once per registration.")
OTHER_IS_OF_PARTICIPANTS = _("A question once per registration cannot turn on one to each participant.")
OTHER_IS_SPECIAL = _("Only special personal data may turn on an answer that is.")


class QuestionForm(forms.Form):
    """What is asked, of whom, and when."""

    title = one_line(_("Question"))
    hint = one_line(_("Explanation"), most=300, required=False)
    kind = forms.ChoiceField(label=_("Sort of answer"), choices=list(KINDS.items()))
    options = some_text(
        _("Answers to choose from"), rows=5, most=5000, help_text=_("Each on a line of its own.")
    )
    register = forms.ChoiceField(label=pgettext_lazy("of professionals", "Register"), required=False)
    asked = forms.ChoiceField(label=_("Asked"), choices=list(ASKED.items()))
    is_required = forms.BooleanField(label=_("Required"), required=False)
    is_special = forms.BooleanField(
        label=_("Special personal data, such as diet or access needs"),
        required=False,
        help_text=_(
            "Only owners and organisers see the answers. They stay out of lists and files unless asked for, "
            "and are erased first."
        ),
    )
    tickets = forms.MultipleChoiceField(
        label=_("Only for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for every admission."),
    )
    depends = forms.ChoiceField(label=_("Only when"), required=False)
    title_en = one_line(_("Question in English"), required=False)
    hint_en = one_line(_("Explanation in English"), most=300, required=False)
    options_en = some_text(_("Answers in English"), rows=5, most=5000)

    def __init__(self, data: Any, event: Event, row: Question | None, *, is_answered: bool = False) -> None:
        super().__init__(data, initial=_initial(row) if row else {})
        self.others = _deciding(event, row)
        registers = [("", _("none")), *((key, register.name) for key, register in REGISTERS.items())]
        self.fields["register"].choices = registers  # type: ignore[attr-defined]
        tickets = event.ticket_types.filter(kind__in=["admission", "staff"])
        self.fields["tickets"].choices = [(str(t.pk), t.text("title")) for t in tickets]  # type: ignore[attr-defined]
        self.fields["depends"].choices = [("", _("always")), *_conditions(self.others)]  # type: ignore[attr-defined]
        if len(tickets) < 2:
            del self.fields["tickets"]
        if not self.others:
            del self.fields["depends"]
        if is_answered:
            for name in ("kind", "asked", "is_special", "register"):
                self.fields[name].disabled = True
        keep_absent(self)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = data.get("kind")
        data["lines"] = self._options() if kind in WITH_OPTIONS else []
        if kind != Kind.REGISTER:
            data["register"] = ""
        elif not data.get("register"):
            self.add_error("register", forms.ValidationError(NO_REGISTER, "required"))
        if data.get("is_special") and data.get("is_required"):
            self.add_error("is_required", forms.ValidationError(SPECIAL_IS_FREE, "invalid"))
        if data.get("is_special") and data.get("asked") == Question.Asked.SIGN_UP:
            self.add_error("asked", forms.ValidationError(SPECIAL_IS_OWN, "invalid"))
        self._check_condition(data)
        return data

    def wanted(self) -> QuestionWanted:
        """The question that is asked for."""
        data = self.cleaned_data
        key, _colon, value = data.get("depends", "").partition(":")
        names = (
            "title",
            "hint",
            "kind",
            "register",
            "asked",
            "is_required",
            "is_special",
            "title_en",
            "hint_en",
        )
        values = {name: data[name] for name in names}
        values |= {"depends_on_id": int(key) if key else None, "depends_value": value}
        return QuestionWanted(values, data["lines"], [int(pk) for pk in data.get("tickets", ())])

    def _options(self) -> list[tuple[str, str]]:
        dutch, english = (_lines(self.cleaned_data.get(name, "")) for name in ("options", "options_en"))
        wrong = None
        if len(dutch) < 2:
            wrong = ("options", NO_OPTIONS, "required")
        elif len(set(dutch)) < len(dutch):
            wrong = ("options", TWICE, "invalid")
        elif any(len(line) > 150 for line in [*dutch, *english]):
            wrong = ("options", TOO_LONG, "invalid")
        elif english and len(english) != len(dutch):
            wrong = ("options_en", UNEVEN, "invalid")
        if wrong:
            self.add_error(wrong[0], forms.ValidationError(wrong[1], wrong[2]))
            return []
        return list(zip(dutch, english or [""] * len(dutch), strict=True))

    def _check_condition(self, data: dict[str, Any]) -> None:
        key = data.get("depends", "").partition(":")[0]
        other = next((row for row in self.others if str(row.pk) == key), None)
        if other is None:
            return
        if data.get("asked") == Question.Asked.SIGN_UP and other.asked != Question.Asked.SIGN_UP:
            self.add_error("depends", forms.ValidationError(OTHER_IS_OF_PARTICIPANTS, "invalid"))
        elif other.is_special and not data.get("is_special"):
            self.add_error("depends", forms.ValidationError(OTHER_IS_SPECIAL, "invalid"))


def _initial(row: Question) -> dict[str, Any]:
    shown = [option for option in row.options.all() if not option.is_off]
    return {
        **{name: getattr(row, name) for name in COLUMNS},
        "options": "\n".join(option.title for option in shown),
        "options_en": "\n".join(option.title_en for option in shown if option.title_en),
        "tickets": [str(pk) for pk in row.ticket_types.values_list("pk", flat=True)],
        "depends": f"{row.depends_on_id}:{row.depends_value}" if row.depends_on_id else "",
    }


def _deciding(event: Event, row: Question | None) -> list[Question]:
    """The questions above this one whose answer may decide whether it is asked."""
    rows = event.questions.filter(kind__in=DECIDING).prefetch_related("options")
    return list(rows.filter(position__lt=row.position) if row else rows)


def _conditions(others: list[Question]) -> list[tuple[str, str]]:
    found = []
    for other in others:
        options = [(option.slug, option.text("title")) for option in other.options.all() if not option.is_off]
        if other.kind == Kind.YES_NO:
            options = [("yes", _now("Yes")), ("no", _now("No"))]
        found += [(f"{other.pk}:{value}", f"{other.text('title')} {text}") for value, text in options]
    return found


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
