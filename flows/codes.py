"""Codes of an event: made, and switched off or on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.coding import NewCode
from events.coding import add_code as add_row
from events.models import Code, Event
from organisations import trail
from organisations.access import Actor
from registrations.codes import open_uses, read_code, switch


class CodeTaken(Exception):
    """The event has a code of that text already."""


@transaction.atomic(durable=True)
def add_code(event_id: int, wanted: NewCode, now: datetime, *, actor: Actor) -> Code:
    """Give the event a code from ``now`` (UTC) on, with its uses. Raises CodeTaken."""
    event = Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)
    if event.codes.filter(text=read_code(wanted.text)).exists():
        raise CodeTaken
    code = add_row(event, wanted)
    open_uses(code, wanted.uses)
    _record(event, code, "code added", now, actor)
    return code


@transaction.atomic(durable=True)
def switch_code(event_id: int, code_id: int, now: datetime, *, is_off: bool, actor: Actor) -> bool:
    """Switch a code off or on; whoever used it keeps what they paid. Raises Code.DoesNotExist."""
    event = Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)
    code = event.codes.get(pk=code_id)
    if not switch(code, is_off=is_off):
        return False
    _record(event, code, "code switched off" if is_off else "code switched on", now, actor)
    return True


def _record(event: Event, code: Code, verb: str, now: datetime, actor: Actor) -> None:
    trail.record(
        event.organisation_id,
        "event",
        event.pk,
        verb,
        at=now,
        actor=actor,
        event_id=event.pk,
        facts={"code": code.text, "effect": f"{code.effect} {code.value}"},
    )
