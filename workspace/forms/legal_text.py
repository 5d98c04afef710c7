"""A text that an organisation is bound by, in both languages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from organisations.models import LegalText
from workspace.forms.event_texts import MARKDOWN
from workspace.forms.fields import some_text
from workspace.forms.meanwhile import Guarded


class LegalTextForm(Guarded):
    """The text that holds."""

    text = some_text(_("Text"), rows=20, most=100_000, help_text=MARKDOWN)
    text_en = some_text(_("Text in English"), rows=20, most=100_000)

    def __init__(self, data: Any, row: LegalText | None) -> None:
        super().__init__(data, initial={"text": row.text, "text_en": row.text_en} if row else {})
        self.fields["text"].required = True

    def values(self) -> dict[str, str]:
        """The texts, with the ends of lines as they are stored."""
        return {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items()}
