"""What holds for events of one kind alone, a form for each part that a kind names in ``editing_parts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.editing import draft_of_event
from events.models import Event
from registrations.capacity import group_capacity
from workspace.forms.event_texts import MARKDOWN
from workspace.forms.fields import DayField, some_text, whole_number
from workspace.forms.meanwhile import Guarded


class OwnRulesForm(Guarded):
    """Fields that are called as the columns of the row that the kind keeps."""

    previewed: tuple[str, ...] = ()
    """The fields with Markdown: there is a preview where there are any."""

    def __init__(self, data: Any, event: Event) -> None:
        self.event = event
        row = event.behaviour.own_row(event)
        super().__init__(data, initial={name: getattr(row, name) for name in self.base_fields})

    def values(self) -> dict[str, object]:
        """The values of the row; ends of lines as they are stored."""
        plain = self.cleaned_data.items()
        return {n: v.replace("\r\n", "\n") if isinstance(v, str) else v for n, v in plain}


class GroupForm(OwnRulesForm):
    """How many are needed and when that is decided; what counts as having followed it; VAT."""

    minimum = whole_number(
        _("At least so many participants"),
        most=500,
        help_text=_("With fewer it does not go ahead. 0: it always does."),
    )
    decide_on = DayField(
        label=_("Decided on"),
        required=False,
        help_text=_("The day on which you decide whether it goes ahead."),
    )
    attendance_percent = whole_number(
        _("Attendance needed for the certificate, in percent"), least=0, most=100
    )
    is_vocational_training = forms.BooleanField(
        label=_("This is training for a profession or retraining"),
        required=False,
        help_text=_(
            "Of an organisation in the CRKBO it is exempt from VAT "
            "(art. 11 lid 1 onderdeel o Wet OB 1968), and new admissions are proposed so."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        most, minimum = group_capacity(self.event), data.get("minimum")
        if most is not None and minimum and minimum > most:
            self._refuse("minimum", _("There are only %(places)s places."), places=most)
        first = self.event.local_date(draft_of_event(self.event).begins_at)
        if data.get("decide_on") and data["decide_on"] >= first:
            self._refuse("decide_on", _("Decide before it begins."))
        exempt = self.event.ticket_types.filter(vat_category="E").first()
        if exempt is not None and not data.get("is_vocational_training"):
            sentence = _("“%(ticket)s” is exempt from VAT on this ground. Choose other VAT there first.")
            self._refuse("is_vocational_training", sentence, ticket=exempt.text("title"))
        return data

    def _refuse(self, field: str, sentence: Any, **told: object) -> None:
        self.add_error(field, forms.ValidationError(sentence, "invalid", told))


class ChoosingForm(OwnRulesForm):
    """When sessions are chosen."""

    chooses_at_sign_up = forms.BooleanField(
        label=_("Participants choose their sessions when they register"),
        required=False,
        help_text=_("Without this the form asks no sessions. Participants choose later, on their own page."),
    )


class ExhibitorsForm(OwnRulesForm):
    """When exhibitors build up, and the terms that they agree to."""

    previewed = ("exhibitor_terms", "exhibitor_terms_en")
    build_up = some_text(_("Building up and taking down"), rows=3, most=2000)
    build_up_en = some_text(_("Building up and taking down, in English"), rows=3, most=2000)
    exhibitor_terms = some_text(_("Terms for exhibitors"), rows=10, help_text=MARKDOWN)
    exhibitor_terms_en = some_text(_("Terms for exhibitors, in English"), rows=10)


OWN_FORMS: Mapping[str, type[OwnRulesForm]] = {
    "group": GroupForm,
    "choosing": ChoosingForm,
    "exhibitors": ExhibitorsForm,
}
