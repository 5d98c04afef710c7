"""A visitor who signs up over HTTP: opens the form, sends it, follows to the confirmation."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from bench.wire import Wire

HIDDEN = ("csrfmiddlewaretoken", "submission_key", "prices_seen")


@dataclass(frozen=True)
class Visit:
    """How it ended: the last status, and "registered" or the code of the first refusal."""

    status: int
    end: str
    seconds: float


async def visit(port: int, event: str, form: Mapping[str, str]) -> Visit:
    """Sign up for the event at the path ``event`` with ``form`` filled in."""
    wire, begun, path = Wire(port), time.perf_counter(), f"{event}aanmelden/"
    try:
        page = await wire.ask("GET", path)
        if page.status != 200:
            return Visit(page.status, "form", time.perf_counter() - begun)
        answer = await wire.ask("POST", path, {**hidden_values(page.body.decode()), **form})
        if answer.status == 303:
            seen = await wire.ask("GET", re.sub(r"^https?://[^/]+", "", answer.location))
            end = "registered" if seen.status == 200 else "follow"
            return Visit(seen.status, end, time.perf_counter() - begun)
        code = re.search(rb'data-code="?([a-z_]+)', answer.body)
        return Visit(answer.status, code[1].decode() if code else "", time.perf_counter() - begun)
    except (OSError, EOFError) as lost:
        return Visit(0, type(lost).__name__, time.perf_counter() - begun)
    finally:
        wire.close()


def hidden_values(page: str) -> dict[str, str]:
    """Return what the form carries by itself."""
    found = {}
    for name in HIDDEN:
        tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
        value = re.search(r'value="([^"]*)"', tag[0]) if tag else None
        found[name] = unescape(value[1]) if value else ""
    return found


def contact(number: int) -> dict[str, str]:
    """Return the two fields of a person who signs up alone; ``number`` tells one from another."""
    return {"contact-name": f"Bezoeker {number}", "contact-email": f"bezoeker.{number}@drukte.example"}
