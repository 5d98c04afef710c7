"""Who is in a part of an event: asked before an organiser takes it away, and its pool follows."""

from __future__ import annotations

from django.db.models import QuerySet

from events.models import Day, Event, Session, Stand, TicketType
from events.removing import NotPossible
from registrations.models import Attending, Line, Participant, SeatClaim, SeatPool


def pools_of_event(event: Event) -> QuerySet[SeatPool]:
    """The pools of an event, locked in order of id: nobody takes a seat until the transaction ends."""
    return SeatPool.objects.select_for_update(of=("self",)).filter(event=event).order_by("id")


def hold_pools(event: Event) -> None:
    """Lock all pools of an event in order of id, before several are looked at one by one."""
    list(pools_of_event(event).values_list("pk", flat=True))


def clear_day(day: Day) -> None:
    """Take away the pool of a day on which nobody has a seat. Raises NotPossible."""
    _clear(day.event, SeatPool.objects.filter(day=day), "day_taken")


def clear_session(session: Session) -> None:
    """Take away the pool of a session that nobody attends. Raises NotPossible."""
    _nobody_attends(session)
    _clear(session.event, SeatPool.objects.filter(session=session), "session_taken")


def shut_session(session: Session) -> None:
    """Let nobody choose a session any more that nobody attends. Raises NotPossible."""
    _nobody_attends(session)
    pools = SeatPool.objects.filter(session=session)
    if pools.filter(taken=0, waiting=0).update(open=False) < pools.count():
        raise NotPossible("session_taken")


def reopen_session(session: Session) -> None:
    """Let people choose a session again."""
    SeatPool.objects.filter(session=session).update(open=True)


def clear_stand(stand: Stand) -> None:
    """Take away the pool of a stand that was never sold. Raises NotPossible."""
    if stand.lines.exists():
        raise NotPossible("stand_sold_before" if is_free(stand) else "stand_taken", number=stand.number)
    _clear(stand.event, SeatPool.objects.filter(stand=stand), "stand_taken", number=stand.number)


def sell_stand(stand: Stand, *, open_: bool) -> None:
    """Sell a free stand from now on, or no more. Raises NotPossible."""
    if not SeatPool.objects.filter(stand=stand, taken=0).update(open=open_):
        raise NotPossible("stand_taken", number=stand.number)


def rename_stand_pool(stand: Stand) -> None:
    """Let the pool of a free stand be called as the stand is now. Raises NotPossible."""
    pools = SeatPool.objects.filter(stand=stand, taken=0)
    if stand.lines.exists() or not pools.update(slug=f"stand-{stand.number}"):
        raise NotPossible("stand_taken", number=stand.number)


def is_free(stand: Stand) -> bool:
    """Whether nobody has a stand, not even on hold."""
    return SeatPool.objects.filter(stand=stand, taken=0).exists()


def check_unsold(ticket: TicketType) -> None:
    """Raise NotPossible where somebody ever bought a ticket type or came by it."""
    if Line.objects.filter(ticket_type=ticket).exists() or ticket.participants.exists():
        raise NotPossible("ticket_sold")


def clear_ticket(ticket: TicketType) -> None:
    """Take away the pools that are about a ticket type alone."""
    for pool in ticket.pools.all():
        if pool.ticket_types.count() == 1:
            _clear(ticket.event, SeatPool.objects.filter(pk=pool.pk), "ticket_sold")


def check_new_day(event: Event) -> None:
    """Raise NotPossible where people hold a ticket for all days: they would have no seat on a new one.

    That is so only where days are scarce by themselves.
    """
    if not any(scarce.day_id for scarce in event.behaviour.scarce(event)):
        return
    sold = Participant.objects.filter(event=event, ended_at=None, ticket_type__days=None)
    row = sold.select_related("ticket_type").first()
    if row is not None:
        raise NotPossible("sold_for_all_days", ticket=row.ticket_type.text("title"))


def _nobody_attends(session: Session) -> None:
    people = Attending.objects.filter(session=session, until=None).count()
    if people:
        raise NotPossible("session_has_people", people=people)


def _clear(event: Event, pools: QuerySet[SeatPool], code: str, **facts: object) -> None:
    locked = pools_of_event(event).filter(pk__in=pools.values("pk"))
    for pool in locked:
        if pool.taken or pool.waiting or SeatClaim.objects.filter(pool=pool).exists():
            raise NotPossible(code, **facts)
        pool.ticket_types.clear()
        pool.delete()


def stands_with_pools(event: Event) -> list[tuple[Stand, SeatPool]]:
    """The stands of an event by number, each with its one place."""
    pools = {pool.stand_id: pool for pool in SeatPool.objects.filter(event=event, stand__isnull=False)}
    rows = event.stands.select_related("ticket_type", "event")
    return [(stand, pools[stand.pk]) for stand in rows if stand.pk in pools]
