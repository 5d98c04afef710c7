"""Asking a colleague in, and another role for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from lib.identifiers import InvalidIdentifier, normalise_email
from organisations.models import Membership
from workspace.forms.fields import one_line
from workspace.words import ROLES

WRONG_ADDRESS = _("Fill in a complete email address, for example m.visser@westerkoog.example.")
OWNS_ALL = _("An owner works for all events. Choose another role, or all events.")
HAS_ROLE = _("This colleague has this role already.")
LAST_OWNER = _("Your organisation keeps at least one owner. Make somebody else an owner first.")


def role_choices() -> list[tuple[str, Any]]:
    """The roles in the order of the table, as people say them."""
    return [(role.value, ROLES[role.value]) for role in Membership.Role]


class InviteForm(forms.Form):
    """Whom, as what, for which events."""

    email = one_line(_("Email address"), most=254, attrs={"type": "email", "autocomplete": "off"})
    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial=Membership.Role.ORGANISER)
    event = forms.ChoiceField(label=_("For"), required=False)

    def __init__(self, *args: Any, events: list[Event], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["event"]
        choice.choices = [("", _("all events")), *((str(row.pk), row.text("title")) for row in events)]

    def clean_email(self) -> str:
        try:
            return normalise_email(self.cleaned_data["email"])
        except InvalidIdentifier as error:
            raise forms.ValidationError(WRONG_ADDRESS, "invalid") from error

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("role") == Membership.Role.OWNER and data.get("event"):
            self.add_error("event", forms.ValidationError(OWNS_ALL, "invalid"))
        return data

    @property
    def event_id(self) -> int | None:
        """The only event that it is for; None: all."""
        return int(self.cleaned_data["event"]) if self.cleaned_data["event"] else None


class RoleForm(forms.Form):
    """What a colleague is from now on; ``for_all``: at all events."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, for_all: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["role"]
        choice.choices = [row for row in role_choices() if for_all or row[0] != Membership.Role.OWNER]
