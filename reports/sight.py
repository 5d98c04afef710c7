"""What somebody may see of the participants of one event."""

from __future__ import annotations

from dataclasses import dataclass

from organisations.access import Actor


@dataclass(frozen=True)
class Sight:
    """Names, states and sessions are seen by whoever sees the list at all.

    ``employer``: the organisation and the ticket, and a page for each person; ``contact``:
    addresses, job titles, mails and history; ``money``: prices, invoices and what is paid.
    """

    employer: bool
    contact: bool
    money: bool
    export: bool


def sight_of(actor: Actor, event_id: int) -> Sight:
    """What ``actor`` may see in an event, by the permission table."""
    return Sight(
        employer=actor.may("participants.view", event_id),
        contact=actor.may("participants.contact", event_id),
        money=actor.may("participants.money", event_id),
        export=actor.may("participants.export", event_id),
    )
