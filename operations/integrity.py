"""All rules of all apps about what must always be true (design, chapter 3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from lib.invariants import Broken, Rule


@dataclass
class Report:
    """How many rows each rule looked at, and the rows that break one."""

    checked: dict[str, int] = field(default_factory=dict)
    broken: list[tuple[str, Broken]] = field(default_factory=list)


def check(event_id: int | None = None) -> Report:
    """Apply every rule, to everything or to one event."""
    report = Report()
    for name, rule in all_rules():
        result = rule(event_id)
        report.checked[name] = report.checked.get(name, 0) + result.checked
        report.broken += [(name, broken) for broken in result.broken]
    return report


def all_rules() -> Iterator[Rule]:
    """Give the ``RULES`` of the ``invariants`` module of each app that has one."""
    for app in apps.get_app_configs():
        if app.module is not None and module_has_submodule(app.module, "invariants"):
            yield from import_module(f"{app.name}.invariants").RULES
