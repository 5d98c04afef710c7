"""Euros as Decimals of two places, rounded half up."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def euros(value: Decimal | int | str) -> Decimal:
    """Return ``value`` as euros with two places, rounded half up (away from zero).

    Raises ValueError for text that is no number, for what is not finite, and for an amount
    that Decimal cannot hold to the cent.
    """
    try:
        amount = Decimal(value).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation as error:
        raise ValueError(f"no amount in euros: {str(value)[:40]!r}") from error
    if not amount.is_finite():
        raise ValueError(f"no amount in euros: {str(value)[:40]!r}")
    return amount + ZERO  # a sum turns -0.00 into 0.00


def spread(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Divide ``total`` euros over ``weights`` in proportion; the last takes the rest.

    Each part is rounded half up to the cent, is never below zero, and, as long as ``total`` is
    not more than the weights together, never above its own weight: an amount off a sign-up
    leaves no line below zero. The last part with a weight is what remains; a weight of zero
    gets nothing. The parts add up to ``total``.

    Raises ValueError if an amount is below zero or finer than a cent, or if there is a total
    and nothing to lay it on.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("only amounts of zero or more can be spread")
    if any(euros(amount) != amount for amount in (total, *weights)):
        raise ValueError("only whole cents can be spread")
    whole = sum(weights, ZERO)
    if total and not whole:
        raise ValueError("there is nothing to spread an amount over")
    parts: list[Decimal] = []
    left, ahead = euros(total), whole
    for weight in weights:
        ahead -= weight
        part = _share(total, weight, whole) if ahead else left
        if total <= whole:
            part = max(part, left - ahead)  # what is left must fit on the lines that follow
        part = min(part, left) if weight else ZERO
        left -= part
        parts.append(part)
    return parts


def _share(total: Decimal, weight: Decimal, whole: Decimal) -> Decimal:
    """Return total x weight / whole, rounded half up once and exactly, on whole cents."""
    above, below = int(total * 100) * int(weight * 100), int(whole * 100)
    return Decimal((2 * above + below) // (2 * below)).scaleb(-2)


def format_euros(amount: Decimal, language: str = "nl") -> str:
    """Return "€ 1.295,00" in Dutch and "€ 1,295.00" in any other ``language`` (a code as "nl").

    The space is one that does not break; below zero the sign follows it: "€ -35,00".
    """
    text = f"{euros(amount):,.2f}"
    if language.startswith("nl"):
        text = text.translate(str.maketrans(",.", ".,"))
    return f"€\N{NO-BREAK SPACE}{text}"
