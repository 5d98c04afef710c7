import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from operations import command
from reports.pool_groups import PoolSeats, pool_seats


class Command(command.Command):
    """``manage.py seats --event SLUG [--json]``: a row for each pool; held seats count as taken."""

    help = "Tell how many seats each pool of an event has, and how many are taken, held and waited for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", metavar="SLUG", required=True)
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        pools = pool_seats(command.find_event(options["event"]))
        self.stdout.write(json.dumps([asdict(pool) for pool in pools]) if options["json"] else _table(pools))


def _table(pools: Sequence[PoolSeats]) -> str:
    rows = [
        (
            pool.pool,
            "no limit" if pool.capacity is None else pool.capacity,
            pool.taken,
            pool.held,
            pool.waiting,
        )
        for pool in pools
    ]
    width = max((len(pool.pool) for pool in pools), default=4)
    lines = [("pool", "capacity", "taken", "held", "waiting"), *rows]
    return "\n".join(
        f"{name:<{width}}" + "".join(f"  {cell!s:>8}" for cell in cells) for name, *cells in lines
    )
