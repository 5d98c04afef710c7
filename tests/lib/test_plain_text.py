import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lib.plain_text import NotPlainText, many_lines, one_line, without_controls


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Jan  de\tVries ", "Jan de Vries"),
        ("Jan\n", "Jan"),
        ("Jose\u0301", "José"),
        ("\ufeffJan\u200b", "Jan"),
        ("", ""),
        ("\N{FAMILY}\u200d\N{GIRL}", "\N{FAMILY}\u200d\N{GIRL}"),
    ],
)
def test_a_line_is_trimmed_and_composed(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Jan\nde Vries", "line_break"),
        ("Jan\r\nBcc: x@y.example", "line_break"),
        ("Jan\u2028de Vries", "line_break"),
        ("Jan\x0bde Vries", "line_break"),
        ("Jan\x00", "control"),
        ("Jan\x07", "control"),
        ("Jan\x7f", "control"),
        ("Jan\ud800", "control"),
        ("Jan\u202eseirV", "control"),
        ("Jan\uffff", "control"),
        ("J" * 11, "too_long"),
        ("J" * 1_000_000, "too_long"),
        (" " * 1_000_000, "too_long"),
    ],
)
def test_what_may_not_stand_in_a_line_is_refused_by_name(typed: str, code: str) -> None:
    with pytest.raises(NotPlainText) as refused:
        one_line(typed, limit=10)
    assert refused.value.code == code


def test_lines_keep_their_breaks_and_lose_blanks_at_the_end() -> None:
    assert many_lines("\r\nBeste, \r\rtot\tdan\n \n") == "Beste,\n\ntot dan\n".rstrip("\n")
    with pytest.raises(NotPlainText, match="control"):
        many_lines("a\nb\x00")
    with pytest.raises(NotPlainText, match="too_long"):
        many_lines("a\n" * 10 + "b", limit=20)
    assert many_lines("a\n" * 10 + "b", limit=21).count("\n") == 10


def test_text_of_our_own_loses_its_controls() -> None:
    assert without_controls("Zaal\x0b 1\n\tboven\x00") == "Zaal 1\n\tboven"


@given(st.text())
def test_a_line_that_was_accepted_is_accepted_again_unchanged(typed: str) -> None:
    try:
        kept = one_line(typed)
    except NotPlainText:
        return
    assert one_line(kept) == kept
    assert len(kept.splitlines()) <= 1
    etree.Element("name").text = kept  # raises ValueError for what XML, and so an invoice, cannot hold
    assert kept.encode().decode() == kept
