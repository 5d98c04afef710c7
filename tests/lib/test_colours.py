import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.colours import READABLE, contrast, darkened, lightened, mix

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_a_mix_is_what_a_browser_makes_of_it() -> None:
    # Chromium: color-mix(in oklab, #6d2152 N%, #fff)
    assert [mix("#6d2152", share, "#ffffff") for share in (6, 13, 45)] == ["#f7f1f4", "#ede1e7", "#bf98ad"]


def test_the_whole_of_a_colour_is_itself() -> None:
    assert (mix("#6d2152", 100, "#ffffff"), mix("#6d2152", 0, "#ffffff")) == ("#6d2152", "#ffffff")


def test_black_on_white_has_the_highest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 9) == 21
    assert contrast("#777777", "#777777") == 1


@given(colours)
def test_whatever_an_organisation_picks_is_read_on_white_and_on_dark(colour: str) -> None:
    assert contrast(darkened(colour), "#ffffff") >= READABLE
    assert contrast(lightened(colour), "#1a1418") >= READABLE


@pytest.mark.parametrize("text", ["", "6d2152", "#6d215", "#6d2152; color: red", "#gggggg"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        mix(text, 50, "#ffffff")
