"""docs/permissions.md: role x URL name, from the capabilities that the views name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from operations.audiences import audience_of
from operations.routes import Route, routes
from organisations.models import Membership
from organisations.permissions import CAPABILITIES, roles_that_may

ROLES = tuple(Membership.Role)
INTRODUCTION = """\
# Who may see what

Written by `manage.py permissions` from the capabilities that the views name, the table in
`organisations/permissions.py` and, for pages that ask for none, `operations/audiences.py`. A test
compares it with both, and every route with what it answers to each role.

- A role counts in the organisation that gave it: for all its events, or for those that it was given
  for. An organisation or event without such a role does not exist (404); a page that the role does
  not reach says so (403); whoever is not logged in is asked to.
- `partner` is somebody of another organisation, in the events that a partnership shares, as long as
  it lasts: its totals, and the list or the pages of people where the partnership gives those. All of
  it is about who came by that partner; whoever else is there does not exist for them (404).
"""


class RouteUnknown(Exception):
    """A route names no capability and has no row in operations/audiences.py."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"routes without a row in operations/audiences.py: {', '.join(names)}")
        self.names = tuple(names)


def permission_table() -> str:
    """Return the page as Markdown. Raises RouteUnknown."""
    found = routes()
    asking = [route for route in found if route.capability]
    others = {route: audience_of(route.name) for route in found if not route.capability}
    if unknown := [route.name for route, audience in others.items() if audience is None]:
        raise RouteUnknown(unknown)
    inside = sorted(CAPABILITIES.keys() - {route.capability for route in asking})
    return "\n".join(
        [
            INTRODUCTION,
            "## Pages that ask for a role\n",
            *_table(["URL name", "address", "capability", *ROLES], map(_route_row, asking)),
            "\n## Parts of those pages\n",
            *_table(["capability", *ROLES], ([f"`{name}`", *_cells(name)] for name in inside)),
            "\n## Pages that ask for no role\n",
            *_table(
                ["URL name", "address", "open to"],
                ([f"`{route.name}`", f"`{route.address}`", str(whom)] for route, whom in others.items()),
            ),
            "",
        ]
    )


def _route_row(route: Route) -> list[str]:
    return [f"`{route.name}`", f"`{route.address}`", f"`{route.capability}`", *_cells(route.capability)]


def _cells(capability: str) -> list[str]:
    allowed = roles_that_may(capability)
    return ["yes" if role in allowed else "no" for role in ROLES]


def _table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
