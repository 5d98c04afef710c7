"""What a form showed of prices, and whether it is so still."""

from __future__ import annotations

from registrations.basket import Basket
from registrations.pricing.catalogue import Catalogue
from registrations.pricing.quote import price


def prices_seen(catalogue: Catalogue) -> str:
    """What a form carries (`prices_seen`): the digest of the list, and how many places its prices have."""
    return catalogue.digest() + _lefts(catalogue)


def with_lefts_of(seen: str, catalogue: Catalogue) -> str:
    """The same list as was ``seen``, with as many places as ``catalogue`` has: what was told in between."""
    return seen.partition(":")[0] + _lefts(catalogue)


def is_as_shown(catalogue: Catalogue, basket: Basket) -> bool:
    """Whether ``basket`` costs what the form of `prices_seen` told: where that is not given it does."""
    if not basket.prices_seen:
        return True
    digest, _, told = basket.prices_seen.partition(":")
    if digest != catalogue.digest():
        return False
    then = catalogue.with_lefts(_read(told))
    return then == catalogue or price(then, basket).totals.payable == price(catalogue, basket).totals.payable


def _lefts(catalogue: Catalogue) -> str:
    told = ",".join(f"{rule.id}={rule.left}" for rule in catalogue.rules if rule.left is not None)
    return f":{told}" if told else ""


def _read(told: str) -> dict[int, int]:
    pairs = (part.partition("=") for part in told.split(","))
    return {int(id_): int(left) for id_, _, left in pairs if _is_number(id_) and _is_number(left)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
