"""One or two days with plenary and parallel sessions."""

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


class CongressKind:
    """Seats are scarce per day, and in each session of a round; a day is one calendar entry."""

    name = "congress"
    label = _("congress")
    label_plural = _("congresses")
    registration_word = _("registration")
    paths: Mapping[str, str] = {"nl": "congressen", "en": "congresses"}
    teaches = False
    making_parts: Sequence[str] = ("days", "rounds")
    editing_parts: Sequence[str] = ("days", "rounds", "choosing")

    def begin(self, event: Event) -> None:
        """Store its own row."""
        from events.kinds.congress.models import Congress  # the registry of apps is ready by now

        Congress(event=event).save(force_insert=True)

    def own_row(self, event: Event) -> Model:
        """How sessions are chosen."""
        return event.congress

    def scarce(self, event: Event) -> Sequence[Scarce]:
        """Each day, and each session that is chosen in a round."""
        days = [Scarce(day.slug, day_id=day.pk) for day in event.days.all()]
        chosen = event.sessions.filter(round__isnull=False)
        return [*days, *(Scarce(f"session-{s.slug}", session_id=s.pk) for s in chosen)]

    def form_parts(self, event: Event) -> Sequence[str]:
        """The rounds, where the congress has any and they are chosen at the sign-up."""
        return ("rounds",) if event.congress.chooses_at_sign_up and event.rounds.exists() else ()

    def page_parts(self, event: Event) -> Sequence[str]:
        """Programme by day, then who speaks."""
        return ("programme", "speakers")

    def calendar_parts(self, event: Event) -> Sequence[CalendarPart]:
        """The days."""
        return [CalendarPart(day_id=day.pk) for day in event.days.all() if day.released_at]

    def common_sessions(self, event: Event) -> Sequence[Session]:
        """None: who comes to a day is at its plenary parts anyway."""
        return ()

    def vat_for_new(self, organisation: Organisation, day: date) -> VatRule:
        """The standard rate."""
        return STANDARD_VAT

    def tell_vat(self, event: Event, rule: VatRule) -> None:
        """It says nothing."""

    def default_vat(self, event: Event, day: date) -> VatRule:
        """A congress to meet and be inspired is no training: the standard rate."""
        return STANDARD_VAT
