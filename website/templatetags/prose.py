"""Text that organisers write: in two languages, and in Markdown."""

import re
from functools import lru_cache
from typing import Any

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from website.templatetags.display import language

register = template.Library()

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr", "ul"}


@register.filter
def local(thing: Any, name: str) -> str:
    """Return {{ event|local:"title" }} in the language of the page; without English, the Dutch."""
    english = getattr(thing, f"{name}_en", "") if language() == "en" else ""
    return english or getattr(thing, name)


@register.filter
@lru_cache(maxsize=1024)
def markdown(text: str, top: int = 2) -> SafeString:
    """Return Markdown as HTML, its highest heading at level ``top``; what is HTML in it stays text."""
    tokens = READER.parse(text)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(heading.tag[1]) for heading in headings), default=1)
    for heading in headings:
        heading.tag = f"h{min(int(heading.tag[1]) - highest + top, 6)}"
    drawn = READER.renderer.render(tokens, READER.options, {})
    return mark_safe(nh3.clean(drawn, tags=TAGS))  # noqa: S308 (cleaned)


@register.filter
def without_title(text: str) -> str:
    """Return Markdown less the heading that it begins with, for a page that has one already."""
    return re.sub(r"\A\s*#\s[^\n]*\n", "", text)


READER = MarkdownIt("commonmark", {"html": False}).enable("table")
