"""Taking parts out of an event: what nobody has seen yet is deleted, what was released only drops in drafts.

Whether people are in them is asked in registrations.occupancy, by the flows, before any of this.
"""

from __future__ import annotations

from events.editing import redate, shifted
from events.models import Day, Event, Round, Session, SessionDraft, Stand, TicketType
from events.versions import touch


class NotPossible(Exception):
    """``code`` says what stands in the way, ``facts`` which and how many."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def check_day(day: Day) -> None:
    """Raise NotPossible where something depends on a day, or where anybody may have seen it."""
    if day.released_at is not None:
        raise NotPossible("day_released")
    if not day.event.days.exclude(pk=day.pk).filter(cancelled_at=None).exists():
        raise NotPossible("last_day")
    if day.sessions.exists() or day.rounds.exists():
        raise NotPossible("day_has_sessions")
    for ticket in day.ticket_types.all():
        if ticket.days.count() == 1:  # without it the ticket would be for all days
            raise NotPossible("only_day_of_ticket", ticket=ticket.text("title"))


def remove_day(day: Day) -> None:
    """Delete a day that ``check_day`` lets go."""
    event = day.event
    day.delete()
    redate(event)


def check_round(row: Round) -> None:
    """Raise NotPossible where anybody may have seen one of its sessions."""
    if row.sessions.filter(released_at__isnull=False).exists():
        raise NotPossible("round_released", round=row.text("title"))


def remove_round(row: Round) -> None:
    """Delete a round that ``check_round`` lets go, with its sessions."""
    row.sessions.all().delete()
    row.delete()


def move_round(row: Round, day: Day) -> None:
    """Put a round that ``check_round`` lets go on another day, its sessions at the same hours."""
    old, new = (getattr(one, "draft", one).date for one in (row.day, day))
    for session in row.sessions.select_related("draft"):
        for dated in (session, session.draft):
            dated.begins_at, dated.ends_at = (
                shifted(moment, new - old, row.event.timezone) for moment in (dated.begins_at, dated.ends_at)
            )
            dated.save(update_fields=["begins_at", "ends_at"])
        session.day = day
        session.save(update_fields=["day"])
    row.day = day
    row.save(update_fields=["day"])


def remove_session(session: Session) -> bool:
    """Delete a session that nobody saw, or let the next release cancel it; says whether it is gone.

    Raises NotPossible.
    """
    event = session.event
    for ticket in session.ticket_types.all():
        if ticket.sessions.count() == 1:  # without it the ticket would be for all meetings, or for none
            raise NotPossible("only_session_of_ticket", ticket=ticket.text("title"))
    gone = session.released_at is None
    if gone:
        session.delete()
    else:
        SessionDraft.objects.filter(session=session).update(is_cancelled=True)
    if not event.days.exists():
        redate(event)
    return gone


def restore_session(session: Session) -> None:
    """Let a session stay that the next release would have cancelled."""
    SessionDraft.objects.filter(session=session).update(is_cancelled=False)
    if not session.event.days.exists():
        redate(session.event)


def remove_stand(stand: Stand) -> None:
    """Take a stand off the map."""
    event_id = stand.event_id
    stand.delete()
    touch(event_id)


def change_stand(stand: Stand, number: int, size: TicketType) -> list[str]:
    """Give a stand another number or size; names what changed. Raises NotPossible."""
    if number != stand.number and stand.event.stands.filter(number=number).exists():
        raise NotPossible("number_taken", number=number)
    changed = [
        name
        for name, differs in (("number", number != stand.number), ("size", size != stand.ticket_type))
        if differs
    ]
    if changed:
        stand.number, stand.ticket_type = number, size
        stand.save(update_fields=["number", "ticket_type"])
        touch(stand.event_id)
    return changed


def check_ticket(event: Event, ticket: TicketType) -> None:
    """Raise NotPossible where a ticket type is the last that gives a place, or something is of it alone."""
    kinds = TicketType.Kind
    others = event.ticket_types.filter(kind=kinds.ADMISSION).exclude(pk=ticket.pk)
    if ticket.kind == kinds.ADMISSION and not others.exists():
        raise NotPossible("last_admission")
    if ticket.kind == kinds.STAFF and event.stands.exists():
        raise NotPossible("staff_needed")
    if ticket.stands.exists():
        raise NotPossible("size_has_stands")
    named = [row.ticket_types.count() for row in ticket.price_rules.all()]
    named += [row.ticket_types.count() for row in ticket.codes.all()]
    if 1 in named:  # a discount or a code would be for everything without it
        raise NotPossible("only_ticket_of_discount", ticket=ticket.text("title"))
