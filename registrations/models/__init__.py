"""Who signed up for what, which seats that takes, and what stands in their calendars."""

from registrations.models.answers import Answer, SpecialAnswer
from registrations.models.invitation import Invitation, InvitationMail, InvitationParticipant
from registrations.models.participant import Attending, Participant
from registrations.models.registration import Billing, Line, Registration
from registrations.models.seats import Hold, SeatClaim, SeatPool

__all__ = [
    "Answer",
    "Attending",
    "Billing",
    "Hold",
    "Invitation",
    "InvitationMail",
    "InvitationParticipant",
    "Line",
    "Participant",
    "Registration",
    "SeatClaim",
    "SeatPool",
    "SpecialAnswer",
]
