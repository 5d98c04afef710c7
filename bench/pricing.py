"""What a sign-up of fifty people costs: early birds, steps, members' free places, a code, three rates."""

import time
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from bench.ground import Ground
from bench.table import Row
from registrations.basket import Basket, Contact, Person
from registrations.pricing import Catalogue, CodeRule, PriceRule, Ticket, price

PEOPLE, TURNS, MOST_MS = 50, 40, 10
KINDS = ("percent", "free", "price", "amount")


def measure(_here: Ground) -> Iterator[Row]:
    for effect in KINDS:
        ms = best_of(catalogue(effect), basket())
        figure = f"{ms:.1f} ms"
        yield Row(f"pricing, {PEOPLE} people, code: {effect}", figure, "", f"<= {MOST_MS} ms", ms <= MOST_MS)


def best_of(shop: Catalogue, wanted: Basket) -> float:
    """Milliseconds of CPU of one pricing, the middle of many: what else the machine does is left out."""
    found = []
    for _ in range(TURNS):
        before = time.process_time()
        price(shop, wanted)
        found.append(time.process_time() - before)
    return sorted(found)[TURNS // 2] * 1000


def basket() -> Basket:
    """Fifty people by five ticket types, every second one with two extras."""
    people = tuple(
        Person(
            f"participants-{number}",
            f"Deelnemer {number}",
            ticket_type=f"ticket-{number % 5}",
            addons={"boek": 1, "diner": 1} if number % 2 else {},
        )
        for number in range(PEOPLE)
    )
    return Basket(UUID(int=1), Contact("Els Bakker", "els@bureau.example"), people)


def catalogue(effect: str) -> Catalogue:
    """Seven ticket types, and every kind of rule twice, two of each with few places; three go together."""
    rates = (("S", 21), ("S", 9), ("E", 0), ("S", 21), ("S", 9))
    tickets = [_ticket(n, f"ticket-{n}", "admission", 100 + 37 * n, *rate) for n, rate in enumerate(rates)]
    tickets += [_ticket(8, "boek", "addon", 30, "S", 9), _ticket(9, "diner", "addon", 45, "S", 21)]
    rules = []
    for number, kind in enumerate(("early", "member", "group")):
        for turn in range(2):
            few = None if kind == "group" else 7 + turn
            rules.append(_rule(10 * number + turn, kind, 5 + turn, few, 5 * (turn + 1) if few is None else 0))
        if kind != "group":
            rules.append(_rule(10 * number + 2, kind, 3, None, 0))
    return Catalogue(
        tuple(tickets),
        {},
        code=CodeRule("X", 1, effect, Decimal(0 if effect == "free" else 20)),
        rules=tuple(rules),
        together=frozenset({"early", "group", "code"}),
        is_member=True,
    )


def _ticket(id_: int, slug: str, kind: str, euros: int, category: str, percent: int) -> Ticket:
    return Ticket(id_, slug, kind, slug, Decimal(euros), bool(id_ % 2), category, Decimal(percent))


def _rule(id_: int, kind: str, percent: int, few: int | None, least: int) -> PriceRule:
    named = frozenset({0, 1, 2} if id_ % 2 else set())
    rule = PriceRule(id_, kind, "percent", Decimal(percent), f"rule {id_}", named, least)
    return (
        rule
        if few is None
        else PriceRule(id_, kind, "percent", Decimal(20), f"rule {id_}", named, least, "sign_up", few, few)
    )
