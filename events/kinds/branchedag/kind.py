"""An industry or company day with stands, sponsors and visitors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from events.kinds.base import STANDARD_VAT, CalendarPart, Scarce, VatRule

if TYPE_CHECKING:
    from django.db.models import Model

    from events.models import Event, Session
    from organisations.models import Organisation


class BranchedagKind:
    """Visitors share one pool, each stand is one of its own; a day is one calendar entry."""

    name = "branchedag"
    label = _("industry day")
    label_plural = _("industry days")
    registration_word = _("registration")
    paths: Mapping[str, str] = {"nl": "branchedagen", "en": "industry-days"}
    teaches = False
    making_parts: Sequence[str] = ("days", "stands")
    editing_parts: Sequence[str] = ("days", "stands", "exhibitors")

    def begin(self, event: Event) -> None:
        """Store its own row."""
        from events.kinds.branchedag.models import Branchedag  # the registry of apps is ready by now

        Branchedag(event=event).save(force_insert=True)

    def own_row(self, event: Event) -> Model:
        """What holds for exhibitors."""
        return event.branchedag

    def scarce(self, event: Event) -> Sequence[Scarce]:
        """The visitors, and each stand once."""
        stands = (Scarce(f"stand-{s.number}", stand_id=s.pk, capacity=1) for s in event.stands.all())
        return [Scarce("event"), *stands]

    def form_parts(self, event: Event) -> Sequence[str]:
        """The choice of a stand, where there are any."""
        return ("stand_choice",) if event.stands.exists() else ()

    def page_parts(self, event: Event) -> Sequence[str]:
        """Programme, stands, who speaks."""
        return ("programme", "stands", "speakers")

    def calendar_parts(self, event: Event) -> Sequence[CalendarPart]:
        """The days."""
        return [CalendarPart(day_id=day.pk) for day in event.days.all() if day.released_at]

    def common_sessions(self, event: Event) -> Sequence[Session]:
        """None: visitors walk in and out."""
        return ()

    def vat_for_new(self, organisation: Organisation, day: date) -> VatRule:
        """The standard rate."""
        return STANDARD_VAT

    def tell_vat(self, event: Event, rule: VatRule) -> None:
        """It says nothing."""

    def default_vat(self, event: Event, day: date) -> VatRule:
        """The standard rate."""
        return STANDARD_VAT
