from typing import Any

from django.core.management.base import CommandError, CommandParser

from demo.management.commands.demo_event import number, price, slug
from demo.selling import NewTicket, add_ticket
from operations import command


class Command(command.Command):
    """``manage.py demo_ticket --event S --slug T --price P [--vat] [--seats N] [--addon]``."""

    help = "Sell another ticket type, after those that are there; --seats gives it a pool of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", required=True, metavar="SLUG")
        parser.add_argument("--slug", required=True, type=slug)
        parser.add_argument("--price", required=True, type=price, help="in euros without VAT: 40.00")
        parser.add_argument("--vat", choices=["21", "9", "exempt"], default="21")
        parser.add_argument("--seats", type=number, help="how many of it there are; else the event's limit")
        parser.add_argument("--addon", action="store_true", help="something extra, which takes no place")

    def handle(self, *_args: Any, **options: Any) -> None:
        event = command.find_event(options["event"])
        wanted = NewTicket(
            slug=options["slug"],
            price=options["price"],
            vat=options["vat"],
            seats=options["seats"],
            is_addon=options["addon"],
        )
        if not add_ticket(event, wanted):
            raise CommandError(f"{options['event']} sells {options['slug']} already")
        self.stdout.write(f"{options['slug']} is on sale")
