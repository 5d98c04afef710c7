"""A kind that only tests know: people go out for a day, by one coach with so many seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from django.utils.translation import gettext_lazy

from events.kinds.base import STANDARD_VAT, CalendarPart, Kind, Scarce, VatRule
from events.models import Day, Event, Session, TicketType
from lib.dates import moment_on
from organisations.models import Organisation
from registrations.seats import open_pools
from tests.making import RELEASED, ZONE, make_organisation, make_venue


class ExcursionKind:
    """It has no model and no form part of its own: what every event has is enough."""

    name = "excursion"
    label = gettext_lazy("excursion")
    label_plural = gettext_lazy("excursions")
    registration_word = gettext_lazy("registration")
    paths: Mapping[str, str] = {"nl": "excursies", "en": "excursions"}
    teaches = False
    making_parts: Sequence[str] = ()
    editing_parts: Sequence[str] = ()

    def begin(self, event: Event) -> None:
        """Nothing is stored beside the event."""

    def own_row(self, event: Event) -> None:
        return None

    def scarce(self, event: Event) -> Sequence[Scarce]:
        return [Scarce("event")]

    def form_parts(self, event: Event) -> Sequence[str]:
        return ()

    def page_parts(self, event: Event) -> Sequence[str]:
        return ("programme",)

    def calendar_parts(self, event: Event) -> Sequence[CalendarPart]:
        return [CalendarPart(day_id=day.pk) for day in event.days.all()]

    def common_sessions(self, event: Event) -> Sequence[Session]:
        return ()

    def vat_for_new(self, organisation: Organisation, day: date) -> VatRule:
        return STANDARD_VAT

    def tell_vat(self, event: Event, rule: VatRule) -> None:
        """Nothing is kept of it."""

    def default_vat(self, event: Event, day: date) -> VatRule:
        return STANDARD_VAT


EXCURSION: Kind = ExcursionKind()


def make_excursion(*, seats: int = 40, price: str = "85.00") -> Event:
    """Store an excursion on 20 May 2027, published and released, with its pool of seats."""
    academy, at = make_organisation(slug="academie"), date(2027, 5, 20)
    begin, end = (moment_on(at, hour, ZONE) for hour in (time(9), time(17)))
    event = Event.objects.create(
        organisation=academy,
        kind=EXCURSION.name,
        slug="langs-de-ijssel",
        status=Event.Status.PUBLISHED,
        title="Langs de IJssel",
        venue=make_venue(academy),
        begins_at=begin,
        ends_at=end,
        published_at=RELEASED,
    )
    event.behaviour.begin(event)
    Day.objects.create(event=event, slug="dag-1", date=at, begins_at=begin, ends_at=end, released_at=RELEASED)
    TicketType.objects.create(event=event, slug="regulier", title="Deelname", price=Decimal(price))
    open_pools(event, {"event": seats})
    return event
