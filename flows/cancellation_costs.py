"""The costs of cancelling as lines by themselves, for an invoice of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from registrations.cancellation_costs import OtherCost
from registrations.models import Line, Registration
from registrations.pricing import Piece

LONGEST = 300


def cost_piece(cost: OtherCost) -> Piece:
    """What stands on the invoice, in the active language."""
    text = _("Cancellation costs: %(what)s") % {"what": cost.line.text}
    return Piece(text[:LONGEST], cost.net, includes_vat=False, category=cost.category, percent=cost.percent)


def add_cost_lines(registration: Registration, costs: Iterable[OtherCost], now: datetime) -> list[Line]:
    """Store costs as pieces sold at ``now`` (UTC); they admit to nothing, hence they have ended."""
    lines = [_line(registration, cost, now) for cost in costs]
    return Line.objects.bulk_create(lines)


def _line(registration: Registration, cost: OtherCost, now: datetime) -> Line:
    piece = cost_piece(cost)
    return Line(
        registration=registration,
        participant_id=cost.line.participant_id,
        ticket_type_id=cost.line.ticket_type_id,
        text=piece.text,
        unit_price=piece.price,
        price_includes_vat=piece.includes_vat,
        vat_category=piece.category,
        vat_percent=piece.percent,
        ended_at=now,
    )
