"""Amounts of money as people type them."""

from __future__ import annotations

import re
from decimal import Decimal


def read_amount(text: str) -> Decimal | None:
    """Read "1.295,00", "1295.00", "€ 495" as euros from 0 up, at most two places; else None."""
    plain = re.sub(r"[\s€]", "", text)
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    if not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", plain, re.ASCII):
        return None
    return Decimal(plain).quantize(Decimal("0.01"))
