"""Queries whose SQL is made once: making it costs Django more than running it costs PostgreSQL.

For the few statements that every visitor of a sign-up causes, and only for those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections, transaction
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class Given(Expression):
    """Stands in a prepared query for a value that each run gives by ``name``, as the column has it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """One placeholder, filled in by ``Prepared``."""
        return "%s", (self,)


class Prepared(Generic[Row]):
    """A query of whole rows, as ``make`` gives it with ``Given`` values in it.

    ``make`` is called at the first run, when the models are ready. The SQL is the same ever after:
    nothing in it may turn on a setting, the time or the language.
    """

    def __init__(self, make: Callable[[], QuerySet[Row]]) -> None:
        self._make = make

    def __call__(self, **given: object) -> QuerySet[Row]:
        """Return the rows for these values: to be read, not to be filtered or sorted."""
        rows, compiler, sql, params = self._kept
        values = _filled_in(params, given)

        def prepared(using: str, *_others: object) -> SQLCompiler:
            ready = copy(compiler)
            ready.connection = connections[using]
            vars(ready)["as_sql"] = lambda *_args, **_more: (sql, values)
            return ready

        fresh = rows.all()
        vars(fresh.query)["get_compiler"] = prepared
        return fresh

    def first(self, **given: object) -> Row | None:
        """Return the first row for these values."""
        return next(iter(self(**given)), None)

    @cached_property
    def _kept(self) -> tuple[QuerySet[Row], SQLCompiler, str, tuple[Any, ...]]:
        rows = self._make()
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        return rows, compiler, sql, tuple(params)


def know(owner: Model, relation: str, rows: Sequence[Model]) -> None:
    """Let ``owner`` give ``rows`` for its ``relation`` without a statement, as a prefetch would."""
    known: QuerySet[Model] = QuerySet(owner._meta.get_field(relation).related_model)  # noqa: SLF001
    known._result_cache = list(rows)  # noqa: SLF001  what a prefetch sets
    vars(owner).setdefault("_prefetched_objects_cache", {})[relation] = known


def knows_none(owner: Model, relation: str) -> bool:
    """Whether ``owner`` knows that it has no rows of ``relation``: no statement."""
    known = vars(owner).get("_prefetched_objects_cache", {})
    return relation in known and not known[relation]


class PreparedUpdate:
    """An UPDATE: ``make`` gives the rows and their new values, both with ``Given`` values in them."""

    def __init__(self, make: Callable[[], tuple[QuerySet[Any], Mapping[str, object]]]) -> None:
        self._make = make

    def __call__(self, **given: object) -> int:
        """Update for these values, and return the number of rows that there were."""
        using, sql, params = self._kept
        with transaction.mark_for_rollback_on_error(using), connections[using].cursor() as cursor:
            cursor.execute(sql, _filled_in(params, given))
            return int(cursor.rowcount)

    @cached_property
    def _kept(self) -> tuple[str, str, tuple[Any, ...]]:
        rows, values = self._make()
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        sql, params = query.get_compiler(rows.db).as_sql()
        return rows.db, sql, tuple(params)


def _filled_in(params: tuple[Any, ...], given: Mapping[str, object]) -> tuple[Any, ...]:
    return tuple(given[value.name] if isinstance(value, Given) else value for value in params)
