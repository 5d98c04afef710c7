"""Colours as "#rrggbb": mixed as CSS does, and how well one is read on another.

Mails need the colours worked out that the stylesheet derives by itself, and an organisation's
accent is checked when it is set.
"""

import re
from math import hypot

Triple = tuple[float, float, float]

READABLE = 4.5  # WCAG 2.2, 1.4.3: text on its ground


def mix(colour: str, share: float, other: str) -> str:
    """Return what CSS makes of color-mix(in oklab, ``colour`` ``share`` %, ``other``).

    Raises ValueError for what is no colour.
    """
    first, second = _oklab(colour), _oklab(other)
    part = share / 100
    return _written(tuple(part * a + (1 - part) * b for a, b in zip(first, second, strict=True)))


def darkened(colour: str, lightest: float = 0.48) -> str:
    """Return ``colour`` with an Oklab lightness of at most ``lightest``: text on white."""
    lightness, a, b = _oklab(colour)
    return _written((min(lightness, lightest), a, b))


def lightened(colour: str, darkest: float = 0.8, strongest: float = 0.11) -> str:
    """Return ``colour`` with at least that lightness and at most that chroma: text on dark."""
    lightness, a, b = _oklab(colour)
    chroma = hypot(a, b)
    paler = min(1.0, strongest / chroma) if chroma else 1.0
    return _written((max(lightness, darkest), a * paler, b * paler))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2). Raises ValueError."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(colour: str) -> Triple:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"no colour: {colour[:20]!r}")
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> Triple:
    """Return lightness, a and b (Björn Ottosson, "A perceptual color space for image processing")."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _written(oklab: tuple[float, ...]) -> str:
    """Return the colour of ``oklab``; what no screen can show is cut off per channel."""
    lightness, a, b = oklab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    curved = [12.92 * v if v <= 0.0031308 else 1.055 * max(v, 0.0) ** (1 / 2.4) - 0.055 for v in linear]
    return "#" + "".join(f"{round(255 * min(max(v, 0.0), 1.0)):02x}" for v in curved)
