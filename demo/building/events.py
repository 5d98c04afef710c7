"""One event of the demo world as rows."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from demo.building.questions import add_questions
from demo.world.shape import BranchedagData, EventData, LeergangData, TicketData, World
from events import making
from events.models import (
    CancellationStep,
    Day,
    Event,
    EventText,
    Partnership,
    Room,
    Round,
    Series,
    Session,
    Speaker,
    Stand,
    TicketType,
    Venue,
)
from flows.event_making import make_event
from organisations.models import Organisation
from registrations.models import SeatPool

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Seats = dict[str, int | None]


def at(day: date, hour: time) -> datetime:
    """Return the moment (UTC) at which the clocks in Amsterdam show that."""
    return datetime.combine(day, hour, AMSTERDAM).astimezone(UTC)


def add_event(world: World, data: EventData, academy: Organisation, now: datetime) -> None:
    """Make and publish an event at ``now`` (UTC), unless there is one of its slug."""
    if not Event.objects.filter(slug=data.slug).exists():
        make_event(_event(world, data, academy), _builder(world, data), now)


def archive(data: EventData) -> None:
    """Put away an event that is over."""
    rows = Event.objects.filter(slug=data.slug, status=Event.Status.PUBLISHED)
    rows.update(status=Event.Status.ARCHIVED)


def _event(world: World, data: EventData, academy: Organisation) -> Event:
    venue = next(v for v in world.venues if v.slug == data.venue)
    series = next((s.slug for s in world.series if data.slug in s.editions), None)
    first, last = data.days[0], data.days[-1]
    closes = data.last_sign_up_day
    return Event(
        organisation=academy,
        series=Series.objects.get(slug=series) if series else None,
        kind=data.kind,
        slug=data.slug,
        title=data.title.nl,
        title_en=data.title.en,
        lead=data.lead.nl,
        lead_en=data.lead.en,
        description=data.description.nl,
        description_en=data.description.en,
        audience=data.audience.nl,
        audience_en=data.audience.en,
        begins_at=at(first.date, first.start),
        ends_at=at(last.date, last.end),
        venue=Venue.objects.get(organisation=academy, name=venue.name),
        sign_up_closes_at=at(closes, time(23, 59, 59)) if closes else None,
        has_waiting_list=data.waiting_list,
        most_per_sign_up=data.most_per_sign_up,
        asks_organisation=any(ticket.price for ticket in data.tickets),
        asks_job_title=any(ticket.price for ticket in data.tickets),
    )


def _builder(world: World, data: EventData) -> Callable[[Event], Seats]:
    def build(event: Event) -> Seats:
        days = _add_days(event, data)
        rounds = _add_rounds(event, data, days)
        _add_sessions(world, event, data, days, rounds)
        tickets = _add_tickets(event, data, days)
        _add_terms(event, data)
        add_questions(event)
        _add_partnerships(event, data)
        _add_what_the_kind_has(event, data, tickets)
        return _capacities(data, days)

    return build


def _add_days(event: Event, data: EventData) -> list[Day]:
    if data.kind == "leergang":  # its meetings are what has a date
        return []
    return [
        making.add_day(event, f"day-{number}", at(day.date, day.start), at(day.date, day.end))
        for number, day in enumerate(data.days, 1)
    ]


def _add_rounds(event: Event, data: EventData, days: list[Day]) -> dict[str, Round]:
    rows = [
        Round(
            event=event,
            day=days[round_.day],
            slug=round_.slug,
            title=round_.title.nl,
            title_en=round_.title.en,
            position=position,
            is_required=round_.required,
        )
        for position, round_ in enumerate(data.rounds)
    ]
    return {row.slug: row for row in Round.objects.bulk_create(rows)}


def _add_sessions(
    world: World, event: Event, data: EventData, days: list[Day], rounds: Mapping[str, Round]
) -> None:
    venue = next(v for v in world.venues if v.slug == data.venue)
    stored = {room.name: room for room in Room.objects.filter(venue=event.venue)}
    rooms = {room.slug: stored[room.name.nl] for room in venue.rooms}
    people = {speaker.name: speaker for speaker in Speaker.objects.filter(organisation=event.organisation)}
    names = {speaker.slug: speaker.name for speaker in world.speakers}
    for session in data.sessions:
        day = data.days[session.day].date
        making.add_session(
            Session(
                event=event,
                day=days[session.day] if days else None,
                round=rounds.get(session.round),
                slug=session.slug,
                kind=session.sort,
                title=session.title.nl,
                title_en=session.title.en,
                description=session.about.nl,
                description_en=session.about.en,
                begins_at=at(day, session.start),
                ends_at=at(day, session.end),
                room=rooms.get(session.room),
            ),
            [people[names[slug]] for slug in session.speakers],
        )


def ticket_type(event: Event, data: TicketData, position: int) -> TicketType:
    """Return an unsaved ticket type; its VAT as EN 16931 writes it."""
    exempt = data.vat == "exempt"
    audience = TicketType.Audience.CONSUMER if data.with_vat else TicketType.Audience.BUSINESS
    return TicketType(
        event=event,
        slug=data.slug,
        kind=data.kind,
        audience=audience,
        title=data.title.nl,
        title_en=data.title.en,
        description=data.about.nl,
        description_en=data.about.en,
        position=position,
        price=data.price,
        price_includes_vat=data.with_vat,
        vat_category="E" if exempt else "S",
        vat_percent=Decimal(0) if exempt else Decimal(data.vat),
        most_staff=data.most_staff,
    )


def _add_tickets(event: Event, data: EventData, days: list[Day]) -> dict[str, TicketType]:
    rows = TicketType.objects.bulk_create(ticket_type(event, t, n) for n, t in enumerate(data.tickets))
    tickets = {row.slug: row for row in rows}
    for ticket in data.tickets:
        if ticket.days:
            tickets[ticket.slug].days.set([days[number] for number in ticket.days])
        if ticket.seats is not None:
            add_ticket_pool(tickets[ticket.slug], ticket.seats)
    return tickets


def add_ticket_pool(ticket: TicketType, seats: int) -> None:
    """Let there be only so many of one ticket type."""
    pool = SeatPool(event=ticket.event, slug=f"ticket-{ticket.slug}", capacity=seats)
    pool.save(force_insert=True)
    pool.ticket_types.set([ticket])


def _add_terms(event: Event, data: EventData) -> None:
    EventText.objects.bulk_create(
        EventText(
            event=event,
            position=position,
            title=text.title.nl,
            title_en=text.title.en,
            body=text.body.nl,
            body_en=text.body.en,
        )
        for position, text in enumerate(data.texts)
    )
    CancellationStep.objects.bulk_create(
        CancellationStep(event=event, days_before=step.days_before, fee=step.fee, percent=step.percent)
        for step in data.cancellation
    )


def _add_partnerships(event: Event, data: EventData) -> None:
    organisations = Organisation.objects.in_bulk(field_name="slug")
    Partnership.objects.bulk_create(
        Partnership(
            event=event,
            organisation=organisations[partnership.organisation],
            position=position,
            role=partnership.role.nl,
            role_en=partnership.role.en,
            sees_totals=partnership.sees_totals or partnership.sees_people,
            sees_names=partnership.sees_people,
            sees_details=partnership.sees_people,
        )
        for position, partnership in enumerate(data.partnerships)
    )


def _add_what_the_kind_has(event: Event, data: EventData, tickets: Mapping[str, TicketType]) -> None:
    own = data.kind_data
    if isinstance(own, LeergangData):
        event.leergang.minimum = own.minimum
        event.leergang.decide_on = own.decide_by
        event.leergang.attendance_percent = own.attendance_percent
        event.leergang.is_vocational_training = own.vocational
        event.leergang.save()
    if isinstance(own, BranchedagData):
        event.branchedag.build_up, event.branchedag.build_up_en = own.build_up.nl, own.build_up.en
        event.branchedag.exhibitor_terms = own.exhibitor_terms.nl
        event.branchedag.exhibitor_terms_en = own.exhibitor_terms.en
        event.branchedag.save()
        Stand.objects.bulk_create(
            Stand(event=event, number=stand.number, ticket_type=tickets[stand.ticket]) for stand in own.stands
        )


def _capacities(data: EventData, days: list[Day]) -> Seats:
    seats: Seats = {f"session-{s.slug}": s.seats for s in data.sessions if s.round}
    seats |= {day.slug: data.days[number].seats for number, day in enumerate(days)}
    return seats | {"event": data.seats}
