"""Calm pictures for events, drawn from an accent and a seed: no file of anybody else is needed.

Each is drawn at twice its size and halved, which smooths the edges. Sizes are in pixels of the half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import cos, pi, sin
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from lib.colours import mix

WIDTH, HEIGHT, TWICE = 1600, 900, 2
WARM: Final = "#f2a93b"
Point = tuple[float, float]


class Sheet:
    """Paper in a tint of the accent, and what is drawn on it."""

    def __init__(self, accent: str, seed: str) -> None:
        self.accent = accent
        self.random = Random(seed)
        self.image = Image.new("RGB", (WIDTH * TWICE, HEIGHT * TWICE), self.tint(9))
        self.pen = ImageDraw.Draw(self.image)

    def tint(self, share: float) -> str:
        """The accent, ``share`` % of it in white."""
        return mix(self.accent, share, "#ffffff")

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle."""
        self.pen.ellipse(_twice((x - radius, y - radius, x + radius, y + radius)), fill=colour)

    def glass(self, x: float, y: float, radius: float, colour: str) -> None:
        """Lay a disc of coloured glass on what is there."""
        size, corner = int(2 * radius * TWICE), (int((x - radius) * TWICE), int((y - radius) * TWICE))
        pane = Image.new("RGB", (size, size), "#ffffff")
        ImageDraw.Draw(pane).ellipse((0, 0, size, size), fill=colour)
        under = self.image.crop((*corner, corner[0] + size, corner[1] + size))
        self.image.paste(ImageChops.multiply(under, pane), corner)

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0
    ) -> None:
        """Fill a rectangle, with round corners of ``radius``."""
        self.pen.rounded_rectangle(_twice((left, top, right, bottom)), radius * TWICE, fill=colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * TWICE, y * TWICE) for x, y in points], fill=colour)

    def pie(self, left: float, top: float, size: float, begin: int, end: int, colour: str) -> None:
        """Fill a slice of the circle in a square, in degrees clockwise from the right."""
        self.pen.pieslice(_twice((left, top, left + size, top + size)), begin, end, fill=colour)

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self.image.reduce(TWICE)


def circles(sheet: Sheet) -> None:
    """Discs of glass in a row, where each lies over the next: people who meet."""
    colours = [
        sheet.tint(70),
        mix(WARM, 75, "#ffffff"),
        sheet.tint(42),
        sheet.tint(88),
        mix(WARM, 50, "#ffffff"),
    ]
    x = -40.0
    for number in range(9):
        radius = sheet.random.uniform(150, 330)
        y = HEIGHT / 2 + sheet.random.uniform(-140, 140)
        sheet.glass(x + radius * 0.5, y, radius, colours[number % len(colours)])
        x += radius * 0.95


def houses(sheet: Sheet) -> None:
    """Three streets behind each other under a low sun, with light in some windows."""
    sheet.disc(1180, 330, 150, mix(WARM, 80, "#ffffff"))
    for street, (floor, share) in enumerate(((560, 26), (730, 52), (910, 92))):
        x = -40.0 - 70 * street
        while x < WIDTH:
            width, height = sheet.random.uniform(105, 190), sheet.random.uniform(150, 260) + 30 * street
            colour, top = sheet.tint(share + sheet.random.uniform(-7, 7)), floor - height
            roof = sheet.random.choice([(0.5, 0.5), (0.0, 0.0), (0.28, 0.72)])  # pointed, sloping, cut off
            points = [(x, top), *((x + width * each, top - width * 0.4) for each in roof)]
            sheet.shape([*points, (x + width, top), (x + width, HEIGHT), (x, HEIGHT)], colour)
            _windows(sheet, x, top, width, lit=street > 0)
            x += width + sheet.random.choice([0, 0, 14])


def _windows(sheet: Sheet, x: float, top: float, width: float, *, lit: bool) -> None:
    for across in range(2):
        for down in range(2):
            colour = WARM if lit and sheet.random.random() < 0.3 else sheet.tint(12)
            left, upper = x + width * (0.2 + 0.36 * across), top + 24 + 66 * down
            sheet.box(left, upper, left + width * 0.24, upper + 40, colour, 3)


def river(sheet: Sheet) -> None:
    """Bands that bend along with each other, and a sun above: a course that follows the ground."""
    sheet.disc(1120, 235, 120, WARM)
    for number in range(7):
        level, swing = 250 + 95 * number, 95 - 7 * number
        turn, stretch = 0.62 * number + 0.6, 2.5 + 0.13 * number
        edge = [
            (x, level + swing * sin(stretch * pi * x / WIDTH + turn) + 26 * sin(6.1 * x / WIDTH + number))
            for x in range(-20, WIDTH + 40, 20)
        ]
        sheet.shape([*edge, (WIDTH + 40, HEIGHT + 20), (-40, HEIGHT + 20)], sheet.tint(20 + 13 * number))


def plots(sheet: Sheet) -> None:
    """Fields and building ground seen from above, with water through it."""
    for left, top, right, bottom in _divided(sheet.random, (0, 0, WIDTH, HEIGHT), 5):
        share = sheet.random.choice([18, 26, 36, 50, 68, 90])
        colour = WARM if sheet.random.random() < 0.1 else sheet.tint(share)
        sheet.box(left + 6, top + 6, right - 6, bottom - 6, colour, 10)
        if sheet.random.random() < 0.25:  # furrows
            for y in range(int(top) + 26, int(bottom) - 14, 20):
                sheet.box(left + 22, y, right - 22, y + 4, sheet.tint(9), 2)
    middle = [
        (x, 640 - 330 * (x / WIDTH) + 90 * sin(2.1 * pi * x / WIDTH)) for x in range(-40, WIDTH + 60, 20)
    ]
    for half, colour in ((62, sheet.tint(9)), (46, mix(sheet.accent, 55, "#b9d3de"))):
        bank = [(x, y - half) for x, y in middle] + [(x, y + half) for x, y in reversed(middle)]
        sheet.shape(bank, colour)


def _divided(
    random: Random, field: tuple[float, float, float, float], times: int
) -> Iterator[tuple[float, float, float, float]]:
    left, top, right, bottom = field
    width, height = right - left, bottom - top
    if times == 0 or min(width, height) < 130:
        yield field
        return
    part = random.uniform(0.36, 0.64)
    if width > height:
        at = left + width * part
        halves = ((left, top, at, bottom), (at, top, right, bottom))
    else:
        at = top + height * part
        halves = ((left, top, right, at), (left, at, right, bottom))
    for half in halves:
        yield from _divided(random, half, times - 1)


def blocks(sheet: Sheet) -> None:
    """Building blocks in rows: quarters and halves of circles, gables, dots."""
    size, inks = 180, [sheet.tint(100), sheet.tint(62), sheet.tint(36), WARM]
    for row in range(HEIGHT // size):
        before = ""
        for column in range(WIDTH // size + 1):
            ink = sheet.random.choice([each for each in inks if each != before])
            before = ink
            left, top = column * size - 10, row * size
            sheet.box(left, top, left + size, top + size, sheet.tint(sheet.random.choice([9, 16, 24])))
            sheet.random.choice([_quarter, _half, _gable, _dot, _pair])(sheet, left, top, size, ink)


def _quarter(sheet: Sheet, left: float, top: float, size: float, ink: str) -> None:
    """A quarter of a circle around one of the corners."""
    begin, right, down = sheet.random.choice([(0, 0, 0), (90, 1, 0), (180, 1, 1), (270, 0, 1)])
    sheet.pie(left - size + right * size, top - size + down * size, 2 * size, begin, begin + 90, ink)


def _half(sheet: Sheet, left: float, top: float, size: float, ink: str) -> None:
    sheet.pie(left, top + size * 0.5, size, 180, 360, ink)
    sheet.pie(left, top, size, 180, 360, ink)


def _gable(sheet: Sheet, left: float, top: float, size: float, ink: str) -> None:
    sheet.shape([(left, top + size), (left + size / 2, top + size * 0.1), (left + size, top + size)], ink)


def _dot(sheet: Sheet, left: float, top: float, size: float, ink: str) -> None:
    sheet.disc(left + size / 2, top + size / 2, size * 0.34, ink)


def _pair(sheet: Sheet, left: float, top: float, size: float, ink: str) -> None:
    sheet.box(left + size * 0.12, top + size * 0.12, left + size * 0.44, top + size * 0.88, ink, 12)
    sheet.box(left + size * 0.56, top + size * 0.12, left + size * 0.88, top + size * 0.88, ink, 12)


def tables(sheet: Sheet) -> None:
    """Round tables with chairs, seen from above; some chairs are still free."""
    for x, y, radius, chairs in (
        (330, 300, 150, 7),
        (820, 590, 190, 9),
        (1300, 290, 165, 8),
        (330, 830, 120, 6),
    ):
        turn = sheet.random.uniform(0, 1)
        sheet.disc(x + 14, y + 18, radius, sheet.tint(16))
        for chair in range(chairs):
            angle = 2 * pi * (chair + turn) / chairs
            place = x + (radius + 62) * cos(angle), y + (radius + 62) * sin(angle)
            colour = sheet.random.choice([sheet.tint(40), sheet.tint(58), sheet.tint(80), WARM])
            sheet.disc(*place, 40, colour)
        sheet.disc(x, y, radius, sheet.tint(100))
        sheet.disc(x, y, radius * 0.82, sheet.tint(90))
        for plate in range(chairs):
            angle = 2 * pi * (plate + turn) / chairs
            sheet.disc(x + radius * 0.66 * cos(angle), y + radius * 0.66 * sin(angle), 17, sheet.tint(12))


def draw(drawing: Callable[[Sheet], None], accent: str, seed: str) -> Image.Image:
    """Draw one of the above in tints of ``accent``, of 1600 by 900 pixels."""
    sheet = Sheet(accent, seed)
    drawing(sheet)
    return sheet.finished()


def _twice(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return left * TWICE, top * TWICE, right * TWICE, bottom * TWICE
