"""The only code that writes the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from organisations.access import Actor
from organisations.models import Trail, TrailValue

Facts = Mapping[str, str | int | bool | list[str] | list[int] | None]


def record(
    organisation_id: int,
    subject: str,
    subject_id: int,
    verb: str,
    *,
    at: datetime,
    actor: Actor,
    event_id: int | None = None,
    facts: Facts | None = None,
    personal: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """Append one act at ``at`` (UTC): ``facts`` are impersonal, ``personal`` maps a field to (old, new)."""
    row = _row(organisation_id, subject, subject_id, verb, at, actor, event_id, facts or {})
    row.save(force_insert=True)
    if personal:
        TrailValue.objects.bulk_create(
            TrailValue(trail=row, field=field, old=old, new=new) for field, (old, new) in personal.items()
        )


def record_alike(
    organisation_id: int,
    subject: str,
    subject_ids: Iterable[int],
    verb: str,
    *,
    at: datetime,
    actor: Actor,
    event_id: int | None = None,
    facts: Facts | None = None,
) -> None:
    """Append the same act for each of many subjects, as ``record`` does: few statements."""
    Trail.objects.bulk_create(
        [
            _row(organisation_id, subject, subject_id, verb, at, actor, event_id, facts or {})
            for subject_id in subject_ids
        ],
        batch_size=1000,
    )


def _row(
    organisation_id: int,
    subject: str,
    subject_id: int,
    verb: str,
    at: datetime,
    actor: Actor,
    event_id: int | None,
    facts: Facts,
) -> Trail:
    row = Trail(
        organisation_id=organisation_id,
        event_id=event_id,
        subject=subject,
        subject_id=subject_id,
        verb=verb,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.user_id,
        facts=dict(facts),
    )
    row.sha256 = seal(row)
    return row


def seal(row: Trail) -> str:
    """The SHA-256 (hex) of what an act says, personal values left out."""
    said = [
        row.organisation_id,
        row.event_id,
        row.subject,
        row.subject_id,
        row.verb,
        row.at.astimezone(UTC).isoformat(),
        row.actor_kind,
        row.actor_id,
        row.facts,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
