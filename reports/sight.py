"""What somebody may see of the participants of one event."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from organisations.access import Actor
from registrations.models import Participant


@dataclass(frozen=True)
class Sight:
    """Names, states and sessions are seen by whoever sees the list at all.

    ``employer``: the organisation and the ticket, and a page for each person; ``contact``:
    addresses, job titles, mails and history; ``money``: prices, invoices and what is paid.
    ``partnerships``: only who came by one of these (ids) exists for this reader; None: everybody.
    """

    employer: bool
    contact: bool
    money: bool
    export: bool
    partnerships: frozenset[int] | None = None

    def narrow(self, people: QuerySet[Participant]) -> QuerySet[Participant]:
        """Those of ``people`` that exist for this reader."""
        if self.partnerships is None:
            return people
        return people.filter(registration__partnership_id__in=self.partnerships)


def sight_of(actor: Actor, event_id: int) -> Sight:
    """What ``actor`` may see in an event, by the permission table.

    What a partnership gives of its own people says nothing of the others on the same list.
    """
    listed = actor.scope("participants.list", event_id)
    viewed = actor.scope("participants.view", event_id)
    return Sight(
        employer=viewed is None or bool(viewed and listed is not None and listed <= viewed),
        contact=actor.may("participants.contact", event_id),
        money=actor.may("participants.money", event_id),
        export=actor.may("participants.export", event_id),
        partnerships=listed,
    )
