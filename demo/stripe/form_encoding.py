"""Reading what Stripe's clients send: ``a[b][0][c]=d``, in a body or after the question mark."""

import re
from typing import Any
from urllib.parse import parse_qsl

from demo.stripe.refusals import Refused

MOST_FIELDS = 1000
_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_PART = re.compile(r"\[([^\[\]]*)\]")


def decode(text: str) -> dict[str, Any]:
    """Return nested dicts and lists of strings.

    Raises Refused for names that are not of this form, or that contradict each other.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise Refused("Invalid request: the parameters cannot be read.") from error
    found: dict[str, Any] = {}
    for name, value in pairs:
        if "\0" in name + value:
            raise Refused("Invalid request: a parameter holds a NUL character.")
        _put(found, _parts(name), value)
    return {name: _with_lists(value) for name, value in found.items()}


def _parts(name: str) -> list[str]:
    match = _NAME.fullmatch(name)
    if match is None:
        raise Refused(f"Invalid parameter name: {name[:100]}")
    return [match[1], *_PART.findall(match[2])]


def _put(found: dict[str, Any], parts: list[str], value: str) -> None:
    for part in parts[:-1]:
        found = found.setdefault(part or str(len(found)), {})
        if not isinstance(found, dict):
            raise Refused(f"Invalid parameter: {parts[0]} is a value and a hash at once.")
    last = parts[-1] or str(len(found))
    if isinstance(found.get(last), dict):
        raise Refused(f"Invalid parameter: {parts[0]} is a value and a hash at once.")
    found[last] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isascii() and name.isdigit() for name in value):
        return [_with_lists(value[name]) for name in sorted(value, key=int)]
    return {name: _with_lists(inner) for name, inner in value.items()}
