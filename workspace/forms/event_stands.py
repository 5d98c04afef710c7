"""Stands that an organiser adds to an event or changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event, Stand, TicketType
from workspace.forms.fields import AmountField, one_line, whole_number
from workspace.forms.making_parts import MOST_STANDS
from workspace.forms.meanwhile import Guarded

NEW_SIZE = "new"


class StandsForm(forms.Form):
    """More stands, of a size that is there or of a new one."""

    size = forms.ChoiceField(label=_("Size"))
    title = one_line(_("Name of the new size"), most=100, required=False)
    price = AmountField(label=_("Price of the new size, excl. VAT"), required=False)
    number = whole_number(_("How many stands"), least=1, most=MOST_STANDS, initial=1)

    def __init__(self, data: Any, event: Event) -> None:
        super().__init__(data)
        self.event = event
        self.fields["size"].choices = [*_sizes(event), (NEW_SIZE, _("a new size"))]  # type: ignore[attr-defined]

    @property
    def is_new(self) -> bool:
        """Whether the size is not there yet."""
        return bool(self.cleaned_data.get("size") == NEW_SIZE)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.is_new and not data.get("title"):
            self._refuse("title", _("Give this size a name."))
        if self.is_new and data.get("price") is None and "price" not in self.errors:
            self._refuse("price", _("Fill in what a stand costs; 0,00 is free."))
        if self.event.stands.count() + (data.get("number") or 0) > MOST_STANDS:
            self._refuse("number", _("More than %(most)s stands do not fit.") % {"most": MOST_STANDS})
        return data

    def _refuse(self, field: str, sentence: Any) -> None:
        self.add_error(field, forms.ValidationError(sentence, "invalid"))


class StandForm(Guarded):
    """The number and the size of one stand."""

    number = whole_number(_("Number of the stand"), least=1, most=9999)
    size = forms.ChoiceField(label=_("Size"))

    def __init__(self, data: Any, stand: Stand) -> None:
        super().__init__(data, initial={"number": stand.number, "size": stand.ticket_type.slug})
        self.fields["size"].choices = _sizes(stand.event)  # type: ignore[attr-defined]

    def refuse(self, field: str, sentence: str) -> None:
        """Say what stands in the way."""
        self.add_error(field, forms.ValidationError(sentence, "invalid"))


def _sizes(event: Event) -> list[tuple[str, str]]:
    rows = event.ticket_types.filter(kind=TicketType.Kind.STAND)
    return [(row.slug, row.text("title")) for row in rows]
