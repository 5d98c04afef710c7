"""Codes and places of the demo's partners, by the same flows as an organiser's."""

from datetime import datetime
from decimal import Decimal

from demo.world.shape import EventData
from events.coding import NewCode
from events.models import Code, Event
from flows.codes import add_code
from flows.partners import edit_partner
from organisations.access import SYSTEM
from registrations.quotas import quota_of


def add_deals(data: EventData, now: datetime) -> None:
    """Give the partners of a stored event at ``now`` (UTC) what they have not yet."""
    event = Event.objects.get(slug=data.slug)
    for deal in data.partnerships:
        row = event.partnerships.get(organisation__slug=deal.organisation)
        if deal.quota and not quota_of(row):
            edit_partner(event.pk, row.pk, {}, deal.quota, now, actor=SYSTEM)
        if deal.code and not Code.objects.filter(event=event, text=deal.code).exists():
            wanted = NewCode(
                text=deal.code,
                effect=Code.Effect.PERCENT,
                value=Decimal(deal.percent),
                partnership=row,
            )
            add_code(event.pk, wanted, now, actor=SYSTEM)
