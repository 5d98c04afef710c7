"""A line that was sold, as pricing counts it: what it was sold for, whatever its ticket costs today."""

from __future__ import annotations

from registrations.models import Line
from registrations.pricing import Piece


def piece_of(line: Line) -> Piece:
    """The line's price, allowance (euros) and VAT as they were sold."""
    return Piece(
        text=line.text,
        price=line.unit_price,
        includes_vat=line.price_includes_vat,
        category=line.vat_category,
        percent=line.vat_percent,
        allowance=line.allowance,
        allowance_reason=line.allowance_reason,
    )
