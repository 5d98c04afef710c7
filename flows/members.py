"""Member organisations: taken up, changed, and no longer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from organisations import trail
from organisations.access import Actor
from organisations.members import keep_member
from organisations.models import MemberOrganisation, Organisation
from registrations.price_places import open_places_of


@transaction.atomic(durable=True)
def add_member(
    organisation_id: int, name: str, keys: Collection[str], now: datetime, *, actor: Actor
) -> MemberOrganisation:
    """Take up a member that is recognised by ``keys`` (mail domains, KvK numbers). Raises KeyTaken."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation_id)
    member = MemberOrganisation(organisation_id=organisation_id, name=name)
    changed = keep_member(member, keys)
    open_places_of(member)
    _record(member, "member added", changed, now, actor)
    return member


@transaction.atomic(durable=True)
def edit_member(
    organisation_id: int,
    member_id: int,
    name: str,
    keys: Collection[str],
    now: datetime,
    *,
    is_stopped: bool,
    actor: Actor,
) -> list[str]:
    """Change a member, or let it be one no longer; names what changed.

    Raises KeyTaken and MemberOrganisation.DoesNotExist.
    """
    organisation = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation_id)
    member = organisation.members.get(pk=member_id)
    member.name, member.is_stopped = name, is_stopped
    if changed := keep_member(member, keys):
        _record(member, "member changed", changed, now, actor)
    return changed


def _record(
    member: MemberOrganisation, verb: str, changed: Collection[str], now: datetime, actor: Actor
) -> None:
    trail.record(
        member.organisation_id,
        "member",
        member.pk,
        verb,
        at=now,
        actor=actor,
        facts={"fields": list(changed)},
    )
