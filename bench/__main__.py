"""Run every measurement, or those that are named; exit 1 if one misses its mark.

``--in FOLDER`` keeps the demo world that is measured there, for the next run.
"""

import argparse
import importlib
import sys
from pathlib import Path

from bench import table
from bench.ground import ground

MEASUREMENTS = (
    *("event_page", "free_sign_up", "hot_pool", "rush", "attendee_list", "participant_files"),
    *("invoice_list", "invoice_export", "invoices", "pricing"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASUREMENTS))
    parser.add_argument("--in", dest="folder", type=Path, help="keep the world in this folder")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    missed = 0
    with ground(asked.folder) as here:
        table.head()
        for name in asked.names or MEASUREMENTS:
            for row in importlib.import_module(f"bench.{name}").measure(here):
                table.show(row)
                missed += not row.is_met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
