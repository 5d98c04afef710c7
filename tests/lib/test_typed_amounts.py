"""Amounts as people type them."""

from decimal import Decimal

import pytest

from lib.typed_amounts import read_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("495", "495.00"),
        ("€ 495,5", "495.50"),
        ("1.295,00", "1295.00"),
        ("1295.00", "1295.00"),
        ("1.295", "1295.00"),
        ("0", "0.00"),
        (" 1 295,00 ", "1295.00"),
    ],
)
def test_an_amount_is_read_as_it_is_typed_here(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "-5", "12,345", "vijf", "1e3", "12345678", "٥", "5%", "NaN"])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    assert read_amount(typed) is None
