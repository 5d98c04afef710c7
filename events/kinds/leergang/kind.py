"""A course of several meetings with a fixed group that learns by doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from events.kinds.base import EXEMPT, STANDARD_VAT, CalendarPart, Scarce, VatRule

if TYPE_CHECKING:
    from django.db.models import Model

    from events.models import Event, Session
    from organisations.models import Organisation


class LeergangKind:
    """One group, so one pool; everybody takes all meetings, each a calendar entry of its own."""

    name = "leergang"
    label = _("course")
    label_plural = _("courses")
    registration_word = _("enrolment")
    paths: Mapping[str, str] = {"nl": "leergangen", "en": "courses"}
    teaches = True
    making_parts: Sequence[str] = ("meetings",)
    editing_parts: Sequence[str] = ("meetings", "group")

    def begin(self, event: Event) -> None:
        """Store its own row."""
        from events.kinds.leergang.models import Leergang  # the registry of apps is ready by now

        Leergang(event=event).save(force_insert=True)

    def own_row(self, event: Event) -> Model:
        """What holds for the group."""
        return event.leergang

    def scarce(self, event: Event) -> Sequence[Scarce]:
        """The group."""
        return [Scarce("event")]

    def form_parts(self, event: Event) -> Sequence[str]:
        """The list of meetings, to read."""
        return ("meetings",)

    def page_parts(self, event: Event) -> Sequence[str]:
        """The meetings, the other starts, then who teaches."""
        return ("meetings", "editions", "speakers")

    def calendar_parts(self, event: Event) -> Sequence[CalendarPart]:
        """The meetings."""
        return [CalendarPart(session_id=s.pk) for s in self.common_sessions(event)]

    def common_sessions(self, event: Event) -> Sequence[Session]:
        """All released meetings."""
        return [s for s in event.sessions.all() if s.kind == s.Kind.MEETING and s.released_at]

    def vat_for_new(self, organisation: Organisation, day: date) -> VatRule:
        """Exempt where the register lists the organisation: most courses train for a profession."""
        return EXEMPT if organisation.is_crkbo_registered(day) else STANDARD_VAT

    def tell_vat(self, event: Event, rule: VatRule) -> None:
        """Without VAT it is taught for a profession: no other course is exempt."""
        event.leergang.is_vocational_training = rule == EXEMPT
        event.leergang.save(update_fields=["is_vocational_training"])

    def default_vat(self, event: Event, day: date) -> VatRule:
        """Vocational training by a CRKBO-registered body is exempt (art. 11-1-o Wet OB 1968)."""
        is_training = event.leergang.is_vocational_training
        return EXEMPT if is_training and event.organisation.is_crkbo_registered(day) else STANDARD_VAT
