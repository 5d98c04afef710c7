"""Parts of a mail as plain text, under the names that the library ``mail`` has for HTML.

A text extends "mail/base.txt", which puts one blank line between parts and two before a heading.
Nothing here is HTML, so nothing is escaped.
"""

import re
from textwrap import fill, indent

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

WIDTH = 70  # columns: what a reply still quotes on one line
NAMES = 11  # columns for the names of facts
AMOUNTS = 46  # columns of a line with an amount
WIDER = "\f"  # becomes one more blank line
ROW = "\v"  # begins a row of facts or amounts, however the template is indented


@register.simple_block_tag
def tidy(content: SafeString) -> SafeString:
    """Leave one blank line between parts, two before a heading, none at either end."""
    text = re.sub(r"[ \t]+\n", "\n", content)
    text = re.sub(r"\n{3,}", "\n\n", text)
    text = re.sub(rf"\n*{WIDER}\n*", "\n\n\n", text)
    return plain(text.strip())


@register.simple_block_tag
def part(content: SafeString, heading: str = "") -> SafeString:
    return plain((f"{WIDER}{heading.upper()}\n\n" if heading else "\n\n") + content + "\n\n")


@register.simple_block_tag
def panel(content: SafeString, heading: str = "") -> SafeString:
    return part(content, heading)


@register.simple_block_tag
def paragraph(content: SafeString, *, muted: bool = False) -> SafeString:
    """Wrap the words; a line break that must stay is written as <br>."""
    del muted
    return plain(f"\n\n{wrapped(content)}\n\n")


@register.simple_block_tag
def wrap(content: SafeString) -> SafeString:
    """Wrap the words where they stand, without the room that a paragraph takes."""
    return plain(wrapped(content))


@register.simple_block_tag
def link(content: SafeString, url: str) -> SafeString:
    return plain(f"{content.strip()} ({url})")


@register.simple_block_tag
def button(content: SafeString, url: str) -> SafeString:
    return plain(f"\n\n{content.strip()}:\n{url}\n\n")


@register.simple_block_tag
def code(content: SafeString) -> SafeString:
    return plain(f"\n\n{indent(content.strip(), '    ')}\n\n")


@register.simple_block_tag
def facts(content: SafeString, label: str) -> SafeString:
    del label
    return plain("\n\n" + re.sub(rf"\s*{ROW}", "\n", content).strip("\n") + "\n\n")


@register.simple_block_tag
def fact(content: SafeString, name: str, *, person: bool = False) -> SafeString:
    """Put the name in a column of its own; a participant's stands above what is told."""
    if person:
        return plain(f"{ROW}{name}\n{indent(wrapped(content, WIDTH - 2), '  ')}")
    text = indent(wrapped(content, WIDTH - NAMES), " " * NAMES)
    if len(name) < NAMES:
        return plain(f"{ROW}{name:<{NAMES}}{text[NAMES:]}")
    return plain(f"{ROW}{name}\n{text}")


@register.simple_block_tag
def amounts(content: SafeString, label: str) -> SafeString:
    return facts(content, label)


@register.simple_tag
def amount(name: str, value: str, *, muted: bool = False, total: bool = False) -> SafeString:
    del muted
    rule = f"{ROW}{'-' * 12:>{AMOUNTS}}" if total else ""
    return plain(f"{rule}{ROW}{name:<{AMOUNTS - len(value) - 1}} {value}")


def wrapped(text: str, width: int = WIDTH) -> str:
    """Fill lines of ``width`` columns; <br> is a line break, an address is never broken."""
    lines = (re.sub(r"[ \t\n]+", " ", line).strip() for line in text.split("<br>"))
    return "\n".join(fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines)


def plain(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 (a text mail, never a page)
