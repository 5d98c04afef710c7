"""The first part of an address, which every kind of event names itself in each language."""

from events.kinds import KINDS, kind_of_path
from website.templatetags.display import language


class KindPath:
    """In routes the path of a kind in the active language; in views its name."""

    regex = "[a-z][a-z-]*"

    def to_python(self, value: str) -> str:
        """Return the name of the kind; ValueError lets Django look at the next route."""
        kind = kind_of_path(value, language())
        if kind is None:
            raise ValueError(value)
        return kind.name

    def to_url(self, value: str) -> str:
        """Return the path in the active language of a kind, told by its name or by any of its paths."""
        kind = KINDS.get(value) or next(kind for kind in KINDS.values() if value in kind.paths.values())
        return kind.paths[language()]
