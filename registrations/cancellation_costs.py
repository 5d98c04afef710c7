"""What cancelling some lines costs on one day, reckoned on what was sold (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from events.models import TicketType
from lib.money import ZERO, euros
from lib.vat import gross_from_net, net_from_gross
from registrations.cancellation_rules import Period
from registrations.models import Line

Vat = tuple[str, Decimal]


@dataclass(frozen=True)
class OtherCost:
    """Costs whose VAT is not that of what was sold: ``net`` euros, for whoever ``line`` was sold to."""

    line: Line
    net: Decimal
    category: str
    percent: Decimal


@dataclass(frozen=True)
class Costs:
    """``withheld`` maps a line's id to what is not credited of it, in euros as its price is kept.

    Whose costs bear other VAT has all of it credited, and is among ``others``.
    """

    withheld: Mapping[int, Decimal] = field(default_factory=dict)
    others: tuple[OtherCost, ...] = ()


def costs_of(lines: Iterable[Line], period: Period) -> Costs:
    """The costs of cancelling ``lines`` (with their ticket types) in ``period``, never more than they cost.

    A fee counts once for each participant who was to pay, and for each stand.
    """
    withheld: dict[int, Decimal] = {}
    others: list[OtherCost] = []
    for own in _by_buyer(lines):
        found = _costs(own, period)
        withheld |= found.withheld
        others += found.others
    return Costs(withheld, tuple(others))


def other_cost(line: Line, amount: Decimal) -> OtherCost:
    """``amount`` of a line, as its price is kept, as costs by themselves."""
    net = euros(net_from_gross(amount, line.vat_percent)) if line.price_includes_vat else amount
    return OtherCost(line, net, line.vat_category, line.vat_percent)


def _by_buyer(lines: Iterable[Line]) -> list[list[Line]]:
    """The paid lines of each participant, and of each stand; who comes in by a line has it first."""
    found: dict[tuple[int | None, int], list[Line]] = {}
    for line in lines:
        if line.amount:
            key = (line.participant_id, 0 if line.participant_id else line.pk)
            found.setdefault(key, []).append(line)
    return [sorted(own, key=_is_addon) for own in found.values()]


def _costs(lines: Sequence[Line], period: Period) -> Costs:
    own = _vat(lines[0])
    wanted = period.vat or own
    if period.percent is not None:
        if all(_vat(line) == (period.vat or _vat(line)) for line in lines):
            return Costs({line.pk: euros(line.amount * period.percent / 100) for line in lines})
        net = euros(sum((_net(line) for line in lines), ZERO) * period.percent / 100)
        return _other(lines[0], net, wanted)
    fee = min(period.fee or ZERO, sum((_net(line) for line in lines), ZERO))
    same = [line for line in lines if _vat(line) == wanted]
    if fee > sum((_net(line) for line in same), ZERO):
        return _other(lines[0], fee, wanted)
    return Costs(_withheld(same, fee))


def _other(line: Line, net: Decimal, vat: Vat) -> Costs:
    return Costs(others=(OtherCost(line, net, *vat),) if net else ())


def _withheld(lines: Sequence[Line], fee: Decimal) -> dict[int, Decimal]:
    """Lay ``fee`` (euros without VAT) on lines of its rate, the first before the next."""
    found: dict[int, Decimal] = {}
    left = fee
    for line in lines:
        part = min(left, _net(line))
        if part:
            shown = gross_from_net(part, line.vat_percent) if line.price_includes_vat else part
            found[line.pk] = min(shown, line.amount)
        left -= part
    return found


def _net(line: Line) -> Decimal:
    return euros(net_from_gross(line.amount, line.vat_percent)) if line.price_includes_vat else line.amount


def _vat(line: Line) -> Vat:
    return line.vat_category, line.vat_percent


def _is_addon(line: Line) -> tuple[bool, int]:
    return line.ticket_type.kind == TicketType.Kind.ADDON, line.pk
