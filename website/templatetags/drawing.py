"""The drawing in the head of a page: one thread for each letter of a name, that come together."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

MOST_LETTERS = 30  # more would touch each other
WORD_GAP = 1.9  # steps between the last letter of a word and the first of the next


@dataclass(frozen=True)
class Frame:
    """Sizes in the units of the drawing's view box."""

    kind: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    meet: float  # where all threads run level again
    middle: float
    step: float
    stroke: float
    radius: float
    text: float


WIDE = Frame("wide", 1240, 330, 14, 640, 16, 314, 1090, 165, 9.5, 6.5, 12.5, 14)
TALL = Frame("tall", 370, 250, 10, 212, 10, 240, 345, 125, 5, 3.4, 8.2, 10)


class Thread(NamedTuple):
    letter: str
    word: str
    x: str
    y: str
    base: str
    path: str


@register.simple_tag
@lru_cache(maxsize=256)
def drawing(name: str) -> SafeString:
    """Draw the letters of ``name``, for wide and for narrow windows; decoration only."""
    frames = [(frame, f"{frame.stroke * 1.52:.1f}", threads(name, frame)) for frame in (WIDE, TALL)]
    return render_to_string("website/components/drawing.html", {"frames": frames})


def threads(name: str, frame: Frame) -> list[Thread]:
    """Return the threads of ``name`` from top left to bottom right, each word in its own colour."""
    letters = _letters(name)
    gaps = [WORD_GAP if after[0] != before[0] else 1.0 for before, after in pairwise(letters)]
    places = list(accumulate(gaps, initial=0.0))
    across = (frame.right - frame.left) / max(places[-1], 1) if places else 0
    down = (frame.bottom - frame.top) / max(len(letters) - 1, 1)
    ends = _ends(name, len(letters))
    drawn = []
    for number, (word, letter) in enumerate(letters):
        x, y = frame.left + places[number] * across, frame.top + number * down
        end = frame.middle + (ends[number] - (len(letters) - 1) / 2) * frame.step
        drawn.append(_thread(frame, letter, word, x, y, end))
    return drawn


def _letters(name: str) -> list[tuple[int, str]]:
    """Return (number of the word, letter) for the words of ``name`` that fit."""
    letters: list[tuple[int, str]] = []
    for number, word in enumerate("".join(c if c.isalnum() else " " for c in name.lower()).split()):
        if letters and len(letters) + len(word) > MOST_LETTERS:
            break
        letters += [(number, letter) for letter in word[:MOST_LETTERS]]
    return letters


def _ends(name: str, count: int) -> list[int]:
    """Return an order in which the threads end: any, but the same for the same name."""
    order = sorted(range(count), key=lambda number: sha256(f"{name}/{number}".encode()).digest())
    return [order.index(number) for number in range(count)]


def _thread(frame: Frame, letter: str, word: int, x: float, y: float, end: float) -> Thread:
    start = x + frame.radius * 1.64 if frame is WIDE else x + frame.radius * 1.37
    run = frame.meet - start
    path = (
        f"M{x:.1f} {y:.1f}H{start:.1f}C{start + 0.66 * run:.1f} {y:.1f} "
        f"{start + 0.7 * run:.1f} {end:.1f} {frame.meet} {end:.1f}H{frame.width + 12}"
    )
    return Thread(letter, f"w{word % 3}", f"{x:.1f}", f"{y:.1f}", f"{y + frame.text * 0.33:.1f}", path)
