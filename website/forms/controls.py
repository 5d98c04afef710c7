"""Fields of a form as the components of templates/website/components draw them.

A control has what those ask of a field of Django's, and draws itself with a tenth of the work: a
sign-up form has many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Option(NamedTuple):
    """One option of a select."""

    value: str
    text: str
    is_disabled: bool = False


@dataclass(frozen=True)
class Control:
    """A control with its label; its id is its name.

    ``kind`` is "select", "textarea", "checkbox" or a type of input.

    ``value`` is the text in it, the value of the chosen option, or "on" for a ticked box.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    help_text: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
    options: Sequence[Option] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    is_hidden = False
    use_fieldset = False

    @property
    def widget_type(self) -> str:
        """What field.html tells boxes by."""
        return self.kind

    @property
    def auto_id(self) -> str:
        """What the ids of hint and error begin with."""
        return self.name

    id_for_label = auto_id

    @property
    def field(self) -> Control:
        """The one that knows whether it is required."""
        return self

    def __str__(self) -> SafeString:
        if self.kind == "select":
            return format_html("<select{}>{}</select>", self._attributes(), self._options())
        if self.kind == "textarea":  # the line break is the one that browsers take off
            return format_html("<textarea{}>\n{}</textarea>", self._attributes(), self.value)
        return format_html("<input{}>", self._attributes())

    def _attributes(self) -> SafeString:
        told = {"id": self.name, "name": self.name, **self._state(), **self.attributes}
        return format_html_join("", ' {}="{}"', told.items()) + self._flags()

    def _state(self) -> dict[str, str]:
        state = {} if self.kind in ("select", "textarea") else {"type": self.kind}
        if self.kind not in ("select", "checkbox"):
            state |= {"class": "input"}
        if self.kind not in ("select", "checkbox", "textarea"):
            state |= {"value": self.value}
        described = [f"{self.name}_helptext"] * bool(self.help_text) + [f"{self.name}_error"] * bool(
            self.errors
        )
        if described:
            state["aria-describedby"] = " ".join(described)
        if self.errors:
            state["aria-invalid"] = "true"
        return state

    def _flags(self) -> SafeString:
        is_ticked = self.kind == "checkbox" and self.value == "on"
        return SafeString(" required" * self.required + " checked" * is_ticked)

    def _options(self) -> SafeString:
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((option.value, self._option_flags(option), option.text) for option in self.options),
        )

    def _option_flags(self, option: Option) -> SafeString:
        is_chosen = option.value == self.value
        return SafeString(" selected" * is_chosen + " disabled" * (option.is_disabled and not is_chosen))


class Box(NamedTuple):
    """One box of a group, as field.html draws it."""

    tag: SafeString
    choice_label: str


@dataclass(frozen=True)
class Group:
    """Boxes of one name with a legend: ``kind`` "radio" or "checkbox"; the first has the name as its id."""

    name: str
    label: str
    kind: str
    options: Sequence[Option]
    chosen: Sequence[str] = ()
    help_text: str = ""
    errors: tuple[str, ...] = ()

    is_hidden = False
    use_fieldset = True
    widget_type = "group"
    value = ""

    @property
    def auto_id(self) -> str:
        """What the ids of hint and error begin with."""
        return self.name

    @property
    def aria_describedby(self) -> str:
        """The ids of hint and error, where there are any."""
        told = {"helptext": self.help_text, "error": self.errors}
        return " ".join(f"{self.name}_{part}" for part, text in told.items() if text)

    def __iter__(self) -> Iterator[Box]:
        for number, option in enumerate(self.options):
            ticked = SafeString(" checked" if option.value in self.chosen else "")
            own_id = self.name if number == 0 else f"{self.name}-{number}"
            tag = '<input type="{}" name="{}" value="{}" id="{}"{}>'
            yield Box(format_html(tag, self.kind, self.name, option.value, own_id, ticked), option.text)


@dataclass(frozen=True)
class Choice:
    """A radio button that is a card; what choice.html of the components draws. ``left`` None: say nothing."""

    name: str
    value: str
    title: str
    id: str = ""
    meta: str = ""
    price: str = ""
    left: int | None = None
    capacity: int | None = None
    checked: bool = False
    disabled: bool = False
    places_id: str = ""


@dataclass(frozen=True)
class Choices:
    """Radio buttons of one name, with the legend above them and what is wrong."""

    name: str
    legend: str
    cards: Sequence[Choice]
    note: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
