"""What is made of a file that somebody sent, and what is refused."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from lib import picture_files
from lib.pictures import (
    FACE,
    LOGO,
    MOST_BYTES,
    WIDE,
    Encoded,
    PictureRefused,
    encode,
    scaled,
    size_of,
    social_size,
    widths_up_to,
)
from tests.pictures import file_of, make_photo

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PHOTO = file_of(make_photo())
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def opened(encoded: Encoded, name: str) -> Image.Image:
    picture = Image.open(BytesIO(encoded.files[name]))
    picture.load()
    return picture


def refusal(content: bytes) -> str:
    with pytest.raises(PictureRefused) as refused:
        encode(content, WIDE)
    return refused.value.code


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG file of one bit a pixel, whatever its rows say."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_is_there_in_each_width_and_for_other_sites() -> None:
    encoded = encode(PHOTO, WIDE)
    assert size_of(encoded.name) == (1600, 900)
    sizes = {name: (opened(encoded, name).format, opened(encoded, name).size) for name in encoded.files}
    assert sizes == {
        "400.webp": ("WEBP", (400, 225)),
        "800.webp": ("WEBP", (800, 450)),
        "1200.webp": ("WEBP", (1200, 675)),
        "1600.webp": ("WEBP", (1600, 900)),
        "social.jpg": ("JPEG", (1200, 630)),
    }


def test_the_same_picture_has_the_same_name_and_another_one_does_not() -> None:
    assert encode(PHOTO, WIDE) == encode(PHOTO, WIDE)
    assert encode(PHOTO, WIDE).name != encode(file_of(make_photo().rotate(180)), WIDE).name


def test_a_picture_is_never_made_larger_than_it_came() -> None:
    encoded = encode(file_of(make_photo(900, 600), "PNG"), WIDE)
    assert size_of(encoded.name) == (800, 450)
    assert list(encoded.files) == ["400.webp", "800.webp", "social.jpg"]
    assert opened(encoded, "social.jpg").size == social_size(size_of(encoded.name)) == (800, 420)


def test_the_type_is_what_is_in_the_file() -> None:
    for file_format in ("JPEG", "PNG", "WEBP"):
        assert size_of(encode(file_of(make_photo(), file_format), WIDE).name) == (1600, 900)
    for file_format in ("GIF", "TIFF", "BMP", "ICO"):
        assert refusal(file_of(make_photo(), file_format)) == "format"
    assert [refusal(content) for content in (SVG, b"%PDF-1.7", b"PK\x03\x04", b"GIF89a")] == ["format"] * 4


def test_where_and_with_what_a_photo_was_taken_is_left_behind() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Fotograaf Van Dijk"
    exif.get_ifd(GPS)[2] = (52.0, 5.0, 30.0)
    content = file_of(
        make_photo(), "JPEG", exif=exif, comment=b"geheim", xmp=b"<x:xmpmeta>geheim</x:xmpmeta>"
    )
    hidden = (b"Van Dijk", b"geheim", b"Exif")
    assert [content.count(each) > 0 for each in hidden] == [True, True, True]
    for name, data in encode(content, WIDE).files.items():
        picture = Image.open(BytesIO(data))
        assert not picture.getexif(), name
        assert {"exif", "xmp", "comment", "icc_profile"}.isdisjoint(picture.info), name
        assert [data.count(each) for each in hidden] == [0, 0, 0]


def test_a_photo_that_was_taken_on_its_side_stands_upright() -> None:
    left_dark = Image.new("RGB", (1000, 1600), "white")
    left_dark.paste("black", (0, 0, 1000, 800))  # dark above; turned a quarter, dark at the right
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned a quarter clockwise
    picture = opened(encode(file_of(left_dark, "JPEG", exif=exif), WIDE), "400.webp").convert("L")
    assert picture.size == (400, 225)
    assert picture.getpixel((50, 110)) == pytest.approx(255, abs=6)
    assert picture.getpixel((350, 110)) == pytest.approx(0, abs=6)


def test_colours_of_a_wider_space_become_those_of_the_web() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    strange = file_of(make_photo(), "JPEG", icc_profile=profile)  # one that does not fit is passed over
    assert size_of(encode(strange, WIDE).name) == (1600, 900)
    plain = file_of(
        make_photo(), "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    assert opened(encode(plain, WIDE), "400.webp").mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_way_to_store_colours_is_read(mode: str) -> None:
    file_format = "JPEG" if mode == "CMYK" else "PNG"
    assert size_of(encode(file_of(make_photo().convert(mode), file_format), WIDE).name) == (1600, 900)


def test_what_one_can_see_through_lies_on_white_paper_but_in_a_logo() -> None:
    clear = file_of(Image.new("RGBA", (1600, 900), (0, 0, 0, 0)), "PNG")
    assert opened(encode(clear, WIDE), "400.webp").getpixel((10, 10)) == (255, 255, 255)
    logo = encode(clear, LOGO)
    assert size_of(logo.name) == (427, 240)
    assert list(logo.files) == ["120.webp", "240.webp", "427.webp"]
    assert opened(logo, "120.webp").convert("RGBA").getpixel((10, 10))[3] == 0  # type: ignore[index]


def test_a_portrait_is_a_square() -> None:
    assert size_of(encode(PHOTO, FACE).name) == (384, 384)
    assert widths_up_to(384, FACE) == [96, 192, 384]


def test_nothing_too_much_and_too_little_are_named() -> None:
    assert refusal(b"") == "empty"
    assert refusal(PHOTO + b"\0" * MOST_BYTES) == "heavy"
    assert refusal(file_of(make_photo(700, 500))) == "small"
    assert refusal(file_of(make_photo(1600, 400))) == "small"  # too low to be cut to 16 by 9


def test_a_bomb_is_refused_before_it_is_unfolded() -> None:
    assert refusal(png(60_000, 60_000, zlib.compress(b"\0" * 10_000))) == "huge"
    assert refusal(png(20_000, 2_001, b"")) == "huge"
    text = zlib.compress(b"a" * 80_000_000)  # 80 MB of metadata in 80 kB
    chunk = b"zTXt" + b"Comment\0\0" + text
    marked = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    content = file_of(make_photo(), "PNG")
    assert refusal(content[:33] + marked + content[33:]) == "format"


def test_half_a_file_is_refused() -> None:
    for file_format in ("JPEG", "PNG", "WEBP"):
        whole = file_of(make_photo(), file_format)
        assert refusal(whole[: len(whole) // 2]) == "format", file_format


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=20),
)
def test_a_file_with_bytes_changed_is_a_picture_or_is_refused(
    file_format: str, changes: list[tuple[float, int]]
) -> None:
    content = bytearray(SMALL[file_format])
    for where, byte in changes:
        content[int(where * (len(content) - 1))] = byte
    with suppress(PictureRefused):  # nothing else is raised
        assert size_of(encode(bytes(content), FACE).name) == (192, 192)


SMALL = {name: file_of(make_photo(200, 200), name) for name in ("JPEG", "PNG", "WEBP")}


def test_a_name_that_is_none_is_no_picture() -> None:
    for name in ("", "../../etc/passwd", "0" * 32, f"{'0' * 32}-1600x900/", f"{'g' * 32}-1x1"):
        with pytest.raises(ValueError, match="no picture"):
            size_of(name)
    assert scaled(size_of(f"{'0' * 32}-1600x900"), 400) == (400, 225)


def test_a_picture_is_kept_whole_and_once(tmp_path: Path) -> None:
    encoded = encode(PHOTO, FACE)
    for _ in range(2):
        picture_files.keep(tmp_path, encoded, NOON)
    place = tmp_path / picture_files.place_of(encoded.name)
    assert {file.name: file.read_bytes() for file in place.iterdir()} == dict(encoded.files)
    assert [each.name for each in place.parent.iterdir()] == [encoded.name]
    assert place.stat().st_mode & 0o777 == 0o755


def test_a_picture_that_is_stored_anew_while_it_goes_stays(tmp_path: Path) -> None:
    encoded = encode(PHOTO, FACE)
    picture_files.keep(tmp_path, encoded, NOON)
    aside = picture_files.set_aside(tmp_path, encoded.name)
    assert aside is not None
    assert not picture_files.is_kept(tmp_path, encoded.name)
    picture_files.keep(tmp_path, encoded, NOON + timedelta(days=1))
    picture_files.put_back(tmp_path, encoded.name, aside)
    assert picture_files.is_kept(tmp_path, encoded.name)
    place = tmp_path / picture_files.place_of(encoded.name)
    assert [each.name for each in place.parent.iterdir()] == [encoded.name]
    assert place.stat().st_mtime == (NOON + timedelta(days=1)).timestamp()


def test_what_was_set_aside_by_whoever_was_interrupted_is_found_again(tmp_path: Path) -> None:
    encoded = encode(PHOTO, FACE)
    picture_files.keep(tmp_path, encoded, NOON)
    aside = picture_files.set_aside(tmp_path, encoded.name)
    assert picture_files.set_aside(tmp_path, encoded.name) == aside
    assert aside is not None
    assert picture_files.uploaded_at(aside) == NOON.timestamp()
    picture_files.destroy(aside)
    assert picture_files.set_aside(tmp_path, encoded.name) is None
