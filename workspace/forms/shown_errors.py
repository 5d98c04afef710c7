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


def shown_errors(page_forms: Iterable[forms.BaseForm]) -> list[ShownError]:
    """All that is wrong, form by form and field by field."""
    return [
        ShownError(
            form.add_prefix(name) if name in form.fields else "",
            str(error.code or "invalid"),
            form[name].id_for_label if name in form.fields else "",
            " ".join(error.messages),
        )
        for form in page_forms
        for name, errors in form.errors.as_data().items()
        for error in errors
    ]
