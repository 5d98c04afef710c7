"""Handlers for tests. They note what they were asked, and answer as ``answers`` says."""

from collections.abc import Callable
from datetime import datetime

done: list[str] = []
failed: list[tuple[str, str, datetime]] = []
answers: dict[str, Callable[[], object]] = {}


def note(subject: str) -> None:
    """Note ``subject``, then do what the test wants done with it."""
    done.append(subject)
    if subject in answers:
        answers[subject]()


def note_failure(subject: str, reason: str, now: datetime) -> None:
    """Note that a job was given up."""
    failed.append((subject, reason, now))
