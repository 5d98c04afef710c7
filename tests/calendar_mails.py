"""Reading the mails of a sign-up and the invitations in them, and the judge of both where it is at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from notifications.mime import raw_mail
from notifications.models import Message
from registrations.models import Registration

SHARED = Path(os.environ.get("SAMENKOMST_SHARED") or Path(__file__).resolve().parents[2] / "shared")
JUDGE = SHARED / "calendar" / "check_invite.py"


def mails_of(registration: Registration, to: str = "") -> list[Message]:
    """All mails about a sign-up in the order in which they were written, or those to one address."""
    rows = Message.objects.filter(about=registration.reference).order_by("id")
    return list(rows.filter(to_address=to) if to else rows)


def entries(text: str | bytes) -> list[dict[str, Any]]:
    """The VEVENTs of a calendar, each with its times as they are written and its texts as they are read."""
    return [
        {
            "uid": str(event["UID"]),
            "sequence": int(str(event["SEQUENCE"])),
            "status": str(event["STATUS"]),
            "begin": _written(event["DTSTART"]),
            "end": _written(event["DTEND"]),
            "zone": str(event["DTSTART"].params.get("TZID", "")),
            "stamp": _written(event["DTSTAMP"]),
            "title": str(event["SUMMARY"]),
            "place": str(event.get("LOCATION", "")),
            "text": str(event.get("DESCRIPTION", "")),
            "attendee": str(event.get("ATTENDEE", "")).removeprefix("mailto:"),
            "organizer": str(event.get("ORGANIZER", "")).removeprefix("mailto:"),
        }
        for event in Calendar.from_ical(text).walk("VEVENT")
    ]


def _written(value: Any) -> str:
    return str(value.to_ical().decode())


def invitation_in(message: Message) -> dict[str, Any]:
    """The one calendar entry of a mail."""
    (entry,) = entries(message.calendar)
    return entry


def judge(files: Sequence[bytes], folder: Path, *options: str) -> None:
    """Fail with what the judge says about raw mails (or feeds); skip where there is no judge."""
    if not JUDGE.exists():
        pytest.skip("the judge of invitations is not here (SAMENKOMST_SHARED)")
    paths = []
    for number, content in enumerate(files):
        paths.append(folder / f"{number}.{'ics' if '--feed' in options else 'eml'}")
        paths[-1].write_bytes(content)
    command = [sys.executable, str(JUDGE), *map(str, paths), "--no-icaljs", *options]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def judge_mails(messages: Sequence[Message], folder: Path, *options: str) -> None:
    """``judge`` stored mails as they would leave."""
    judge([raw_mail(message) for message in messages], folder, "--tz", "Europe/Amsterdam", *options)
