"""Who gets what there is little of, so that together they gain most."""

from __future__ import annotations

from collections.abc import Sequence

Gains = Sequence[Sequence[int]]
Way = tuple[int, list[tuple[int, int]]]
NO_WAY: Way = (-(10**15), [])


def assign(sizes: Sequence[int], lefts: Sequence[int], gains: Gains) -> list[list[int]]:
    """How many of each class take a piece of each thing: at most one each, and no more than there are.

    ``gains[c][t]`` is what one of class c gains by thing t; nobody takes what gives them nothing.
    Each step is the way to one more piece taken that gains most, moving others where that is better
    (successive shortest paths), so that no other division gains more.
    """
    taken = [[0] * len(lefts) for _ in sizes]
    free, spare = list(sizes), list(lefts)
    while steps := _best_way(free, spare, taken, gains):
        free[steps[0][0]] -= 1
        for at, (who, thing) in enumerate(steps):
            taken[who][thing] += 1
            if at:
                taken[who][steps[at - 1][1]] -= 1
        spare[steps[-1][1]] -= 1
    return taken


def _best_way(
    free: Sequence[int], spare: Sequence[int], taken: Sequence[Sequence[int]], gains: Gains
) -> list[tuple[int, int]]:
    """A class that takes a thing, whose holder moves to another thing, and so on to one that is left."""
    best: list[Way] = [
        max(((gains[c][t], [(c, t)]) for c in range(len(free)) if free[c]), key=_gain, default=NO_WAY)
        for t in range(len(spare))
    ]
    for _ in spare:
        for old, new in ((a, b) for a in range(len(spare)) for b in range(len(spare)) if a != b):
            gained, steps = best[old]
            if not steps:
                continue
            for holder in range(len(free)):
                more = gained + gains[holder][new] - gains[holder][old]
                if taken[holder][old] and more > best[new][0] and all(t != new for _c, t in steps):
                    best[new] = more, [*steps, (holder, new)]
    ends = [best[t] for t in range(len(spare)) if spare[t]]
    gained, steps = max(ends, key=_gain, default=NO_WAY)
    return steps if gained > 0 else []


def _gain(way: Way) -> int:
    return way[0]
