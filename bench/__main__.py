"""Run every measurement, or those that are named; exit 1 if one misses its mark."""

import importlib
import sys
from collections.abc import Iterable

MEASUREMENTS = ("event_page",)


def main(names: Iterable[str]) -> int:
    missed = False
    for name in names:
        print(f"== {name}", flush=True)
        missed |= not importlib.import_module(f"bench.{name}").main()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or MEASUREMENTS))
