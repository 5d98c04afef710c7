"""``seats`` and ``export_participants``: what operators ask about one event."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lib.spreadsheets import read_xlsx
from organisations.access import SYSTEM
from reports.attendee_list import Wanted
from reports.participant_export import export_participants
from tests.making import make_basket, make_congress
from tests.registered import make_registration

pytestmark = pytest.mark.django_db


def say(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_seats_are_told_as_json_and_as_a_table() -> None:
    event = make_congress(slug="kracht", seats=40, rounds=1)
    make_registration(event, make_basket(event, 2, rounds={"ronde-1": "ronde-1-a"}))
    assert json.loads(say("seats", "--event", "kracht", "--json")) == [
        {"pool": "dag-1", "capacity": 40, "taken": 2, "held": 0, "waiting": 0},
        {"pool": "session-ronde-1-a", "capacity": None, "taken": 2, "held": 0, "waiting": 0},
        {"pool": "session-ronde-1-b", "capacity": None, "taken": 0, "held": 0, "waiting": 0},
    ]
    assert say("seats", "--event", "kracht").splitlines()[:3] == [
        "pool               capacity     taken      held   waiting",
        "dag-1                    40         2         0         0",
        "session-ronde-1-a  no limit         2         0         0",
    ]


def test_the_file_holds_what_the_workspace_exports(tmp_path: Path) -> None:
    event = make_congress(slug="kracht")
    make_registration(event, make_basket(event, 3))
    file = tmp_path / "deelnemers"
    said = say("export_participants", "--event", "kracht", "--format", "csv", "--out", str(file))
    assert file.read_bytes() == b"".join(export_participants(SYSTEM, event, Wanted(), "csv"))
    assert said == f"{file}: {file.stat().st_size} bytes\n"
    say("export_participants", "--event", "kracht", "--format", "xlsx", "--out", str(file))
    written = b"".join(export_participants(SYSTEM, event, Wanted(), "xlsx"))
    assert read_xlsx(file.read_bytes()) == read_xlsx(written)


def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path: Path) -> None:
    make_congress(slug="kracht")
    for words, sentence in (
        (["seats", "--event", "geen"], "there is no event with the slug geen"),
        (
            ["export_participants", "--event", "kracht", "--format", "csv", "--out", str(tmp_path)],
            f"{tmp_path} cannot be written: Is a directory",
        ),
    ):
        with pytest.raises(CommandError, match=sentence):
            say(*words)
