"""Text from outside that may go into a database, a mail header, a calendar and an invoice."""

import unicodedata

# Refused anywhere: control characters (NUL too), lone surrogates (no UTF-8), line and
# paragraph separators, and what turns the reading direction of the text around it.
_REFUSED_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}

# Comes along when one copies from a web page or a mail, and makes two equal names differ.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


class NotPlainText(ValueError):
    """A text holds what it may not hold.

    ``code`` is "control" (a character that is not text), "line_break" or "too_long".
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"text refused: {code}")
        self.code = code


def one_line(text: str, limit: int | None = None) -> str:
    """Return ``text`` as one line: composed (NFC), trimmed, white space in it as single spaces.

    Tabs are white space. Raises NotPlainText for a line break within the trimmed text, a NUL or
    another control character, or more than ``limit`` characters.
    """
    _refuse_too_long(text, limit)
    trimmed = text.strip()
    if len(trimmed.splitlines()) > 1:
        raise NotPlainText("line_break")
    line = " ".join(_checked(trimmed).split())
    if limit is not None and len(line) > limit:
        raise NotPlainText("too_long")
    return line


def many_lines(text: str, limit: int | None = None) -> str:
    r"""Return ``text`` composed (NFC), with "\n" for each line break and no blanks at line ends.

    Raises NotPlainText for a NUL or another control character, or more than ``limit``
    characters after that.
    """
    _refuse_too_long(text, limit)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    joined = "\n".join(_checked(line).rstrip() for line in lines).strip("\n")
    if limit is not None and len(joined) > limit:
        raise NotPlainText("too_long")
    return joined


def without_controls(text: str) -> str:
    r"""Return ``text`` with every refused character dropped, "\n" and tabs kept: for text of our own."""
    return "".join(char for char in text if char in "\n\t" or not _is_refused(char))


def _refuse_too_long(text: str, limit: int | None) -> None:
    """Refuse a megabyte before anything is done with it: blanks and marks may shrink a text, not so far."""
    if limit is not None and len(text) > 4 * limit + 1000:
        raise NotPlainText("too_long")


def _checked(line: str) -> str:
    visible = line.replace("\t", " ").translate(_INVISIBLE)
    if any(_is_refused(char) for char in visible):
        raise NotPlainText("control")
    return unicodedata.normalize("NFC", visible)


def _is_refused(char: str) -> bool:
    if unicodedata.category(char) in _REFUSED_CATEGORIES or char in _DIRECTIONS:
        return True
    return ord(char) & 0xFFFE == 0xFFFE  # U+FFFE, U+FFFF and their like on each plane: no XML
