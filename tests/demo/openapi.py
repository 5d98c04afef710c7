"""Holding answers against an OpenAPI description: as much of JSON Schema as Stripe's uses."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("SAMENKOMST_SHARED") or Path(__file__).resolve().parents[3] / "shared")
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def description() -> dict[str, Any]:
    """Stripe's own; skips the test where it is not there."""
    file = SHARED / "data" / "stripe-openapi-subset.json"
    if not file.exists():
        pytest.skip("Stripe's OpenAPI description is not here (SAMENKOMST_SHARED)")
    found: dict[str, Any] = json.loads(file.read_text())
    return found


class Description:
    """``faults`` names what in a value is not as its schema says; a field that no schema knows is one."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.schemas: dict[str, Any] = document["components"]["schemas"]

    def answer(self, method: str, path: str, status: int) -> Any:
        """The schema of an answer to a request of that path ("/v1/refunds/re_1")."""
        responses = self._operation(method, path)["responses"]
        found = responses.get(str(status), responses["default"])
        return found["content"]["application/json"]["schema"]

    def fields(self, method: str, path: str) -> Any:
        """The schema of a request's body, or of its query."""
        operation = self._operation(method, path)
        if method == "get":
            query = [field for field in operation["parameters"] if field["in"] == "query"]
            return {"properties": {field["name"]: field["schema"] for field in query}}
        return operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]

    def _operation(self, method: str, path: str) -> Any:
        for template, operations in sorted(self.document["paths"].items(), key=lambda item: "{" in item[0]):
            if method in operations and re.fullmatch(re.sub(r"\{[a-z]+\}", "[^/]+", template), path):
                return operations[method]
        raise AssertionError(f"Stripe does not describe {method} {path}")

    def faults(self, value: Any, schema: Any, where: str = "") -> list[str]:
        schema = self._followed(schema)
        if value is None:
            return [] if schema.get("nullable") else [f"{where}: null"]
        if "anyOf" in schema:
            found = [self.faults(value, option, where) for option in schema["anyOf"]]
            return min(found, key=len)
        expected = TYPES.get(schema.get("type", ""))
        is_number_of_truth = isinstance(value, bool) and schema.get("type") in ("integer", "number")
        if expected and (not isinstance(value, expected) or is_number_of_truth):
            return [f"{where}: {type(value).__name__} for {schema['type']}"]
        if "enum" in schema and value not in schema["enum"]:
            return [f"{where}: {value!r} is none of {len(schema['enum'])} words"]
        if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
            return [f"{where}: longer than {schema['maxLength']}"]
        return self._inside(value, schema, where)

    def _inside(self, value: Any, schema: Any, where: str) -> list[str]:
        if isinstance(value, list):
            return [
                fault
                for number, inner in enumerate(value)
                for fault in self.faults(inner, schema["items"], f"{where}[{number}]")
            ]
        if not isinstance(value, dict):
            return []
        known, rest = schema.get("properties", {}), schema.get("additionalProperties", False)
        found = [f"{where}.{name}: missing" for name in schema.get("required", []) if name not in value]
        for name, inner in value.items():
            if name in known:
                found += self.faults(inner, known[name], f"{where}.{name}")
            elif isinstance(rest, dict):
                found += self.faults(inner, rest, f"{where}.{name}")
            elif known and not rest:
                found.append(f"{where}.{name}: unknown")
        return found

    def _followed(self, schema: Any) -> Any:
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rpartition("/")[2]]
        return schema
