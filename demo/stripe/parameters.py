"""What a parameter may be. A check takes the parameter's name and its text, and returns its value."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from demo.stripe.refusals import Refused

Check = Callable[[str, Any], Any]
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_INTEGER = re.compile(r"-?[0-9]{1,15}", re.ASCII)
LARGEST = 99_999_999  # cents


def group(required: tuple[str, ...] = (), /, **fields: Check) -> Check:
    """A hash with these fields and no others."""

    def check(name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Refused(f"Invalid object: {name}", param=name)
        for field in value:
            if field not in fields:
                inside = _inside(name, field)
                raise Refused(f"Received unknown parameter: {inside}", code="parameter_unknown", param=inside)
        for field in required:
            if field not in value:
                inside = _inside(name, field)
                raise Refused(f"Missing required param: {inside}.", code="parameter_missing", param=inside)
        return {field: fields[field](_inside(name, field), inner) for field, inner in value.items()}

    return check


def _inside(name: str, field: str) -> str:
    return f"{name}[{field}]" if name else field


def many(check_one: Check, most: int = 100) -> Check:
    """A list."""

    def check(name: str, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Refused(f"Invalid array: {name}", param=name)
        if len(value) > most:
            raise Refused(f"Invalid array: {name} takes at most {most} values.", param=name)
        return [check_one(f"{name}[{number}]", inner) for number, inner in enumerate(value)]

    return check


def text(most: int = 5000) -> Check:
    """A text that is not empty, of at most so many characters."""

    def check(name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise Refused(f"Invalid string: {name}", param=name)
        if not value:
            raise Refused(
                f"You passed an empty string for '{name}'. An empty value unsets a parameter, "
                f"and '{name}' cannot be unset: leave it out or give it a value.",
                code="parameter_invalid_empty",
                param=name,
            )
        if len(value) > most:
            raise Refused(f"Invalid string: {value[:20]}…; must be at most {most} characters", param=name)
        return value

    return check


def one_of(*words: str) -> Check:
    def check(name: str, value: Any) -> str:
        if value not in words:
            raise Refused(f"Invalid {name}: must be one of {', '.join(words)}", param=name)
        return str(value)

    return check


def whole(least: int = 0, most: int = 10**12) -> Check:
    """An integer; for money: cents."""

    def check(name: str, value: Any) -> int:
        if not isinstance(value, str) or not _INTEGER.fullmatch(value):
            raise Refused(f"Invalid integer: {str(value)[:40]}", code="parameter_invalid_integer", param=name)
        if int(value) < least:
            message = f"This value must be greater than or equal to {least}."
            raise Refused(message, code="parameter_invalid_integer", param=name)
        if int(value) > most:
            message = f"This value must be less than or equal to {most}."
            raise Refused(message, code="parameter_invalid_integer", param=name)
        return int(value)

    return check


def flag(name: str, value: Any) -> bool:
    if value not in ("true", "false"):
        raise Refused(f"Invalid boolean: {str(value)[:40]}", param=name)
    return bool(value == "true")


def off(name: str, value: Any) -> bool:
    """A flag of something that this sandbox does not do."""
    if flag(name, value):
        raise Refused(f"The sandbox does not do {name}: only false.", param=name)
    return False


def email(name: str, value: Any) -> str:
    if not isinstance(value, str) or not _MAIL.fullmatch(value) or len(value) > 512:
        raise Refused(f"Invalid email address: {str(value)[:100]}", code="email_invalid", param=name)
    return value


def address(name: str, value: Any) -> str:
    """A whole web address."""
    parts = urlsplit(text()(name, value))
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", str(value)):
        raise Refused("Not a valid URL", code="url_invalid", param=name)
    return str(value)


def currency(name: str, value: Any) -> str:
    if str(value).lower() != "eur":
        raise Refused(f"Invalid currency: {str(value)[:10]}. The sandbox takes eur.", param=name)
    return "eur"


def metadata(name: str, value: Any) -> dict[str, str]:
    """At most 50 keys of 40 characters with values of 500; empty clears it."""
    if value == "":
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(inner, str) for inner in value.values()):
        raise Refused(f"Invalid hash: {name}", param=name)
    if len(value) > 50:
        raise Refused("Metadata takes at most 50 keys.", param=name)
    for key, inner in value.items():
        if len(key) > 40 or len(inner) > 500:
            raise Refused("Metadata takes keys of 40 and values of 500 characters.", param=name)
    return {key: inner for key, inner in value.items() if inner}


expand: Check = many(text(), most=20)
created: Check = group(gt=whole(), gte=whole(), lt=whole(), lte=whole())


def moment_or_range(name: str, value: Any) -> dict[str, int]:
    """What a list filters by: seconds since 1970, or ``{"gte": …}``."""
    if isinstance(value, str):
        return {"exact": whole()(name, value)}
    found: dict[str, int] = created(name, value)
    return found
