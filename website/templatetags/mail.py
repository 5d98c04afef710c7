"""Parts of an HTML mail. Mail programs know no stylesheet: each part carries its own colours.

A mail extends "mail/base.html" and is made of these; ``mail_text`` has the same parts as plain text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from lib.colours import darkened, lightened, mix
from website.templatetags.display import colour

register = template.Library()


@dataclass(frozen=True)
class Palette:
    """Colours of a mail in light and, beginning with ``dark_``, in dark."""

    strong: str
    page: str
    head: str
    block: str
    thread: str
    dark_strong: str
    dark_on_strong: str
    dark_page: str
    dark_sheet: str
    dark_head: str
    dark_block: str
    dark_thread: str


@lru_cache(maxsize=64)
def palette_of(accent: str) -> Palette:
    return Palette(
        strong=darkened(accent),
        page=mix(accent, 5, "#ffffff"),
        head=mix(accent, 8, "#ffffff"),
        block=mix(accent, 6, "#ffffff"),
        thread=mix(accent, 45, "#ffffff"),
        dark_strong=lightened(accent),
        dark_on_strong=mix(accent, 30, "#141014"),
        dark_page=mix(accent, 5, "#141114"),
        dark_sheet=mix(accent, 9, "#1c191c"),
        dark_head=mix(accent, 26, "#1f1b1f"),
        dark_block=mix(accent, 18, "#201c20"),
        dark_thread=mix(accent, 50, "#a09aa0"),
    )


@register.simple_tag(takes_context=True)
def palette(context: template.Context) -> Palette:
    """Return the colours of the mail's ``organisation``, or ours where there is none."""
    return palette_of(colour(getattr(context.get("organisation"), "accent", None)))


def trimmed(content: SafeString) -> SafeString:
    return mark_safe(content.strip())  # noqa: S308 (what a template drew, less the space around it)


def draw(context: template.Context, name: str, parts: Mapping[str, Any]) -> SafeString:
    return render_to_string(f"mail/components/{name}.html", {"colours": palette(context), **parts})


@register.simple_block_tag(takes_context=True)
def badge(context: template.Context, content: SafeString) -> SafeString:
    """{% badge %}Aanmelding SK-7F3K-29QX{% endbadge %}, in the block badge."""
    return draw(context, "badge", {"content": trimmed(content)})


@register.simple_block_tag(takes_context=True)
def lead(context: template.Context, content: SafeString) -> SafeString:
    """{% lead %}Kracht van netwerken, 11 en 12 maart{% endlead %}, in the block lead."""
    return draw(context, "lead", {"content": trimmed(content)})


@register.simple_block_tag(takes_context=True)
def part(context: template.Context, content: SafeString, heading: str = "") -> SafeString:
    """{% part "In uw agenda" %} … {% endpart %}: a stretch of the mail, with or without heading."""
    return draw(context, "part", {"content": content, "heading": heading})


@register.simple_block_tag(takes_context=True)
def panel(context: template.Context, content: SafeString, heading: str = "") -> SafeString:
    """{% panel "Factuur SA-2027-0142" %} … {% endpanel %}: the same, on a ground of its own."""
    return draw(context, "panel", {"content": content, "heading": heading})


@register.simple_block_tag(takes_context=True)
def paragraph(context: template.Context, content: SafeString, *, muted: bool = False) -> SafeString:
    """{% paragraph muted=True %} … {% endparagraph %}"""
    return draw(context, "paragraph", {"content": content, "muted": muted})


@register.simple_block_tag(takes_context=True)
def link(context: template.Context, content: SafeString, url: str) -> SafeString:
    """{% link url %}privacyverklaring{% endlink %}; inside blocktranslate by {% link url as name %}."""
    return draw(context, "link", {"content": trimmed(content), "url": url})


@register.simple_block_tag(takes_context=True)
def button(context: template.Context, content: SafeString, url: str) -> SafeString:
    """{% button url %}Bekijk of wijzig uw aanmelding{% endbutton %}"""
    return draw(context, "button", {"content": trimmed(content), "url": url})


@register.simple_block_tag(takes_context=True)
def code(context: template.Context, content: SafeString) -> SafeString:
    """{% code %}{{ code }}{% endcode %}: something to type over, large."""
    return draw(context, "code", {"content": trimmed(content)})


@register.simple_block_tag(takes_context=True)
def facts(context: template.Context, content: SafeString, label: str) -> SafeString:
    """{% facts "Wanneer en waar" %} some fact tags {% endfacts %}; the label is for screen readers."""
    return draw(context, "facts", {"content": content, "label": label})


@register.simple_block_tag(takes_context=True)
def fact(context: template.Context, content: SafeString, name: str, *, person: bool = False) -> SafeString:
    """{% fact "Waar" %} … {% endfact %}; person=True where the name is a participant's."""
    return draw(context, "fact", {"content": trimmed(content), "name": name, "person": person})


@register.simple_block_tag(takes_context=True)
def amounts(context: template.Context, content: SafeString, label: str) -> SafeString:
    """{% amounts "Wat u betaalt" %} some amount tags {% endamounts %}"""
    return draw(context, "amounts", {"content": content, "label": label})


@register.simple_tag(takes_context=True)
def amount(
    context: template.Context, name: str, value: str, *, muted: bool = False, total: bool = False
) -> SafeString:
    """{% amount "Btw 21%" vat|euros muted=True %}; total=True for the last line."""
    return draw(context, "amount", {"name": name, "value": value, "muted": muted, "total": total})
