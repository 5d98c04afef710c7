"""Changing the texts that an organisation is bound by."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from organisations import trail
from organisations.access import Actor
from organisations.legal_texts import put_legal_text
from organisations.models import Organisation


@transaction.atomic(durable=True)
def edit_legal_text(
    organisation_id: int, kind: str, text: str, text_en: str, now: datetime, *, actor: Actor
) -> bool:
    """Let a text hold from now on; who has registered keeps the terms of then. Says whether it changed."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    row = put_legal_text(organisation, kind, text, text_en, now)
    if row is not None:
        trail.record(
            organisation_id,
            "legal text",
            row.pk,
            "changed",
            at=now,
            actor=actor,
            facts={"kind": kind, "version": row.version},
        )
    return row is not None
