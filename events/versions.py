"""The number by which pages of an event are kept: raised by each write to what is public."""

from django.db.models import F

from events.models import Event


def touch(event_id: int) -> None:
    """Raise the version in the transaction of the write: pages that were kept are drawn anew."""
    Event.objects.filter(pk=event_id).update(version=F("version") + 1)
