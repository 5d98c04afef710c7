"""What an app's ``invariants.py`` says about its rows, for ``manage.py check_integrity``.

Each such module has ``RULES``, a list of rules by name. Several rules may have one name: their
findings count together.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Broken:
    """One row that breaks a rule: its table and key in the database, and what is wrong, in one line."""

    table: str
    id: int | str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """How many rows a rule looked at, and those that break it."""

    checked: int
    broken: list[Broken] = field(default_factory=list)


Rule = tuple[str, Callable[[int | None], Result]]
"""A name such as "seats.taken", and the check: of everything, or of the event with this id."""
