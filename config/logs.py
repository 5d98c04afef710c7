"""Structured logs that never hold a secret link, a password, or whom a page is about.

Every line passes ``redact``, whoever writes it: ours, Django's, Celery's, and Sentry's reports.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import structlog

GONE = "…"
RULES = (
    # secret links: /aanmelding/SK-7F3K-29QX/<secret>/, /deelname/<secret>/, /agenda/<secret>.ics
    (re.compile(r"(/(?:aanmelding|registration)/[^/\s]+/)[^/\s?\"']+"), rf"\1{GONE}"),
    (re.compile(r"(/(?:deelname|participation|agenda|aanbod|offer)/)[^/\s?\"'.]+"), rf"\1{GONE}"),
    # keys of the account pages, and whatever else in a path looks like a secret rather than a slug
    (re.compile(r"(/account/[^\s?\"']*/)[^/\s?\"']*[-:][^/\s?\"']*"), rf"\1{GONE}"),
    (re.compile(r"(?<=/)(?=[\w-]*[A-Z0-9])(?=[\w-]*[a-z])[\w-]{22,}"), GONE),
    # the password of an address, the values of a query, mail addresses, keys
    (re.compile(r"(://[^:/@\s]*:)[^@/\s]+@"), rf"\1{GONE}@"),
    (re.compile(r"([?&][\w.\[\]-]+=)[^&\s\"'#]+"), rf"\1{GONE}"),
    (re.compile(r"[\w.+'-]+(?:@|%40)([\w-]+(?:\.[\w-]+)+)"), rf"{GONE}@\1"),
    (re.compile(r"\b((?:sk|rk|pk)_(?:live|test)_|whsec_)\w+"), rf"\1{GONE}"),
)
SUSPECT = re.compile(r"[/@=_]|%40")
SECRET_NAMES = re.compile(
    r"password|secret|token|cookie|authorization|csrf|sessionid|api_?key", re.IGNORECASE
)


def redact(value: Any) -> Any:
    """Return ``value`` without what a log must not hold; looks into mappings and sequences."""
    if isinstance(value, str):
        if not SUSPECT.search(value):  # most of a line: a method, a level, a time
            return value
        for pattern, kept in RULES:
            value = pattern.sub(kept, value)
        return value
    if isinstance(value, Mapping):
        return {name: GONE if _is_secret(name) else redact(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [redact(inside) for inside in value]
    if value is None or isinstance(value, int | float):
        return value
    return redact(str(value))


@lru_cache(1024)
def _is_secret(name: object) -> bool:
    return SECRET_NAMES.search(str(name)) is not None


def _redacted(_logger: Any, _method: str, event: Any) -> Any:
    hidden = {name: event.pop(name) for name in ("_record", "_from_structlog") if name in event}
    return {**redact(event), **hidden}


def _about_a_request(_logger: Any, _method: str, event: Any) -> Any:
    event.pop("request", None)  # Django hangs the whole request on its lines
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_settings(*, level: str, as_json: bool) -> dict[str, Any]:
    """Return LOGGING: one line of JSON an event on stderr, or a readable one."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if not as_json:
        renderer = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, pad_level=False)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder(), _about_a_request],
        "processors": [
            structlog.processors.format_exc_info,
            _redacted,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
