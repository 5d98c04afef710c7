"""A series: its texts, and which one an event is an edition of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event, Series
from events.series_editing import series_for
from workspace.forms.event_texts import MARKDOWN
from workspace.forms.fields import one_line, some_text
from workspace.forms.meanwhile import Guarded


class SeriesForm(Guarded):
    """What stands on the page of a series, in both languages."""

    title = one_line(_("Title"))
    description = some_text(_("Text"), rows=12, help_text=MARKDOWN)
    title_en = one_line(_("Title in English"), required=False)
    description_en = some_text(_("Text in English"), rows=12)

    def __init__(self, data: Any, row: Series) -> None:
        super().__init__(data, initial={name: getattr(row, name) for name in self.base_fields})

    def values(self) -> dict[str, object]:
        """The texts, with the ends of lines as they are stored."""
        return {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items()}


class StartForm(forms.Form):
    """The title of a new series."""

    title = one_line(_("Title of the series"))

    def __init__(self, data: Any, event: Event) -> None:
        super().__init__(data, initial={"title": event.title})


class JoinForm(forms.Form):
    """One of the series of this kind."""

    series = forms.ChoiceField(label=_("Series"))

    def __init__(self, data: Any, event: Event) -> None:
        super().__init__(data)
        rows = series_for(event)
        self.fields["series"].choices = [(row.slug, row.text("title")) for row in rows]  # type: ignore[attr-defined]

    @property
    def has_choice(self) -> bool:
        """Whether there is any series to join."""
        return bool(self.fields["series"].choices)  # type: ignore[attr-defined]
