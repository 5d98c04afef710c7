"""The texts that an organisation is bound by: each change is a new version, the older ones stay."""

from __future__ import annotations

from datetime import datetime

from organisations.access import legal_text
from organisations.models import LegalText, Organisation


def put_legal_text(
    organisation: Organisation, kind: str, text: str, text_en: str, now: datetime
) -> LegalText | None:
    """Let this hold from ``now`` (UTC) on; None where it says so already.

    Two at once: the second meets a unique constraint, and its caller rolls back.
    """
    known = legal_text(organisation.pk, kind)
    if known is not None and (known.text, known.text_en) == (text, text_en):
        return None
    row = LegalText(
        organisation=organisation,
        kind=kind,
        version=known.version + 1 if known else 1,
        text=text,
        text_en=text_en,
        in_force_since=now,
    )
    row.save(force_insert=True)
    return row
