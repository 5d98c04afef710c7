"""Every route of the site, by its URL name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation


@dataclass(frozen=True)
class Route:
    """A named address, in Dutch, with the parts to fill in as "<slug>"; ``capability`` "": it asks none."""

    name: str
    address: str
    capability: str


def routes() -> list[Route]:
    """All routes that there are in this mode, in the order in which they are tried."""
    with translation.override("nl"):
        return list(_below(get_resolver(), "/", ""))


def _below(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for part in resolver.url_patterns:
        address = prefix + _text(part.pattern)
        if isinstance(part, URLResolver):
            inner = f"{namespace}{part.namespace}:" if part.namespace else namespace
            yield from _below(part, address, inner)
        elif isinstance(part, URLPattern):
            capability = getattr(part.callback, "capability", "")
            yield Route(namespace + (part.name or address), address, capability)


def _text(pattern: Any) -> str:
    """What stands in the address: "<slug:event>" and "(?P<event>.+)" are both told as "<event>"."""
    text = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(pattern).strip("^$"))
    return re.sub(r"<\w+:(\w+)>", r"<\1>", text)
