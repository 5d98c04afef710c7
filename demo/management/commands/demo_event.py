import re
from argparse import ArgumentTypeError
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import CommandError, CommandParser

from demo.made_to_measure import MOST_ROUNDS, Measures, make
from events.kinds import KINDS
from events.models import Event
from lib import clock
from operations import command


class Command(command.Command):
    """``manage.py demo_event --slug S --kind K --seats N --price P``: makes a published event."""

    help = (
        "Make a published event of the academy, more than three weeks ahead, with one ticket type: regulier."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slug", required=True, type=slug)
        parser.add_argument("--kind", required=True, choices=sorted(KINDS))
        parser.add_argument("--seats", required=True, type=number)
        parser.add_argument("--price", required=True, type=price, help="in euros: 150.00")
        parser.add_argument("--vat", choices=["21", "9", "exempt"], default="21")
        parser.add_argument("--gross", action="store_true", help="the price is kept with VAT")
        parser.add_argument("--rounds", type=rounds, default=(0, 0), help="2x3: two rounds of three sessions")
        parser.add_argument("--round-seats", type=number, help="seats of each session; else those of the day")
        parser.add_argument("--meetings", type=number, default=6, help="of a course")
        parser.add_argument("--title", default="")
        parser.add_argument("--limit", type=number, default=50, help="the most people per sign-up")
        parser.add_argument("--closed", action="store_true", help="its sign-up is closed")
        parser.add_argument("--overlap", action="store_true", help="rounds 1 and 2 are at the same time")
        parser.add_argument("--waiting-list", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        if Event.objects.filter(slug=options["slug"]).exists():
            raise CommandError(f"there is an event with the slug {options['slug']} already")
        wanted = Measures(
            slug=options["slug"],
            kind=options["kind"],
            seats=options["seats"],
            price=options["price"],
            vat=options["vat"],
            gross=options["gross"],
            rounds=options["rounds"],
            round_seats=options["round_seats"],
            meetings=options["meetings"],
            title=options["title"],
            most_per_sign_up=options["limit"],
            is_closed=options["closed"],
            overlap=options["overlap"],
            waiting_list=options["waiting_list"],
        )
        event = make(wanted, clock.now())
        self.stdout.write(f"/{event.behaviour.paths['nl']}/{event.slug}/")


def slug(text: str) -> str:
    """Return ``text`` if it may stand in an address."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,80}", text):
        raise ArgumentTypeError(f"not a slug: {text!r}")
    return text


def number(text: str) -> int:
    """Return a whole number from 1 on."""
    if not text.isdigit() or not 1 <= int(text) <= 30_000:
        raise ArgumentTypeError(f"not a number from 1 to 30000: {text!r}")
    return int(text)


def price(text: str) -> Decimal:
    """Return an amount in euros, at most two places, not below zero."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < 1_000_000 or amount != amount.quantize(Decimal("0.01")):
        raise ArgumentTypeError(f"not an amount like 150.00: {text!r}")
    return amount.quantize(Decimal("0.01"))


def rounds(text: str) -> tuple[int, int]:
    """Return "2x3" as two rounds of three sessions."""
    found = re.fullmatch(r"([1-9])x([1-9][0-9]?)", text)
    if not found or int(found[1]) > MOST_ROUNDS:
        raise ArgumentTypeError(f"not like 2x3, or more than {MOST_ROUNDS} rounds: {text!r}")
    return int(found[1]), int(found[2])
