"""Rows of several tables by one statement, compiled once: for a page that reads much, and often anew.

PostgreSQL gives each row as a JSON object; here it becomes an instance of its model again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, DateTimeField, DecimalField, F, Model, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

Row = TypeVar("Row", bound=Model)
NOT_IN_JSON = (DateField, DateTimeField, DecimalField)  # JSON has no such values: they come as text


def as_json(model: type[Model], path: str = "", **others: str) -> JSONObject:
    """Return the expression for a row of ``model``, reached by ``path`` ("venue__") from the query's own.

    ``others`` are columns of other tables, by the name that they get as attributes of the instance.
    """
    columns: dict[str, Any] = {name: F(column) for name, column in others.items()}
    for field in model._meta.concrete_fields:  # noqa: SLF001  Django's own
        column = f"{path}{field.attname}"
        columns[field.attname] = Cast(column, TextField()) if isinstance(field, DecimalField) else F(column)
    return JSONObject(**columns)


@dataclass(frozen=True)
class Related(Generic[Row]):
    """A row that others are related to by ``relation``, of which no more than ``names`` are wanted."""

    model: type[Row]
    relation: str
    names: tuple[str, ...]

    @property
    def columns(self) -> dict[str, str]:
        """What ``others`` of ``as_json`` are for it."""
        return {f"{self.relation}__{name}": f"{self.relation}__{name}" for name in ("id", *self.names)}

    def of(self, row: Model, known: dict[int, Row]) -> Row:
        """Return what ``row`` is related to; rows that share it get the same one, from ``known``."""
        told = vars(row)
        pk = told[f"{self.relation}__id"]
        if pk not in known:
            own = {name: told[f"{self.relation}__{name}"] for name in self.names}
            known[pk] = self.model(pk=pk, **own)
        return known[pk]


def rows_as_json(rows: QuerySet[Any], **others: str) -> ArraySubquery:
    """Return the expression for ``rows``, which refer to the outer row."""
    return ArraySubquery(rows.values_list(as_json(rows.model, **others), flat=True))


def pairs_as_json(rows: QuerySet[Any], relation: str) -> ArraySubquery:
    """Return the expression for the ids of ``rows`` with those of what each is related to."""
    related = rows.filter(**{f"{relation}__isnull": False})
    return ArraySubquery(related.values_list(JSONObject(one=F("pk"), other=F(f"{relation}__pk")), flat=True))


def instance(model: type[Row], text: str) -> Row:
    """Return the row that PostgreSQL told as ``text``."""
    return _built(model, json.loads(text))


def instances(model: type[Row], texts: Iterable[str]) -> list[Row]:
    """Return the rows that PostgreSQL told as ``texts``."""
    return [_built(model, row) for row in json.loads(f"[{','.join(texts)}]")]


def pairs(texts: Iterable[str]) -> dict[int, list[int]]:
    """Return what PostgreSQL told as pairs of ids, by the first of them."""
    grouped: dict[int, list[int]] = defaultdict(list)
    for pair in json.loads(f"[{','.join(texts)}]"):
        grouped[pair["one"]].append(pair["other"])
    return grouped


def _built(model: type[Row], row: dict[str, Any]) -> Row:
    names, conversions = _columns(model)
    for name, convert in conversions:
        if row[name] is not None:
            row[name] = convert(row[name])
    built = model.from_db("default", names, [row.pop(name) for name in names])
    vars(built).update(row)  # the columns of other tables
    return built


@cache
def _columns(model: type[Model]) -> tuple[list[str], list[tuple[str, Any]]]:
    fields = model._meta.concrete_fields  # noqa: SLF001  Django's own
    return (
        [field.attname for field in fields],
        [(field.attname, field.to_python) for field in fields if isinstance(field, NOT_IN_JSON)],
    )
