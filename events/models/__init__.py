"""What people sign up for: events, programme, places, tickets, partners."""

from events.models.codes import Code
from events.models.event import CancellationStep, Event, EventDraft, EventText
from events.models.partnerships import Partnership
from events.models.places import Room, Speaker, Venue
from events.models.prices import PriceRule
from events.models.programme import (
    Day,
    DayDraft,
    ProgrammeRelease,
    Round,
    Session,
    SessionDraft,
    SessionSpeaker,
)
from events.models.questions import Question, QuestionOption
from events.models.series import Series
from events.models.tickets import Stand, TicketType

__all__ = [
    "CancellationStep",
    "Code",
    "Day",
    "DayDraft",
    "Event",
    "EventDraft",
    "EventText",
    "Partnership",
    "PriceRule",
    "ProgrammeRelease",
    "Question",
    "QuestionOption",
    "Room",
    "Round",
    "Series",
    "Session",
    "SessionDraft",
    "SessionSpeaker",
    "Speaker",
    "Stand",
    "TicketType",
    "Venue",
]
