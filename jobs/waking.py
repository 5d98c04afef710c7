"""Tells the broker what is due, from a thread of its own.

That is a hint, as beat looks at the table every 5 s. So a broker that is gone, or accepts and
never answers, keeps nobody waiting: what does not fit in the queue, or could not be published
at once, is dropped.
"""

import logging
import os
from collections.abc import Iterable
from queue import Empty, Full, Queue
from threading import Lock, Thread

logger = logging.getLogger(__name__)

ROOM = 1000  # keys that may wait for the broker
MANY = 20  # from here on one wake for all that is due is cheaper than one each


class Waker:
    """A bounded queue and the thread that empties it; the thread begins with the first key."""

    def __init__(self) -> None:
        self._keys: Queue[str] = Queue(ROOM)
        self._lock = Lock()
        self._thread: Thread | None = None

    def put(self, keys: Iterable[str]) -> None:
        """Have ``keys`` published soon, or not at all; return at once."""
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._publish_for_ever, name="job-waker", daemon=True)
                self._thread.start()
        try:
            for key in keys:
                self._keys.put_nowait(key)
        except Full:
            return

    def _publish_for_ever(self) -> None:
        while True:
            keys = {self._keys.get(), *self._take_all()}
            try:
                _publish(keys)
            except Exception as error:  # noqa: BLE001  whatever the broker's library raises
                logger.warning(
                    "the broker cannot be reached (%s): beat wakes what is due", type(error).__name__
                )
                self._take_all()

    def _take_all(self) -> list[str]:
        taken: list[str] = []
        try:
            while len(taken) < ROOM:
                taken.append(self._keys.get_nowait())
        except Empty:
            pass
        return taken


def _publish(keys: set[str]) -> None:
    from jobs import tasks  # it imports the runner, whose handlers put work in the queue

    if len(keys) > MANY:
        tasks.wake_due.apply_async(retry=False, expires=60)
        return
    for key in keys:
        tasks.wake.apply_async((key,), retry=False, expires=60)


_waker = Waker()


def wake(keys: Iterable[str]) -> None:
    """Let a worker look at the jobs with these keys now; never waits, never raises."""
    _waker.put(keys)


def _begin_anew() -> None:
    """A forked process has the queue of its parent, but not its thread."""
    global _waker  # noqa: PLW0603
    _waker = Waker()


os.register_at_fork(after_in_child=_begin_anew)
