"""Amounts in tables, whose heads say what they are: without a currency sign."""

from decimal import ROUND_DOWN, Decimal

from django import template
from django.utils.translation import get_language

from lib.money import CENT, format_euros

register = template.Library()
SIGN = "€\N{NO-BREAK SPACE}"


@register.filter
def amount(value: Decimal | None) -> str:
    """Return "1.295,00" or "1,295.00"; below zero "− 495,00", and nothing for None."""
    if value is None:
        return ""
    text = format_euros(abs(value), get_language() or "nl").removeprefix(SIGN)
    return f"−\N{NO-BREAK SPACE}{text}" if value < 0 else text


@register.filter
def price(value: Decimal) -> str:
    """Return a price with its two to six places: "10,702479"."""
    whole = amount(value.quantize(CENT, ROUND_DOWN))
    digits = f"{abs(value):.6f}".partition(".")[2].rstrip("0")
    return whole[:-2] + digits.ljust(2, "0")
