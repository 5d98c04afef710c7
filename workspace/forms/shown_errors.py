"""What is wrong with the forms of a page, as templates/website/components/error_summary.html shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django import forms


class ShownError(NamedTuple):
    """One thing that is wrong: ``anchor`` is the id of its control, "" where there is none."""

    field: str
    code: str
    anchor: str
    text: str


def _text(form: forms.BaseForm, name: str, error: forms.ValidationError) -> str:
    """What is wrong; of an empty field its name as well, since that sentence tells nothing alone."""
    said = " ".join(error.messages)
    is_empty = error.code == "required" and name in form.fields
    return f"{form[name].label}: {said[:1].lower()}{said[1:]}" if is_empty else said


def shown_errors(page_forms: Iterable[forms.BaseForm]) -> list[ShownError]:
    """All that is wrong, form by form and field by field."""
    return [
        ShownError(
            form.add_prefix(name) if name in form.fields else "",
            str(error.code or "invalid"),
            form[name].id_for_label if name in form.fields else "",
            _text(form, name, error),
        )
        for form in page_forms
        for name, errors in form.errors.as_data().items()
        for error in errors
    ]
