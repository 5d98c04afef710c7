"""What the attendee list is asked for, read from the query and written back into links."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import QueryDict

from lib.plain_text import without_controls
from reports.attendee_list import SORTS, Wanted

LONGEST = 200


def wanted_in(query: QueryDict) -> Wanted:
    """Read the filters, search and order; what is not text, or is longer than anybody types, is cut."""
    return Wanted(**{name: _plain(query.get(name, "")) for name in Wanted.__dataclass_fields__})


def query_of(wanted: Wanted, **changed: str) -> str:
    """Return "?q=berg&sort=organisation", with some parts changed, without what is empty or usual."""
    parts = {name: value for name, value in {**asdict(wanted), **changed}.items() if value}
    if parts.get("sort") == "surname" or parts.get("sort") not in SORTS:
        parts.pop("sort", None)
    return f"?{urlencode(parts)}"


def _plain(text: str) -> str:
    return " ".join(without_controls(text)[:LONGEST].split())
