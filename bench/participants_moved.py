"""Imports so many rows, exports so many people as a workbook, and tells as JSON what it took."""

import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from demo.made_to_measure import Measures, make  # noqa: E402
from events.models import Event  # noqa: E402
from flows.participant_import import import_participants  # noqa: E402
from lib import clock  # noqa: E402
from lib.spreadsheets import read  # noqa: E402
from organisations.access import SYSTEM  # noqa: E402
from registrations.models import Participant  # noqa: E402
from reports.attendee_list import Wanted  # noqa: E402
from reports.participant_export import export_participants  # noqa: E402
from tests.registered import make_crowd  # noqa: E402

FEW = 500


def make_event() -> Event:
    measures = Measures(slug=f"lijst-{secrets.token_hex(3)}", kind="congress", seats=30_000, price=Decimal(0))
    return make(measures, clock.now())


def file_of(people: int) -> bytes:
    """A list as an office would keep it, CSV with a semicolon."""
    rows = (
        f"Deelnemer {number} van den Berg;{number}@lijst.example;Gemeente Berg" for number in range(people)
    )
    return "\r\n".join(("name;email;organisation", *rows)).encode()


def seconds(work: Callable[[], object]) -> dict[str, float]:
    """What ``work`` takes: seconds by the clock, and of CPU in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def import_rows(people: int) -> dict[str, float]:
    event, file = make_event(), file_of(people)
    names = {name: name for name in ("name", "email", "organisation")}
    taken = seconds(lambda: import_participants(event, read(file), names, clock.now()))
    assert Participant.objects.filter(event=event).count() == people
    return taken


def export_people(people: int) -> dict[str, float]:
    event = make_event()
    make_crowd(event, people, clock.now())
    return seconds(lambda: sum(map(len, export_participants(SYSTEM, event, Wanted(), "xlsx"))))


def main() -> None:
    rows, people = map(int, sys.argv[1:])
    import_rows(FEW)  # what is done once only is not measured
    told = {"few": import_rows(FEW), "import": import_rows(rows), "export": export_people(people)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
