"""Who works for an organisation, and who was asked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from organisations.access import Actor
from organisations.models import Membership, MembershipInvite


class NotForThisReader(Exception):
    """The actor may not see who works here."""


@dataclass(frozen=True)
class Colleagues:
    """Roles by name, the role for all events first; invites that are open, the newest first."""

    members: tuple[Membership, ...]
    invites: tuple[MembershipInvite, ...]


def colleague_list(actor: Actor, organisation_id: int, now: datetime) -> Colleagues:
    """The people of an organisation at ``now`` (UTC), for who may change them. Raises NotForThisReader."""
    _check(actor)
    rows = Membership.objects.filter(organisation=organisation_id).select_related("user", "event")
    members = sorted(rows, key=lambda row: (_name(row).casefold(), row.user_id, bool(row.event_id), row.pk))
    invites = MembershipInvite.objects.filter(
        organisation=organisation_id, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )
    return Colleagues(
        tuple(members), tuple(invites.select_related("event", "invited_by").order_by("-created_at", "-pk"))
    )


def find_colleague(actor: Actor, organisation_id: int, membership_id: int) -> Membership | None:
    """One role of a colleague there. Raises NotForThisReader."""
    _check(actor)
    rows = Membership.objects.filter(organisation=organisation_id, pk=membership_id)
    return rows.select_related("user", "event", "organisation").first()


def _check(actor: Actor) -> None:
    if actor.reach("members.change") is not None:
        raise NotForThisReader


def _name(row: Membership) -> str:
    return row.user.name or row.user.email
