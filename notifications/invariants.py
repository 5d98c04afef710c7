"""Mails that never leave."""

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from jobs.models import Job
from lib.invariants import Broken, Result, Rule
from notifications.models import Message


def forgotten(event_id: int | None) -> Result:
    """Find mails that wait to be sent while no job will do it. Mails know no event."""
    if event_id is not None:
        return Result(0)
    key = Concat(Value("message:"), Cast(OuterRef("pk"), CharField()))
    to_do = Job.objects.filter(key=key, finished_at=None, failed_at=None)
    waiting = Message.objects.filter(sent_at=None, perhaps_sent_at=None, failed_at=None, superseded_at=None)
    rows = waiting.annotate(has_job=Exists(to_do)).values_list("pk", "kind", "has_job")
    return Result(
        len(rows),
        [
            Broken("notifications_message", pk, f"mail of kind {kind} waits to be sent and has no job")
            for pk, kind, has_job in rows
            if not has_job
        ],
    )


RULES: list[Rule] = [("jobs.stuck", forgotten)]
