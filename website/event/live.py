"""A page drawn once, in which at each serving a few spots say how many places are left.

While a page is drawn, ``Spots.add`` gives a mark to print; texts from the database never hold one,
since PostgreSQL stores no NUL. Serving joins the pieces around the marks with what the spots say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from reports.public_state import PublicState, Seats

MARK = "\0"
PoolIds = tuple[int, ...]


class Words(NamedTuple):
    """What is said of places in the language of the page; ``%d`` stands for a number."""

    full: str
    one_left: str
    many_left: str
    none: str
    conjunction: str


def words(*, has_waiting_list: bool) -> Words:
    """Return the words in the active language."""
    left = {"left": "%d"}
    return Words(
        full=escape(_("full, with a waiting list") if has_waiting_list else _("full")),
        one_left=escape(ngettext("%(left)s place left", "%(left)s places left", 1) % left),
        many_left=escape(ngettext("%(left)s place left", "%(left)s places left", 2) % left),
        none=escape(_("none")),
        conjunction=escape(_("and")),
    )


class Spot(Protocol):
    """Something on a page that follows the places."""

    def say(self, state: PublicState, words: Words) -> str:
        """Return HTML for ``state``."""


@dataclass(frozen=True, slots=True)
class PlacesLeft:
    """How many may still come where each needs a seat of all of ``pools``; nothing where that is not told.

    ``label``, as HTML, says of what; that all is full is left to others where ``says_full`` is False.
    """

    pools: PoolIds
    label: str = ""
    says_full: bool = True

    def say(self, state: PublicState, words: Words) -> str:
        scarcest = _scarcest(self.pools, state.pools)
        left = None if scarcest is None else scarcest.left
        if scarcest is None or left is None:
            return ""
        if left <= 0:
            return "" if not self.says_full else f'<span class="places full">{self.label}{words.full}</span>'
        is_few = state.is_few(scarcest)
        if state.places_shown != Event.Places.ALWAYS and not (
            is_few and state.places_shown == Event.Places.FEW
        ):
            return ""
        told = (words.one_left if left == 1 else words.many_left) % left
        return f'<span class="places{" few" if is_few else ""}">{self.label}{told}</span>'


@dataclass(frozen=True, slots=True)
class WhileOpen:
    """``open`` while one of ``ways`` to take part has a place in each of its pools, else ``full``."""

    ways: tuple[PoolIds, ...]
    open: str
    full: str

    def say(self, state: PublicState, words: Words) -> str:
        return self.open if any(_has_place(way, state.pools) for way in self.ways) else self.full


@dataclass(frozen=True, slots=True)
class WhileLeft:
    """``text``, as HTML, while a rule (by its id) that is for the first so many has places left."""

    rule: int
    text: str

    def say(self, state: PublicState, words: Words) -> str:
        return self.text if state.prices.get(self.rule) else ""


@dataclass(frozen=True, slots=True)
class FreeNumbers:
    """The numbers, of those of ``numbered`` pools, that nobody took: "3, 8 en 12"."""

    numbered: tuple[tuple[int, int], ...]

    def say(self, state: PublicState, words: Words) -> str:
        free = [str(number) for pool, number in self.numbered if _has_place((pool,), state.pools)]
        if len(free) < 2:
            return free[0] if free else words.none
        return f"{', '.join(free[:-1])} {words.conjunction} {free[-1]}"


@dataclass(frozen=True)
class LivePage:
    """A page in pieces, of which every second one is the number of a spot; ``tag`` stands for the others."""

    pieces: tuple[str, ...]
    spots: tuple[Spot, ...]
    words: Words
    tag: str

    def serve(self, state: PublicState) -> tuple[bytes, str]:
        """Return the page as it is at this moment, and its ETag (RFC 9110 §8.8.3).

        As long as nobody takes a place, that is what was returned last.
        """
        last: tuple[PublicState, tuple[bytes, str]] | None = vars(self).get("last")
        if last is None or last[0] != state:
            last = vars(self)["last"] = state, self._say(state)
        return last[1]

    def _say(self, state: PublicState) -> tuple[bytes, str]:
        said = [spot.say(state, self.words) for spot in self.spots]
        parts = list(self.pieces)
        parts[1::2] = [said[int(number)] for number in self.pieces[1::2]]
        return "".join(parts).encode(), f'"{_digest(self.tag, *said)}"'


class Spots:
    """Gathers the spots of a page while it is drawn."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.found: dict[Spot, int] = {}

    def add(self, spot: Spot) -> SafeString:
        """Return what to print where ``spot`` is to speak."""
        number = self.found.setdefault(spot, len(self.found))
        return mark_safe(f"{MARK}{number}{MARK}")  # noqa: S308  a number

    def page(self, drawn: str) -> LivePage:
        """Return the page that was ``drawn`` with marks in it."""
        return LivePage(tuple(drawn.split(MARK)), tuple(self.found), self.words, _digest(drawn))


def _digest(*texts: str) -> str:
    return blake2b(MARK.join(texts).encode(), digest_size=12).hexdigest()


def _has_place(pool_ids: PoolIds, pools: Mapping[int, Seats]) -> bool:
    return all(pools[pool_id].left != 0 for pool_id in pool_ids if pool_id in pools)


def _scarcest(pool_ids: PoolIds, pools: Mapping[int, Seats]) -> Seats | None:
    limited = [(seats.left, seats) for pool_id in pool_ids if (seats := pools.get(pool_id))]
    counted = [(left, seats) for left, seats in limited if left is not None]
    return min(counted, key=lambda pair: pair[0])[1] if counted else None
