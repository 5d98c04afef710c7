"""The events that somebody may see."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from events.models import Day, Event, Partnership, PriceRule, Question, Series, SessionSpeaker, Speaker
from lib.prepared import Given, Prepared, know
from organisations.access import Actor, Share, actor_in, partner_organisation_ids
from organisations.models import Membership, User

Role = Membership.Role
Status = Event.Status
FEW_HAVE = {"price_rules": "has_price_rules", "questions": "has_questions"}
_DAYS = Prepared(lambda: Day.objects.filter(event=Given("event")))


def public_events() -> QuerySet[Event]:
    """What anybody may see: published, and what was cancelled or is over."""
    return Event.objects.exclude(status=Status.DRAFT).select_related("organisation", "venue")


def public_event(kind: str, slug: str) -> Event | None:
    """What anybody may see at an address, with what only its kind has: one statement.

    It knows its price rules and questions where it has none.
    """
    event = _public_event(kind).first(slug=slug)
    if event is not None:
        for relation, flag in FEW_HAVE.items():
            if not getattr(event, flag):
                know(event, relation, [])
    return event


@cache
def _public_event(kind: str) -> Prepared[Event]:
    own = {relation.get_accessor_name() for relation in Event._meta.related_objects if relation.one_to_one}  # noqa: SLF001

    def make() -> QuerySet[Event]:
        rows = public_events().filter(kind=kind, slug=Given("slug"))
        rows = rows.annotate(
            has_price_rules=Exists(PriceRule.objects.filter(event=OuterRef("pk"), is_off=False)),
            has_questions=Exists(Question.objects.filter(event=OuterRef("pk"))),
        )
        return rows.select_related(kind) if kind in own else rows

    return Prepared(make)


def know_days(event: Event) -> None:
    """Let ``event`` know its days, as a prefetch would: one statement, and none where it does."""
    if "days" in getattr(event, "_prefetched_objects_cache", {}):
        return
    days = list(_DAYS(event=event.pk))
    for day in days:
        day.event = event
    know(event, "days", days)


def event_by_slug(slug: str) -> Event | None:
    """An event of whatever status, for commands."""
    return Event.objects.select_related("organisation", "venue").filter(slug=slug).first()


def events_of(organisation_id: int, event_ids: frozenset[int] | None = None) -> QuerySet[Event]:
    """The events of an organisation, newest first; ``event_ids`` limits them to those."""
    rows = Event.objects.filter(organisation_id=organisation_id).select_related("organisation", "venue")
    if event_ids is not None:
        rows = rows.filter(pk__in=event_ids)
    return rows.order_by("-begins_at", "-id")


def event_at(organisation_id: int, slug: str, event_ids: frozenset[int] | None) -> Event | None:
    """The event of an organisation with that slug, where it is among ``event_ids`` (None: any)."""
    return events_of(organisation_id, event_ids).filter(slug=slug).first()


def shared_events(partner_ids: frozenset[int], today: date) -> QuerySet[Event]:
    """The events, whoever organises them, that partners (organisation ids) see something of on ``today``."""
    shared = _sharing(partner_ids, today)
    rows = Event.objects.filter(pk__in=shared.values("event_id")).exclude(status=Status.DRAFT)
    return rows.select_related("organisation", "venue").order_by("-begins_at", "-id")


def _sharing(partner_ids: frozenset[int], today: date) -> QuerySet[Partnership]:
    lasting = Q(ends_on=None) | Q(ends_on__gte=today)
    return Partnership.objects.filter(lasting, organisation_id__in=partner_ids, sees_totals=True)


def share_of(partnership: Partnership) -> Share:
    """What the people of a partner may do in its event."""
    given = {"event.open": True, "event.totals": partnership.sees_totals}
    given |= {"participants.list": partnership.sees_names, "participants.view": partnership.sees_details}
    capabilities = frozenset(name for name, is_given in given.items() if is_given)
    return Share(partnership.event_id, partnership.pk, capabilities)


def actor_at(organisation_id: int, user: User, today: date) -> Actor | None:
    """What ``user`` is at an organisation on ``today``: by membership, and as a partner in single events.

    None: nothing.
    """
    member = actor_in(organisation_id, user)
    if member is not None and member.roles:
        return member
    partner_ids = partner_organisation_ids(user)
    if not partner_ids:
        return member
    rows = _sharing(partner_ids, today).filter(event__organisation_id=organisation_id)
    shares = tuple(share_of(row) for row in rows.exclude(event__status=Status.DRAFT))
    if not shares:
        return member
    own = member.event_roles if member else ()
    shared = dict.fromkeys((share.event_id, Role.PARTNER.value) for share in shares)
    return Actor("user", user.pk, organisation_id, event_roles=(*own, *shared), shares=shares)


def speakers_at(event_id: int) -> QuerySet[Speaker]:
    """Who speaks or teaches at an event, by name."""
    spoken = SessionSpeaker.objects.filter(session__event_id=event_id).values("speaker_id")
    return Speaker.objects.filter(pk__in=spoken).order_by("name", "id")


def series_of(organisation_id: int) -> QuerySet[Series]:
    """The series of an organisation with their editions, by title."""
    editions = Prefetch("editions", Event.objects.order_by("-begins_at", "-id"))
    rows = Series.objects.filter(organisation_id=organisation_id).select_related("organisation")
    return rows.prefetch_related(editions).order_by("title", "id")
