"""The kinds of event. A kind is a folder here and one entry in ``KINDS``; nobody branches on its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.kinds.branchedag.kind import BranchedagKind
from events.kinds.congress.kind import CongressKind
from events.kinds.leergang.kind import LeergangKind

if TYPE_CHECKING:
    from events.kinds.base import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (CongressKind(), LeergangKind(), BranchedagKind())}


def kind_choices() -> list[tuple[str, str]]:
    """The kinds as choices of a model field (a callable: a new kind needs no migration)."""
    return [(name, str(kind.label)) for name, kind in KINDS.items()]


def kind_of_path(path: str, language: str) -> Kind | None:
    """The kind whose list page is ``/<path>/`` in ``language`` ("nl" or "en"), if any."""
    return next((kind for kind in KINDS.values() if kind.paths[language] == path), None)
