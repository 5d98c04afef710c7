"""What of an invoice can still be credited: people one by one, what is left beside them, loose lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Prefetch

from payments.crediting import Portion, left_of
from payments.models import Invoice, InvoicedLine, InvoiceLine


@dataclass(frozen=True)
class CreditChoice:
    """One thing that may be taken back; ``key`` names it in a form, ``person`` is who it was for, or ""."""

    key: str
    portion: Portion
    person: str = ""
    is_rest: bool = False

    @property
    def line(self) -> InvoiceLine:
        """The invoice line that it is a part of."""
        return self.portion.line


def credit_choices(invoice: Invoice) -> list[CreditChoice]:
    """All that is left to credit of ``invoice``, in its order; together exactly what is left of it."""
    sold = InvoicedLine.objects.select_related("line__participant").order_by("line_id")
    lines = invoice.lines.prefetch_related(Prefetch("invoiced", sold), "credited_by__invoiced")
    return [choice for line in lines for choice in _of_line(line)]


def portions_of(choices: Iterable[CreditChoice]) -> list[Portion]:
    """The portions of a credit note for these: people of one line are counted together."""
    found: dict[str, Portion] = {}
    for choice in choices:
        part = choice.portion
        name = choice.key if choice.is_rest else f"line {part.line.pk}"
        known = found.get(name)
        found[name] = part if known is None else _joined(known, part)
    return list(found.values())


def _of_line(line: InvoiceLine) -> Sequence[CreditChoice]:
    left = left_of(line)
    if left <= 0:
        return []
    taken = {row.line_id for credit in line.credited_by.all() for row in credit.invoiced.all()}
    pieces = [row for row in line.invoiced.all() if row.line_id not in taken]
    people = []
    for row in pieces:
        amount = min(row.line.amount, left)
        if not amount:
            continue
        portion = Portion(line, Decimal(1), amount, sold=(row.line,))
        person = row.line.participant
        people.append(CreditChoice(f"p{row.pk}", portion, person.name if person else ""))
        left -= amount
    if not left:
        return people
    quantity = Decimal(1) if line.invoiced.all() else _pieces_left(line)
    return [*people, CreditChoice(f"l{line.pk}", Portion(line, quantity, left), is_rest=True)]


def _pieces_left(line: InvoiceLine) -> Decimal:
    taken = sum((credit.quantity for credit in line.credited_by.all()), Decimal(0))
    left = line.quantity - taken
    return left if left > 0 else Decimal(1)


def _joined(first: Portion, second: Portion) -> Portion:
    return replace(
        first,
        quantity=first.quantity + second.quantity,
        amount=first.amount + second.amount,
        sold=first.sold + second.sold,
    )
