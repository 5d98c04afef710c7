import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from jobs import invariants as job_invariants
from jobs import queue
from jobs.models import Job
from lib import clock
from operations import integrity

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_invariants, "WATCH", 0)


def manage(*words: str, **environment: str) -> tuple[int, str, str]:
    """Run ``manage.py`` on the database of this test: exit status, stdout and stderr."""
    database = connection.settings_dict
    url = f"postgres://{database['USER']}@{quote(database['HOST'], safe='')}/{database['NAME']}"
    ended = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words],
        env=os.environ | {"DATABASE_URL": url} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


def say(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def make_stuck_job() -> int:
    queue.later("note", "1", key="note:1", due=clock.now() - timedelta(hours=2))
    return Job.objects.get().pk


def test_what_is_due_is_done_in_one_pass(settings: Any) -> None:
    settings.JOB_HANDLERS = {"note": "tests.jobs.handlers.note"}
    now = clock.now()
    queue.later("note", "1", key="due", due=now - timedelta(hours=1))
    queue.later("note", "2", key="tomorrow", due=now + timedelta(days=1))
    assert say("send_due") == "1 jobs taken up; nothing else is due.\n"
    assert say("send_due") == "0 jobs taken up; nothing else is due.\n"
    assert set(Job.objects.values_list("key", flat=True).exclude(finished_at=None)) == {"due"}


def test_a_sound_database_passes_and_each_rule_tells_what_it_looked_at() -> None:
    report = json.loads(say("check_integrity", "--json"))
    assert (report["ok"], report["broken"]) == (True, [])
    assert set(report["checked"]) == {name for name, _ in integrity.all_rules()} >= {"jobs.stuck"}


def test_a_row_that_breaks_a_rule_is_named() -> None:
    job = make_stuck_job()
    out = StringIO()
    with pytest.raises(CommandError, match="rows that break a rule: 1"):
        call_command("check_integrity", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert (report["ok"], report["checked"]["jobs.stuck"]) == (False, 1)
    (broken,) = report["broken"]
    assert (broken["rule"], broken["table"], broken["id"]) == ("jobs.stuck", "jobs_job", job)
    assert broken["message"].startswith("note 1 was due at ")
    with pytest.raises(CommandError):
        call_command("check_integrity", stdout=out)
    assert f"BROKEN jobs.stuck: jobs_job {job}: note 1 was due" in out.getvalue()


def test_commands_end_with_a_status_and_one_line() -> None:
    assert manage("check_integrity", "--json")[::2] == (0, "")
    status, _, line = manage("check_integrity", "--event", "bestaat-niet")
    assert (status, line) == (1, "check_integrity: there is no event with the slug bestaat-niet\n")
    status, _, line = manage("check_integrity", "--evenement", "x")
    assert (status, line) == (2, "manage.py check_integrity: error: unrecognized arguments: --evenement x\n")
    status, _, line = manage("send_due", DATABASE_URL="postgres://nobody@%2Fnowhere/none")
    assert (status, line.count("\n"), line.startswith("send_due: OperationalError")) == (1, 1, True)
    status, text, _ = manage("send_due", "--help")
    assert (status, "Do all jobs that are due" in text) == (0, True)
