"""What every kind of event answers, in the words of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.db.models import Model
    from django.utils.functional import _StrPromise

    from events.models import Event, Session
    from organisations.models import Organisation


@dataclass(frozen=True)
class Scarce:
    """Something of which there is only so much: the event (no id), a day, a session or a stand.

    ``capacity`` is what the kind itself knows (1 for a stand); None leaves it to the organiser.
    """

    slug: str
    day_id: int | None = None
    session_id: int | None = None
    stand_id: int | None = None
    capacity: int | None = None


@dataclass(frozen=True)
class VatRule:
    """A VAT category (EN 16931 code, BT-151) with its rate in percent."""

    category: str
    percent: Decimal


@dataclass(frozen=True)
class CalendarPart:
    """What one calendar entry is about: a day with its chosen sessions, or one session."""

    day_id: int | None = None
    session_id: int | None = None


STANDARD_VAT = VatRule("S", Decimal(21))
EXEMPT = VatRule("E", Decimal(0))


class Kind(Protocol):
    """A kind of event: stateless, its methods take the event."""

    name: str
    label: _StrPromise
    label_plural: _StrPromise
    registration_word: _StrPromise
    paths: Mapping[str, str]
    teaches: bool
    """Whether it is training: what of it is exempt from VAT is so on that ground."""
    making_parts: Sequence[str]
    """Names of the parts that the form for a new event has beside the usual, in order."""
    editing_parts: Sequence[str]
    """Names of the pages that changing an event has beside the usual, in order."""

    def begin(self, event: Event) -> None:
        """Store what only this kind has, with defaults that work."""

    def own_row(self, event: Event) -> Model | None:
        """The row of what only this kind has, where it keeps one."""

    def scarce(self, event: Event) -> Sequence[Scarce]:
        """What is scarce: a seat pool is opened for each."""

    def form_parts(self, event: Event) -> Sequence[str]:
        """Names of the parts that the sign-up form has for this kind, in order."""

    def page_parts(self, event: Event) -> Sequence[str]:
        """Names of the parts of the public page, in order."""

    def calendar_parts(self, event: Event) -> Sequence[CalendarPart]:
        """The parts that stand in a participant's calendar, in order of time."""

    def common_sessions(self, event: Event) -> Sequence[Session]:
        """The sessions that every participant takes without choosing."""

    def vat_for_new(self, organisation: Organisation, day: date) -> VatRule:
        """The VAT that is proposed while an event of ``organisation`` is being made."""

    def tell_vat(self, event: Event, rule: VatRule) -> None:
        """Keep what it says of the event that its organiser chose this VAT for it."""

    def default_vat(self, event: Event, day: date) -> VatRule:
        """The VAT of a ticket when nobody chose another, on ``day``."""
