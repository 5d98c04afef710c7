"""Pictures on a page: in as many widths as there are, their place kept free while they load."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lib.picture_files import place_of
from lib.pictures import FACE, LOGO, WIDE, size_of, social_size, widths_up_to

register = template.Library()
SHAPES = {"wide": WIDE, "face": FACE, "logo": LOGO}
# Of a window whose words come first, the picture comes as large as it is shown.
SIZES = {
    "hero": "(min-width: 82rem) 48rem, (min-width: 62rem) calc(100vw - 32rem), calc(100vw - 2.5rem)",
    "row": "(min-width: 48rem) 11rem, calc(100vw - 2.5rem)",
    "preview": "(min-width: 48rem) 30rem, calc(100vw - 2.5rem)",
    "face": "4.5rem",
    "logo": "15rem",
}


@register.simple_tag
def picture(name: str, shape: str, sizes: str, alt: str, *, lazy: bool = True) -> SafeString:
    """{% picture event.picture "wide" "hero" alt lazy=False %}; nothing where ``name`` is empty."""
    if not name:
        return SafeString()
    size = size_of(name)
    widths = widths_up_to(size.width, SHAPES[shape])
    shown = {
        "src": picture_url(name, f"{widths[len(widths) // 2]}.webp"),
        "sources": [(picture_url(name, f"{width}.webp"), width) for width in widths],
        "sizes": SIZES[sizes],
        "size": size,
        "alt": alt,
        "lazy": lazy,
    }
    return render_to_string("website/components/picture.html", shown)


@register.inclusion_tag("website/components/social_picture.html")
def social_picture(name: str, alt: str) -> dict[str, Any]:
    """What other sites show of a page: {% social_picture event.picture alt %}."""
    if not name:
        return {}
    return {"url": social_url(name), "size": social_size(size_of(name)), "alt": alt}


def social_url(name: str) -> str:
    """The whole address of the copy of a picture that is for other sites."""
    url = picture_url(name, "social.jpg")
    return url if url.startswith("https://") else f"{settings.SITE_URL}{url}"


def picture_url(name: str, file: str) -> str:
    """Where one of the files of a picture is."""
    return f"{settings.MEDIA_URL}{place_of(name)}/{file}"
