"""The source files that the rules look at, parsed once."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = (
    "config",
    "demo",
    "events",
    "flows",
    "jobs",
    "lib",
    "notifications",
    "operations",
    "organisations",
    "payments",
    "registrations",
    "reports",
    "website",
    "workspace",
)


@dataclass(frozen=True)
class Source:
    path: str  # from the root, with slashes
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    def inside(self, *places: str) -> bool:
        """Whether it is one of these files or lies in one of these folders (which end in a slash)."""
        folders = tuple(place for place in places if place.endswith("/"))
        return self.path in places or self.path.startswith(folders)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def files(suffix: str) -> tuple[Source, ...]:
    """Return every file of the project with that suffix that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", f"*{suffix}"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted(name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists())
    return tuple(Source(name, (ROOT / name).read_text()) for name in names)


def code() -> Iterator[Source]:
    """Return our own Python, without tests and scripts."""
    yield from (source for source in files(".py") if source.path.split("/")[0] in PACKAGES)


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for a name or a chain of attributes; where it begins with a call, what follows."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
