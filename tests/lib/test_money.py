from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.money import euros, format_euros, spread

cents = st.integers(0, 10**9).map(lambda number: Decimal(number).scaleb(-2))
small_cents = st.integers(0, 60).map(lambda number: Decimal(number).scaleb(-2))


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        ("0.005", "0.01"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        ("-0.001", "0.00"),
        (3, "3.00"),
        ("1E+3", "1000.00"),
    ],
)
def test_euros_have_two_places_rounded_half_up(given_value: str | int, expected: str) -> None:
    assert str(euros(given_value)) == expected


@pytest.mark.parametrize("nothing", ["", "NaN", "Infinity", "12,50", "1e40"])
def test_what_is_no_amount_is_refused(nothing: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        euros(nothing)


def test_fifty_euros_off_fall_on_two_prices_in_proportion_and_the_last_takes_the_rest() -> None:
    assert spread(Decimal(50), decimals("100", "40")) == decimals("35.71", "14.29")
    assert spread(Decimal(50), decimals("40", "100")) == decimals("14.29", "35.71")
    assert spread(Decimal(10), decimals("30", "30", "30")) == decimals("3.33", "3.33", "3.34")


def test_a_line_without_a_price_gets_nothing_even_when_it_is_the_last() -> None:
    assert spread(Decimal("0.03"), decimals("5", "5", "0")) == decimals("0.02", "0.01", "0")


def test_rounding_up_never_takes_more_than_there_is() -> None:
    assert spread(Decimal("0.02"), decimals("1", "1", "1", "1")) == decimals("0.01", "0.01", "0.00", "0.00")


def test_rounding_down_never_leaves_the_last_line_below_zero() -> None:
    parts = spread(Decimal("0.04"), decimals(*["0.01"] * 10))
    assert (sum(parts), max(parts)) == (Decimal("0.04"), Decimal("0.01"))


@pytest.mark.parametrize(
    ("total", "weights"),
    [("1", []), ("1", ["0"]), ("-1", ["1"]), ("1", ["-1"]), ("0.001", ["1"]), ("1", ["0.005"])],
)
def test_what_cannot_be_spread_is_refused(total: str, weights: list[str]) -> None:
    with pytest.raises(ValueError, match="spread"):
        spread(Decimal(total), decimals(*weights))


def test_nothing_over_nothing_is_nothing() -> None:
    assert spread(Decimal(0), []) == []


@given(st.lists(small_cents | cents, min_size=1, max_size=30), st.integers(0, 100))
def test_parts_add_up_and_none_is_negative_or_above_its_line(weights: list[Decimal], percent: int) -> None:
    total = euros(sum(weights, Decimal(0)) * percent / 100)
    parts = spread(total, weights)
    assert sum(parts) == total
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(cents, st.lists(cents.filter(bool), min_size=1, max_size=8))
def test_all_parts_but_the_last_are_in_proportion_to_the_cent(total: Decimal, weights: list[Decimal]) -> None:
    parts, whole = spread(total, weights), sum(weights)
    for part, weight in zip(parts[:-1], weights, strict=False):
        assert abs(part - total * weight / whole) <= Decimal("0.01") * len(weights)
    assert sum(parts) == total


@pytest.mark.parametrize(
    ("amount", "language", "expected"),
    [
        ("1295", "nl", "€\xa01.295,00"),
        ("1295", "nl-informal", "€\xa01.295,00"),
        ("1234567.895", "en", "€\xa01,234,567.90"),
        ("-35", "nl", "€\xa0-35,00"),
        ("0", "nl", "€\xa00,00"),
    ],
)
def test_amounts_read_as_in_the_office(amount: str, language: str, expected: str) -> None:
    assert format_euros(Decimal(amount), language) == expected
