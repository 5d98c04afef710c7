from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.money import euros
from lib.vat import (
    DocumentLine,
    NetLine,
    Subtotal,
    Totals,
    gross_from_net,
    net_from_gross,
    subtotals,
    totals,
    vat_amount,
)

CENT = Decimal("0.01")
CODES = {"S": (Decimal(21), Decimal(9)), "E": (Decimal(0),), "AE": (Decimal(0),), "O": (Decimal(0),)}


def make_line(
    price: str, rate: str = "21", quantity: int = 1, allowance: str = "0", *, gross: bool = False
) -> DocumentLine:
    category = "S" if Decimal(rate) else "E"
    return DocumentLine(
        Decimal(price), category, Decimal(rate), Decimal(quantity), Decimal(allowance), gross=gross
    )


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


@st.composite
def lines(draw: st.DrawFn) -> DocumentLine:
    category = draw(st.sampled_from(sorted(CODES)))
    percent = draw(st.sampled_from(CODES[category]))
    gross = draw(st.booleans())
    price = Decimal(draw(st.integers(0, 300) | st.integers(0, 500_000))).scaleb(-2)
    pieces, hours = st.integers(1, 12) | st.integers(1, 9999), st.integers(1, 4000)
    quantity = draw(pieces.map(Decimal) | hours.map(lambda number: Decimal(number).scaleb(-2)))
    allowance = Decimal(draw(st.integers(0, int(price * quantity * 100)) | st.just(0))).scaleb(-2)
    return DocumentLine(price, category, percent, quantity, allowance, gross)


def assert_adds_up(document: Totals) -> None:
    """The arithmetic of EN 16931, recomputed here: BT-131, BR-CO-10, -13, -14, -15, -16 and -17, BR-S-08."""
    for line in document.lines:
        assert line.net == rounded(line.quantity * line.price - line.allowance)
        assert line.net >= 0
        assert -int(line.price.as_tuple().exponent) <= 6
        assert line.price >= 0
        assert line.allowance == rounded(line.allowance)
    for subtotal in document.subtotals:
        key = (subtotal.category, subtotal.percent)
        assert subtotal.taxable == sum(
            line.net for line in document.lines if (line.category, line.percent) == key
        )
        assert subtotal.vat == rounded(subtotal.taxable * subtotal.percent / 100)
        assert abs(subtotal.rounding) <= CENT
    assert document.net == sum(line.net for line in document.lines)
    assert document.vat == sum(subtotal.vat for subtotal in document.subtotals)
    assert document.gross == document.net + document.vat
    assert document.payable == document.gross + document.rounding


def test_two_of_twelve_ninety_five_with_vat_need_a_rounding_amount_of_one_cent() -> None:
    document = totals([make_line("12.95", quantity=2, gross=True)])
    assert document == Totals(
        lines=(
            NetLine(Decimal(2), Decimal("10.702479"), Decimal("0.00"), Decimal("21.40"), "S", Decimal(21)),
        ),
        subtotals=(Subtotal("S", Decimal(21), Decimal("21.40"), Decimal("4.49"), Decimal("0.01")),),
    )
    assert (document.gross, document.rounding, document.payable) == (
        Decimal("25.89"),
        Decimal("0.01"),
        Decimal("25.90"),
    )


@pytest.mark.parametrize(("people", "payable"), [(1, "12.95"), (2, "25.89"), (3, "38.84"), (6, "77.68")])
def test_vat_on_prices_without_it_is_computed_once_over_all_people(people: int, payable: str) -> None:
    document = totals([make_line("10.70") for _ in range(people)])
    assert (document.payable, document.rounding) == (Decimal(payable), Decimal(0))


def test_prices_with_and_without_vat_of_one_rate_stand_on_one_document() -> None:
    document = totals([make_line("10.70"), make_line("12.95", gross=True), make_line("12.95", gross=True)])
    assert_adds_up(document)
    assert document.payable == Decimal("12.95") + Decimal("25.90")
    assert document.lines[0].net == Decimal("10.70")


def test_rates_are_solved_apart_and_told_in_order() -> None:
    document = totals(
        [
            make_line("1295.05", "0"),
            make_line("43.60", "9", gross=True),
            make_line("12.95", quantity=2, gross=True),
        ]
    )
    assert document.subtotals == (
        Subtotal("E", Decimal(0), Decimal("1295.05"), Decimal("0.00")),
        Subtotal("S", Decimal(9), Decimal("40.00"), Decimal("3.60")),
        Subtotal("S", Decimal(21), Decimal("21.40"), Decimal("4.49"), CENT),
    )
    assert [line.net for line in document.lines] == [Decimal("1295.05"), Decimal("40.00"), Decimal("21.40")]


def test_an_allowance_on_a_price_with_vat_is_told_without_it() -> None:
    document = totals([make_line("121.00", quantity=3, allowance="36.30", gross=True)])
    (line,) = document.lines
    assert (line.price, line.allowance, line.net) == (Decimal("100.00"), Decimal("30.00"), Decimal("270.00"))
    assert document.payable == Decimal("326.70")


def test_what_is_given_away_whole_costs_nothing() -> None:
    document = totals([make_line("12.95", quantity=7, allowance="90.65", gross=True), make_line("10.70")])
    assert_adds_up(document)
    assert document.payable == Decimal("12.95")


def test_a_document_without_lines_is_empty() -> None:
    assert totals([]).payable == 0


@given(st.lists(lines(), max_size=12))
def test_every_document_adds_up_and_asks_what_was_shown(sold: list[DocumentLine]) -> None:
    document = totals(sold)
    assert_adds_up(document)
    shown = Decimal(0)
    for category, percent in {(line.category, line.percent) for line in sold}:
        own = [line for line in sold if (line.category, line.percent) == (category, percent)]
        without = sum((line.shown for line in own if not line.gross), Decimal(0))
        shown += without + rounded(without * percent / 100) + sum(line.shown for line in own if line.gross)
    assert document.payable == shown


@given(st.lists(lines().filter(lambda line: not line.gross), max_size=12))
def test_prices_without_vat_never_need_a_rounding_amount_and_keep_their_net(sold: list[DocumentLine]) -> None:
    document = totals(sold)
    assert document.rounding == 0
    assert [line.net for line in document.lines] == [line.shown for line in sold]
    assert subtotals(document.lines) == document.subtotals


@given(st.lists(lines(), min_size=1, max_size=12))
def test_a_line_with_vat_stays_near_its_own_price_without_it(sold: list[DocumentLine]) -> None:
    for line, net in zip(sold, totals(sold).lines, strict=True):
        own = line.shown / (1 + line.percent / 100) if line.gross else line.shown
        assert abs(net.net - own) < CENT
        if not line.shown:
            assert net.net == 0


@given(st.integers(1, 10**7), st.sampled_from(["9", "21", "6", "12.5", "100"]))
def test_a_rounding_amount_stands_only_where_no_taxable_amount_gives_the_price(
    number: int, rate: str
) -> None:
    price, percent = Decimal(number).scaleb(-2), Decimal(rate)
    document = totals([DocumentLine(price, "S", percent, gross=True)])
    near = [document.net + step * CENT for step in range(-3, 4)]
    exact = [taxable for taxable in near if taxable + rounded(taxable * percent / 100) == price]
    assert (document.rounding == 0) == bool(exact)


def test_vat_is_rounded_half_up_and_its_rate_checked() -> None:
    assert vat_amount(Decimal("21.40"), Decimal(21)) == Decimal("4.49")
    assert vat_amount(Decimal("0.50"), Decimal(9)) == Decimal("0.05")
    for rate in ("-1", "101"):
        with pytest.raises(ValueError, match="no VAT rate"):
            vat_amount(Decimal(1), Decimal(rate))
        with pytest.raises(ValueError, match="no VAT rate"):
            net_from_gross(Decimal(1), Decimal(rate))


def test_a_page_shows_a_price_both_ways() -> None:
    assert gross_from_net(Decimal("495.00"), Decimal(21)) == Decimal("598.95")
    assert str(net_from_gross(Decimal("12.95"), Decimal(21))) == "10.702479"
    assert str(net_from_gross(Decimal("121.00"), Decimal(21))) == "100.00"
    assert euros(net_from_gross(Decimal("12.95"), Decimal(21))) == Decimal("10.70")


@pytest.mark.parametrize(
    ("price", "category", "percent", "quantity", "allowance", "gross"),
    [
        ("-0.01", "S", "21", "1", "0", False),
        ("1.001", "S", "21", "1", "0", True),
        ("1.0000001", "S", "21", "1", "0", False),
        ("1", "S", "21", "0", "0", False),
        ("1", "S", "21", "10000", "0", False),
        ("1", "S", "21", "1", "1.01", False),
        ("1", "S", "21", "1", "-1", False),
        ("1", "S", "21", "1", "0.001", False),
        ("1", "S", "0", "1", "0", False),
        ("1", "E", "21", "1", "0", False),
        ("1", "S", "101", "1", "0", False),
        ("1", "X", "0", "1", "0", False),
    ],
)
def test_a_line_that_no_document_can_hold_is_refused(
    price: str, category: str, percent: str, quantity: str, allowance: str, *, gross: bool
) -> None:
    with pytest.raises(ValueError, match=r"VAT category|quantity|price|allowance"):
        DocumentLine(
            Decimal(price), category, Decimal(percent), Decimal(quantity), Decimal(allowance), gross=gross
        )


def test_a_price_of_four_places_counts_per_line_to_the_cent() -> None:
    document = totals([make_line("1.2345", quantity=3)])
    assert document.lines[0].net == Decimal("3.70")
    assert str(document.lines[0].price) == "1.2345"
