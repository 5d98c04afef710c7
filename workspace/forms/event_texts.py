"""One practical text of an event, in both languages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import EventText
from workspace.forms.fields import keep_absent, one_line, some_text
from workspace.forms.meanwhile import Guarded

MARKDOWN = _("Markdown: **bold**, # heading, - list.")


class EventTextForm(Guarded):
    """What folds open on the page of the event: a title and, in Markdown, a text."""

    title = one_line(_("Title"), most=100, help_text=_("For example: how to get there."))
    body = some_text(_("Text"), rows=10, help_text=MARKDOWN)
    title_en = one_line(_("Title in English"), most=100, required=False)
    body_en = some_text(_("Text in English"), rows=10)

    def __init__(self, data: Any, row: EventText | None) -> None:
        super().__init__(data, initial={name: getattr(row, name) for name in self.base_fields} if row else {})
        self.fields["body"].required = True
        keep_absent(self)

    def values(self) -> dict[str, object]:
        """The texts, with the ends of lines as they are stored (a browser posts others)."""
        return {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items()}
