"""The number by which pages of an event are kept: raised by each write to what is public."""

from django.db.models import F, QuerySet

from events.models import Event


def touch(event_id: int) -> None:
    """Raise the version in the transaction of the write: pages that were kept are drawn anew."""
    Event.objects.filter(pk=event_id).update(version=F("version") + 1)


def touch_all(events: QuerySet[Event]) -> None:
    """Raise the version of each of these events, which are locked in the order of their ids."""
    ids = list(
        events.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True)
    )
    Event.objects.filter(pk__in=ids).update(version=F("version") + 1)
