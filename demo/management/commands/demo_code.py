import re
from argparse import ArgumentTypeError
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandError, CommandParser

from demo.management.commands.demo_event import number, price, slug
from events.coding import NewCode
from events.models import Code
from flows.codes import CodeTaken, add_code
from lib import clock
from operations import command
from organisations.access import SYSTEM
from registrations.codes import read_code


class Command(command.Command):
    """``manage.py demo_code --event S --code C --percent N|--amount P [--uses N] [--ticket T]``."""

    help = "Give an event a code: a percentage off each price, or an amount off each registration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", required=True, metavar="SLUG")
        parser.add_argument("--code", required=True, help="what people type; capitals make no difference")
        effect = parser.add_mutually_exclusive_group(required=True)
        effect.add_argument("--percent", type=percent, help="off each price: 10")
        effect.add_argument(
            "--amount", type=price, help="in euros off a registration, as its prices are: 50.00"
        )
        parser.add_argument("--uses", type=number, help="how many participants may come by it; else no limit")
        parser.add_argument("--ticket", type=slug, help="the only ticket type that it is for; else all")

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        ticket = options["ticket"]
        if ticket and not event.ticket_types.filter(slug=ticket).exists():
            raise CommandError(f"{options['event']} sells no {ticket}")
        is_percent = options["percent"] is not None
        wanted = NewCode(
            text=read_code(options["code"]),
            effect=Code.Effect.PERCENT if is_percent else Code.Effect.AMOUNT,
            value=options["percent"] if is_percent else options["amount"],
            uses=options["uses"],
            tickets=[ticket] if ticket else [],
        )
        if not wanted.text or not wanted.value:
            raise CommandError("a code has letters or numbers, and takes something off")
        try:
            add_code(event.pk, wanted, clock.now(), actor=SYSTEM)
        except CodeTaken as taken:
            raise CommandError(f"{options['event']} has the code {wanted.text} already") from taken
        self.stdout.write(f"{wanted.text} can be used")


def percent(text: str) -> Decimal:
    """Read a percentage from 1 to 100. Raises ArgumentTypeError."""
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text, re.ASCII) or not 0 < Decimal(text) <= 100:
        raise ArgumentTypeError(f"no percentage from 1 to 100: {text}")
    return Decimal(text)
