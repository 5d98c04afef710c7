"""Small schedule.xml files."""

from __future__ import annotations

from typing import Any


def make_event(guid: str = "g-1", **changes: Any) -> str:
    """One <event>; None leaves an element out."""
    usual: dict[str, Any] = {
        "date": "2027-03-11T10:00:00+01:00",
        "start": "10:00",
        "duration": "00:45",
        "room": "Zaal 1",
        "title": "Samen aan tafel",
        "subtitle": "Een gesprek",
        "type": "lecture",
        "abstract": "Waarom &amp; hoe.",
        "description": "",
        "persons": "<person id='7'>José van den Berg</person><person>Els Visser</person>",
    }
    parts = "".join(f"<{k}>{v}</{k}>\n" for k, v in (usual | changes).items() if v is not None)
    return f"<event guid='{guid}' id='{abs(hash(guid)) % 1000}'>\n{parts}</event>"


def make_schedule(*events: str, day: str = "2027-03-11", room: str = "Zaal 1", before: str = "") -> bytes:
    """A file of one day and one room."""
    inside = "\n".join(events)
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n{before}<schedule><conference><title>Kracht</title>"
        f"</conference>\n<day date='{day}' index='1' start='{day}T09:00:00+01:00' end='{day}T17:00:00+01:00'>"
        f"<room name='{room}'>\n{inside}\n</room></day></schedule>"
    ).encode()
