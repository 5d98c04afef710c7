"""A line for each measurement: what, how much, beside what, and whether that is within its mark."""

from dataclasses import dataclass

WIDTHS = (44, 34, 20, 16)


@dataclass(frozen=True)
class Row:
    """``figure`` is told as it is, ``ratio`` is what has a mark; a row without a mark is told for the eye."""

    name: str
    figure: str
    ratio: str = ""
    mark: str = ""
    is_met: bool = True


def head() -> None:
    _print("measurement", "figure", "ratio", "mark", "")


def show(row: Row) -> None:
    verdict = ("ok" if row.is_met else "NOT") if row.mark else ""
    _print(row.name, row.figure, row.ratio, row.mark, verdict)


def _print(*cells: str) -> None:
    print("  ".join(f"{cell:{width}}" for cell, width in zip(cells, (*WIDTHS, 0), strict=True)), flush=True)
