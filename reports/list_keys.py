"""The key that a page of a list begins after: the sorted value of a row and its id, as text in a URL."""

from __future__ import annotations

import base64
import json
from datetime import datetime

Value = str | datetime
HIGHEST_ID = 2**63 - 1


def write_key(value: Value, row_id: int) -> str:
    """Return the key of a row."""
    said = [value.isoformat() if isinstance(value, datetime) else value, row_id]
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def read_key(text: str, kind: type[Value]) -> tuple[Value, int] | None:
    """Return value and id of a key; None for none, or one that nobody here wrote (the first page then)."""
    try:
        value, row_id = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        value.encode()
        moment = datetime.fromisoformat(value) if kind is datetime else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    if "\0" in value or type(row_id) is not int or not 0 < row_id <= HIGHEST_ID:
        return None
    if moment is None:
        return value, row_id
    return (moment, row_id) if moment.tzinfo else None
