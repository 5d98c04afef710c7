"""VAT arithmetic of a document, by EN 16931, on plain values in euros.

VAT is computed once per category and rate over the document, half up (BR-CO-17), never per
line. Prices are kept without VAT, or with it ("gross"): then the sum that was shown is what is
to be paid, and net amounts are found that make the document add up to it. Where no net amount
does, the document carries a rounding amount (BT-114) of one cent for that rate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final, Literal

from lib.money import CENT, ZERO, euros

Category = Literal["S", "E", "AE", "Z", "O"]  # UNCL5305, as EN 16931 uses it (BT-118, BT-151)
CATEGORIES: Final[frozenset[str]] = frozenset({"S", "E", "AE", "Z", "O"})
MAX_QUANTITY: Final = 9999  # beyond it no price of six places hits every cent
_PRICE_STEP = Decimal("0.000001")


@dataclass(frozen=True)
class DocumentLine:
    """A line as it was sold.

    ``price`` is per piece, at most two places where ``gross``, else at most six; ``allowance`` is
    taken off the whole line in the same way, in whole cents. ``percent`` is the rate (21 means
    21 %): above 0 for category S and 0 for the others (BR-S-05, BR-E-05, BR-AE-05, BR-Z-05).
    """

    price: Decimal
    category: str
    percent: Decimal
    quantity: Decimal = Decimal(1)
    allowance: Decimal = ZERO
    gross: bool = False

    def __post_init__(self) -> None:
        """Refuse what no document can hold, with a ValueError."""
        check_category(self.category, self.percent)
        places = CENT if self.gross else _PRICE_STEP
        if not (0 < self.quantity <= MAX_QUANTITY) or self.quantity % _PRICE_STEP:
            raise ValueError(f"quantity {self.quantity} is not above 0 and at most {MAX_QUANTITY}")
        if self.price < 0 or self.price % places:
            raise ValueError(f"price {self.price} is below zero or finer than {places}")
        if self.allowance < 0 or self.allowance % CENT:
            raise ValueError(f"allowance {self.allowance} is below zero or finer than a cent")
        if self.shown < 0:
            raise ValueError(f"allowance {self.allowance} is more than the line")

    @property
    def shown(self) -> Decimal:
        """What the line comes to in the way its price is kept: quantity x price - allowance, half up."""
        return euros(self.quantity * self.price - self.allowance)


@dataclass(frozen=True)
class NetLine:
    """A line as it stands on the document: quantity x ``price`` - ``allowance``, half up, is ``net``.

    ``price`` (BT-146) has two to six places, ``allowance`` (BT-136) and ``net`` (BT-131) two.
    """

    quantity: Decimal
    price: Decimal
    allowance: Decimal
    net: Decimal
    category: str
    percent: Decimal


@dataclass(frozen=True)
class Subtotal:
    """VAT of one category and rate (BG-23): ``vat`` is ``taxable`` x ``percent``, half up.

    ``rounding`` (-0.01, 0.00 or 0.01) is this rate's part of BT-114.
    """

    category: str
    percent: Decimal
    taxable: Decimal
    vat: Decimal
    rounding: Decimal = ZERO

    @property
    def payable(self) -> Decimal:
        """What is to be paid for this rate."""
        return self.taxable + self.vat + self.rounding


@dataclass(frozen=True)
class Totals:
    """A document that adds up. ``lines`` are in the order given, ``subtotals`` by category and rate."""

    lines: tuple[NetLine, ...]
    subtotals: tuple[Subtotal, ...]

    @property
    def net(self) -> Decimal:
        """Sum of line net amounts, which is the total without VAT (BT-106 = BT-109)."""
        return sum((subtotal.taxable for subtotal in self.subtotals), ZERO)

    @property
    def vat(self) -> Decimal:
        """Total VAT (BT-110)."""
        return sum((subtotal.vat for subtotal in self.subtotals), ZERO)

    @property
    def gross(self) -> Decimal:
        """Total with VAT (BT-112), before the rounding amount."""
        return self.net + self.vat

    @property
    def rounding(self) -> Decimal:
        """Rounding amount (BT-114): what makes ``payable`` the sum that was shown."""
        return sum((subtotal.rounding for subtotal in self.subtotals), ZERO)

    @property
    def payable(self) -> Decimal:
        """What is to be paid (BT-115 where nothing was paid before)."""
        return self.gross + self.rounding


def check_category(category: str, percent: Decimal) -> None:
    """Raise ValueError unless ``category`` is known and may have the rate ``percent``."""
    if category not in CATEGORIES:
        raise ValueError(f"unknown VAT category {category!r}")
    if not 0 <= percent <= 100 or (percent > 0) != (category == "S"):
        raise ValueError(f"VAT category {category} cannot have {percent} %")


def vat_amount(taxable: Decimal, percent: Decimal) -> Decimal:
    """Return the VAT in euros on ``taxable`` euros at ``percent`` (21 means 21 %).

    Rounds half up to the cent, once per VAT category and rate of a document: pass the
    sum of their lines, not one line (EN 16931, BR-CO-17).

    Raises ValueError if ``percent`` is below 0 or above 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"no VAT rate: {percent} %")
    return euros(taxable * percent / 100)


def gross_from_net(net: Decimal, percent: Decimal) -> Decimal:
    """Return ``net`` euros with VAT, to the cent: what a page shows beside a price without VAT."""
    return euros(net) + vat_amount(net, percent)


def net_from_gross(gross: Decimal, percent: Decimal) -> Decimal:
    """Return ``gross`` euros without VAT, with two to six places (BT-146), half up.

    A page that shows it rounds it with ``euros``. Raises ValueError for a rate below 0 or above 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"no VAT rate: {percent} %")
    return _trimmed(_half_up(Fraction(gross) / _factor(percent), _PRICE_STEP))


def totals(lines: Iterable[DocumentLine]) -> Totals:
    """Return the document that ``lines`` make.

    Lines kept without VAT keep their net amount. For a rate that has lines kept with VAT,
    ``payable`` is their sum as shown, plus the other lines with VAT on their sum: that is what
    was shown for each of the two. Net amounts of the former are their share of what remains,
    and differ by less than a cent from each line's own price without VAT.
    """
    given = list(lines)
    groups: dict[tuple[str, Decimal], list[int]] = {}
    for number, line in enumerate(given):
        groups.setdefault((line.category, line.percent), []).append(number)
    nets: dict[int, NetLine] = {}
    found: list[Subtotal] = []
    for (category, percent), numbers in sorted(groups.items()):
        own, subtotal = _solve([given[number] for number in numbers], category, percent)
        nets.update(zip(numbers, own, strict=True))
        found.append(subtotal)
    return Totals(tuple(nets[number] for number in range(len(given))), tuple(found))


def kept(settled: Decimal, shown: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """Return what is to be paid, and the taxable amount of it, for lines of one rate.

    ``settled`` is the sum of those kept without VAT, ``shown`` of those kept with it.
    """
    payable = shown + settled + vat_amount(settled, percent)
    return payable, _taxable_for(payable, percent) if shown else settled


def subtotals(lines: Iterable[NetLine]) -> tuple[Subtotal, ...]:
    """Return taxable amount and VAT per category and rate of lines that have their net amount.

    For a document whose net amounts are settled, such as what is left to credit; the rounding
    amount is not known here and 0.00.
    """
    taxable: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.category, line.percent)
        taxable[key] = taxable.get(key, ZERO) + line.net
    return tuple(
        Subtotal(category, percent, euros(amount), vat_amount(amount, percent))
        for (category, percent), amount in sorted(taxable.items())
    )


def _solve(lines: Sequence[DocumentLine], category: str, percent: Decimal) -> tuple[list[NetLine], Subtotal]:
    settled = sum((line.shown for line in lines if not line.gross), ZERO)
    shown = sum((line.shown for line in lines if line.gross), ZERO)
    payable, taxable = kept(settled, shown, percent)
    vat = vat_amount(taxable, percent)
    shares = iter(_shares(taxable - settled, [line for line in lines if line.gross], percent))
    nets = [_net_line(line, next(shares) if line.gross else line.shown) for line in lines]
    return nets, Subtotal(category, percent, taxable, vat, payable - taxable - vat)


def _taxable_for(payable: Decimal, percent: Decimal) -> Decimal:
    """Return the taxable amount that with its VAT gives ``payable``, else one that is a cent off.

    An amount that gives it lies within half a cent / (1 + rate) of payable / (1 + rate): it is
    that, rounded. Any other sum is skipped, since taxable amount plus VAT grows by one or two
    cents with each cent.
    """
    return _half_up(Fraction(payable) / _factor(percent), CENT)


def _shares(taxable: Decimal, lines: Sequence[DocumentLine], percent: Decimal) -> list[Decimal]:
    """Divide ``taxable`` over ``lines``: each its own net amount, rounded down or up to the cent.

    Up go those that lose most by rounding down. As many cents are left as lines have a broken
    one, or fewer: ``taxable`` is off the sum of the exact amounts by less than a cent.
    """
    exact = [Fraction(line.shown) / _factor(percent) * 100 for line in lines]
    cents = [floor(amount) for amount in exact]
    left = int(taxable * 100) - sum(cents)
    for at in sorted(range(len(lines)), key=lambda at: (cents[at] - exact[at], at))[:left]:
        cents[at] += 1
    return [Decimal(amount).scaleb(-2) for amount in cents]


def _net_line(line: DocumentLine, net: Decimal) -> NetLine:
    price, allowance = line.price, euros(line.allowance)
    if line.gross:
        allowance = _half_up(Fraction(allowance) / _factor(line.percent), CENT)
        price = _price_for(line, net + allowance)
    return NetLine(line.quantity, _trimmed(price), allowance, net, line.category, line.percent)


def _price_for(line: DocumentLine, amount: Decimal) -> Decimal:
    """Return the net price, the nearest to the true one, that times the quantity rounds to ``amount``."""
    quantity = Fraction(line.quantity)
    low, high = Fraction(amount) - Fraction(1, 200), Fraction(amount) + Fraction(1, 200)
    lowest = max(0, ceil(low / quantity * 10**6))
    highest = ceil(high / quantity * 10**6) - 1  # half up: the upper bound is not part of it
    true = int(_half_up(Fraction(line.price) / _factor(line.percent), _PRICE_STEP).scaleb(6))
    return Decimal(min(max(true, lowest), highest)).scaleb(-6)


def _factor(percent: Decimal) -> Fraction:
    return 1 + Fraction(percent) / 100


def _half_up(amount: Fraction, step: Decimal) -> Decimal:
    """Round an exact amount of zero or more half up to a multiple of ``step``."""
    return Decimal(floor(amount / Fraction(step) + Fraction(1, 2))) * step


def _trimmed(price: Decimal) -> Decimal:
    """Drop zeros after the second place."""
    places = -int(price.normalize().as_tuple().exponent)
    return price.quantize(Decimal(1).scaleb(-max(places, 2)), ROUND_HALF_UP)
