"""What is broken at the moment at which tests take place: nothing is late because a test ran late."""

from __future__ import annotations

from lib import clock
from lib.invariants import Broken
from operations.integrity import check
from tests.making import NOON


def all_broken() -> list[tuple[str, Broken]]:
    """Each rule that is broken at NOON, with the row that breaks it."""
    with clock.at(NOON):
        return check().broken
