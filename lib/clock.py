"""The only place where Samenkomst asks what time it is.

Everything that turns on time takes ``now`` as an argument; doors and job handlers get it
here. The demo installs an offset, so that a visitor can move the time for all processes.
Clocks of libraries (web sessions, one-time passwords, login codes) stay real.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

Source = Callable[[], timedelta]

_sources: list[Source] = []
_offset_read: ContextVar[list[timedelta] | None] = ContextVar("offset_read", default=None)
_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def install(source: Source | None) -> None:
    """Add what ``source`` returns to the real time from now on, in this process.

    ``source`` is called at each ``now()``, or once within ``reading_once()``. None goes back
    to the real time.
    """
    _sources[:] = [] if source is None else [source]


def now() -> datetime:
    """Return the moment that it is for Samenkomst: aware, in UTC."""
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    return datetime.now(UTC) + _offset()


@contextmanager
def reading_once() -> Iterator[None]:
    """Ask the installed source at most once inside: one request or one job sees one clock.

    The source is first asked when something asks for the time, not on entering. Inside
    another ``reading_once()`` the outer reading holds.
    """
    if _offset_read.get() is not None:
        yield
        return
    token = _offset_read.set([])
    try:
        yield
    finally:
        _offset_read.reset(token)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let ``now()`` be ``moment`` inside, in this thread only: to fill the demo, and in tests.

    Raises ValueError if ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    token = _pinned.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)


def _offset() -> timedelta:
    if not _sources:
        return timedelta(0)
    read = _offset_read.get()
    if read is None:
        return _sources[0]()
    if not read:
        read.append(_sources[0]())
    return read[0]
