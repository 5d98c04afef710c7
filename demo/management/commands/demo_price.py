from typing import Any

from django.core.management.base import CommandError, CommandParser

from demo.made_to_measure import change_price
from demo.management.commands.demo_event import price
from operations import command


class Command(command.Command):
    """``manage.py demo_price --event S --ticket T --price P``: sells for another price from now on."""

    help = "Change the price of a ticket type; who signed up before keeps theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", required=True, metavar="SLUG")
        parser.add_argument("--ticket", required=True, metavar="SLUG")
        parser.add_argument("--price", required=True, type=price, help="in euros, as the price is kept")

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        if not change_price(event, options["ticket"], options["price"]):
            raise CommandError(f"{options['event']} sells no {options['ticket']}")
        self.stdout.write(f"{options['ticket']} costs {options['price']} now")
