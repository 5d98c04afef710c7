"""The rules of the house that no ready-made tool knows (docs/architecture.md)."""

import ast
import re

from django.conf import settings
from django.utils.module_loading import import_string

from tests.lint.sources import Source, code, dotted, files

LONGEST = 400
DOORS = ("website/", "workspace/", "operations/")
TRANSACTIONS = (
    "flows/",
    "jobs/runner.py",
    "notifications/delivery.py",
    "demo/stripe/acts.py",  # a program of its own
    "demo/stripe/api.py",
)
MANAGERS = {"objects", "_default_manager", "_base_manager"}
OPENERS = {"atomic", "savepoint", "set_autocommit", "non_atomic_requests"}
CLOCKS = re.compile(
    r"(^|\.)(timezone\.(now|localtime|localdate)|datetime\.(now|utcnow|today)|date\.today|Now|TransactionNow)$"
)
SQL_CLOCK = re.compile(r"\b(now\(\)|clock_timestamp\(\)|current_(timestamp|date|time)\b)", re.IGNORECASE)
KIND_WORDS = re.compile(r"congres|leergang|branchedag", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
VAGUE = {"utils.py", "helpers.py", "common.py", "services.py", "misc.py"}


def places(source: Source, nodes: list[ast.AST]) -> list[str]:
    return [f"{source.path}:{getattr(node, 'lineno', 0)}" for node in nodes]


def in_migration(source: Source) -> bool:
    return "/migrations/" in source.path


def test_doors_get_rows_through_access_and_reports_only() -> None:
    found = []
    for source in code():
        if source.inside(*DOORS):
            attributes = [node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)]
            found += places(source, [node for node in attributes if node.attr in MANAGERS])
    assert found == []


def reads_a_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute | ast.Name):
        return CLOCKS.search(dotted(node)) is not None
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and SQL_CLOCK.search(node.value) is not None
    return isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}


def test_time_comes_from_the_clock_only() -> None:
    found = []
    for source in code():
        if source.path != "lib/clock.py" and not in_migration(source):  # a trigger knows no other clock
            found += places(source, [node for node in ast.walk(source.tree) if reads_a_clock(node)])
    templates = [source.path for source in files(".html") if "{% now" in source.text]
    assert found + templates == []


def test_only_a_kinds_own_folder_names_it() -> None:
    found = [
        f"{source.path}:{number}"
        for source in code()
        if not source.inside("events/kinds/", "demo/")
        for number, line in enumerate(source.text.splitlines(), 1)
        if KIND_WORDS.search(line)
    ]
    assert found == []


def opens_a_transaction(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "django.db.transaction"
    return isinstance(node, ast.Attribute) and node.attr in OPENERS and dotted(node.value) == "transaction"


def test_only_flows_the_runner_and_delivery_open_transactions() -> None:
    found = []
    for source in code():
        if not source.inside(*TRANSACTIONS):
            found += places(source, [node for node in ast.walk(source.tree) if opens_a_transaction(node)])
    assert found == []


def test_a_flow_says_that_it_is_durable() -> None:
    found = []
    for source in code():
        if source.inside(*TRANSACTIONS):
            calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
            durable = {id(call.func) for call in calls if "durable" in {word.arg for word in call.keywords}}
            opened = [node for node in ast.walk(source.tree) if opens_a_transaction(node)]
            found += places(source, [node for node in opened if id(node) not in durable])
    assert found == []


def test_nobody_opens_a_savepoint_by_get_or_create() -> None:
    found = []
    for source in code():
        attributes = [node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)]
        found += places(source, [node for node in attributes if node.attr.endswith("_or_create")])
    assert [place for place in found if "aget" not in place] == []


def test_each_job_has_a_handler_that_exists() -> None:
    assert [name for name, path in settings.JOB_HANDLERS.items() if not callable(import_string(path))] == []


def test_no_file_is_long() -> None:
    sources = [*files(".py"), *(source for source in files(".html") if source.inside("templates/"))]
    long = [source for source in sources if len(source.text.splitlines()) > LONGEST]
    assert [source.path for source in long if not in_migration(source)] == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [source.path for source in code() if source.path.rpartition("/")[2] in VAGUE] == []


def test_nothing_is_left_unfinished() -> None:
    found = [source.path for source in (*code(), *files(".html")) if UNFINISHED.search(source.text)]
    assert found == []
