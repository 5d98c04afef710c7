"""Doing things at the same time, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(times: int, work: Callable[[int], T]) -> list[T]:
    """Run ``work`` so many times at once, each on its own connection; results in order of number."""
    start = Barrier(times, timeout=20)

    def one(number: int) -> T:
        try:
            connection.ensure_connection()
            start.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(one, range(times)))
