import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from operations import command
from operations.integrity import Report, check


class Command(command.Command):
    """``manage.py check_integrity [--event SLUG] [--json]``: exit 1 where a rule is broken."""

    help = "Prove on this database what must always be true, and name every row for which it is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--event", metavar="SLUG", help="look at this event only")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        event_id = command.find_event(options["event"]).pk if options["event"] is not None else None
        report = check(event_id)
        self.stdout.write(_as_json(report) if options["json"] else _as_text(report))
        if report.broken:
            raise CommandError(f"rows that break a rule: {len(report.broken)}")


def _as_json(report: Report) -> str:
    return json.dumps(
        {
            "ok": not report.broken,
            "checked": report.checked,
            "broken": [
                {"rule": rule, "table": row.table, "id": row.id, "message": row.message}
                for rule, row in report.broken
            ],
        }
    )


def _as_text(report: Report) -> str:
    checked = [f"{rule}: {number} checked" for rule, number in report.checked.items()]
    broken = [f"BROKEN {rule}: {row.table} {row.id}: {row.message}" for rule, row in report.broken]
    return "\n".join([*checked, *broken])
