"""A building with its address and its rooms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Venue
from workspace.forms.event_texts import MARKDOWN
from workspace.forms.fields import one_line, some_text, whole_number
from workspace.forms.meanwhile import Guarded

ADDRESS = ("name", "street", "postcode", "city", "directions", "directions_en")
NEW_ROWS = 3


class PlaceForm(Guarded):
    """The address that stands on the page and in calendars, how to get there, each room and its chairs."""

    name = one_line(_("Name"))
    street = one_line(_("Street and number"), required=False)
    postcode = one_line(_("Postcode"), most=16, required=False)
    city = one_line(_("Town"), most=100, required=False)
    directions = some_text(_("How to get there"), rows=5, help_text=MARKDOWN)
    directions_en = some_text(_("How to get there, in English"), rows=5)

    def __init__(self, data: Any, venue: Venue) -> None:
        super().__init__(data, initial={name: getattr(venue, name) for name in ADDRESS})
        self.rooms = {f"room_{room.pk}": room for room in venue.rooms.order_by("name")}
        self.new_rows = [f"new_{n}" for n in range(1, NEW_ROWS + 1)]
        for row, room in self.rooms.items():
            self._add_row(row, required=True)
            for name in ("name", "name_en", "capacity"):
                self.fields[f"{row}-{name}"].initial = getattr(room, name)
        for row in self.new_rows:
            self._add_row(row, required=False)

    def _add_row(self, row: str, *, required: bool) -> None:
        self.fields[f"{row}-name"] = one_line(_("Room"), most=100, required=required)
        self.fields[f"{row}-name_en"] = one_line(_("In English"), most=100, required=False)
        self.fields[f"{row}-capacity"] = whole_number(_("Chairs"), least=1, required=False)

    def address(self) -> list[forms.BoundField]:
        """The fields of the building."""
        return [self[name] for name in ADDRESS]

    def room_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each room, then rows for new ones."""
        rows = [*self.rooms, *self.new_rows]
        return [[self[f"{row}-{name}"] for name in ("name", "name_en", "capacity")] for row in rows]

    def clean(self) -> dict[str, Any]:
        seen: set[str] = set()
        for row in (*self.rooms, *self.new_rows):
            name = str(self.cleaned_data.get(f"{row}-name", "")).casefold()
            if name and name in seen:
                error = forms.ValidationError(_("There is a room of this name already."), "invalid")
                self.add_error(f"{row}-name", error)
            seen.add(name)
            if not name and self.cleaned_data.get(f"{row}-capacity") and row in self.new_rows:
                error = forms.ValidationError(_("Give the room a name."), "invalid")
                self.add_error(f"{row}-name", error)
        return self.cleaned_data

    def values(self) -> dict[str, object]:
        """The values of the building."""
        return {name: str(self.cleaned_data[name]).replace("\r\n", "\n") for name in ADDRESS}

    def known_rooms(self) -> dict[int, dict[str, object]]:
        """The values of the rooms that are there, by id."""
        return {room.pk: self._row(row) for row, room in self.rooms.items()}

    def added_rooms(self) -> list[dict[str, object]]:
        """The values of new rooms."""
        return [self._row(row) for row in self.new_rows if self.cleaned_data[f"{row}-name"]]

    def _row(self, row: str) -> dict[str, object]:
        return {name: self.cleaned_data[f"{row}-{name}"] for name in ("name", "name_en", "capacity")}
