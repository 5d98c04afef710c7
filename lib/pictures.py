"""Pictures that people send in: known by what is in the file, made anew, small enough for any page.

Nothing of what was sent is stored as it came: metadata (where a photo was taken, by whom) and whatever
else hides in a file stay behind, and colours become sRGB.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, ImageCms, ImageOps

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000  # about 160 MB while it is being read
FORMATS: Final = ("JPEG", "PNG", "WEBP")  # no SVG: that is a program
MODES: Final = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "CMYK", "YCbCr"})
NAME: Final = r"[0-9a-f]{32}-[0-9]{1,4}x[0-9]{1,4}"
SOCIAL: Final = (1200, 630)  # what the Open Graph protocol's readers show whole
UNREADABLE: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error),
    *(IndexError, KeyError, TypeError, OverflowError),
)


class PictureRefused(Exception):
    """What was sent is no picture that can be shown.

    ``code`` is "empty", "heavy" (more than MOST_BYTES), "format" (not one of FORMATS, or broken),
    "huge" (more than MOST_PIXELS) or "small" (fewer pixels than its shape asks for).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Shape:
    """What a picture becomes: ``widths`` in pixels, and width to height, to which the edges are cut off.

    Without a ``ratio`` all of it stays, transparent where it is, at most ``highest`` pixels high.
    ``least`` is how wide, after cutting, it must be; ``is_social``: other sites show it as well.
    """

    widths: tuple[int, ...]
    ratio: tuple[int, int] | None
    least: int
    highest: int = 0
    is_social: bool = False


WIDE: Final = Shape((400, 800, 1200, 1600), (16, 9), least=800, is_social=True)
FACE: Final = Shape((96, 192, 384), (1, 1), least=192)
LOGO: Final = Shape((120, 240, 480), None, least=120, highest=240)


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class Encoded:
    """A picture as it is stored: its ``name`` tells the content and the largest size, ``files`` hold it."""

    name: str
    files: Mapping[str, bytes]


def encode(content: bytes, shape: Shape) -> Encoded:
    """Make of a file that somebody sent the files that pages show. Raises PictureRefused."""
    picture = _fitted(_read(content, shape), shape)
    return encode_drawn(picture, shape)


def encode_drawn(picture: Image.Image, shape: Shape, *, method: int = 4) -> Encoded:
    """Make the files of a picture that has the form of ``shape``; ``method``: 0 (quick) to 6 (small)."""
    largest = Size(*picture.size)
    files = {}
    for width in widths_up_to(largest.width, shape):
        smaller = picture if width == largest.width else _resized(picture, scaled(largest, width))
        files[f"{width}.webp"] = _webp(smaller, method, lossless=shape.ratio is None)
    if shape.is_social:
        files["social.jpg"] = _jpeg(ImageOps.fit(picture, social_size(largest), Image.Resampling.LANCZOS))
    told = sha256(b"".join(f"{name}:{len(data)}:".encode() + data for name, data in files.items()))
    return Encoded(f"{told.hexdigest()[:32]}-{largest.width}x{largest.height}", files)


def widths_up_to(largest: int, shape: Shape) -> list[int]:
    """The widths in which a picture that is ``largest`` wide is there, the narrowest first."""
    return [width for width in shape.widths if width < largest] + [largest]


def size_of(name: str) -> Size:
    """The largest size of the picture with that name. Raises ValueError."""
    if not re.fullmatch(NAME, name):
        raise ValueError(f"no picture: {name[:60]!r}")
    width, _x, height = name.partition("-")[2].partition("x")
    return Size(int(width), int(height))


def scaled(size: Size, width: int) -> Size:
    """That form, ``width`` wide."""
    return Size(width, max(1, round(size.height * width / size.width)))


def social_size(size: Size) -> Size:
    """How large the copy for other sites is, of a picture of that size."""
    return scaled(Size(*SOCIAL), min(size.width, SOCIAL[0]))


def _read(content: bytes, shape: Shape) -> Image.Image:
    if not content:
        raise PictureRefused("empty")
    if len(content) > MOST_BYTES:
        raise PictureRefused("heavy")
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureRefused("huge")
        if picture.mode not in MODES:
            raise PictureRefused("format")
        edge = shape.widths[-1]
        picture.draft("RGB", (edge, edge))  # a JPEG is read no larger than it is needed
        return _in_srgb(ImageOps.exif_transpose(picture), keeps_alpha=shape.ratio is None)
    except Image.DecompressionBombError as bomb:
        raise PictureRefused("huge") from bomb
    except UNREADABLE as broken:
        raise PictureRefused("format") from broken


def _in_srgb(picture: Image.Image, *, keeps_alpha: bool) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            known = ImageCms.ImageCmsProfile(BytesIO(profile))
            picture = (
                ImageCms.profileToProfile(picture, known, ImageCms.createProfile("sRGB"), outputMode="RGB")
                or picture
            )
        except ImageCms.PyCMSError:
            pass  # a profile that nobody understands: the colours are taken as they are
    if not picture.has_transparency_data:
        return _bare(picture.convert("RGB"))
    clear = picture.convert("RGBA")
    if keeps_alpha:
        return _bare(clear)
    paper = Image.new("RGB", clear.size, "#ffffff")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: what a writer might copy from the file that was read is gone."""
    picture.info.clear()
    picture.getexif().clear()
    return picture


def _fitted(picture: Image.Image, shape: Shape) -> Image.Image:
    if shape.ratio is None:
        box = Size(shape.widths[-1], shape.highest)
        if picture.width < shape.least:
            raise PictureRefused("small")
        return (
            ImageOps.contain(picture, box) if picture.width > box[0] or picture.height > box[1] else picture
        )
    across, down = shape.ratio
    width = min(picture.width, picture.height * across // down)
    if width < shape.least:
        raise PictureRefused("small")
    width = max(each for each in shape.widths if each <= width)
    size = Size(width, width * down // across)
    return ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, 0.4))  # faces are above


def _resized(picture: Image.Image, size: Size) -> Image.Image:
    return picture.resize(size, Image.Resampling.LANCZOS)


def _webp(picture: Image.Image, method: int, *, lossless: bool) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", quality=80, method=method, lossless=lossless, exif=b"", xmp=b"")
    return written.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=84, optimize=True, progressive=True, exif=b"", comment=b"")
    return written.getvalue()
