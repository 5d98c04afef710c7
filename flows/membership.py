"""Colleagues come in by an invitation, get another role, and leave; the trail keeps it."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from flows.mails.membership import post_invite
from lib.references import new_secret
from organisations import memberships, trail
from organisations.access import Actor
from organisations.models import Membership, MembershipInvite, Organisation, User


@transaction.atomic(durable=True)
def invite_colleague(
    organisation: Organisation,
    email: str,
    role: str,
    event_id: int | None,
    now: datetime,
    *,
    actor: Actor,
    user: User,
    language: str = "nl",
) -> MembershipInvite:
    """Mail a secret link at ``now`` (UTC) to ``email`` (normalised); an earlier one counts no more.

    Raises AlreadyMember.
    """
    secret = new_secret()
    row = memberships.invite(organisation, email, role, event_id, secret, now, user)
    _record(organisation.pk, "membershipinvite", row.pk, "invited", now, actor, row.role, row.event_id, email)
    post_invite(row, secret, user, language, now)
    return row


@transaction.atomic(durable=True)
def withdraw_invite(organisation_id: int, invite_id: int, now: datetime, *, actor: Actor) -> bool:
    """Let an invite count no more; False where there is none that is open."""
    row = memberships.withdraw(organisation_id, invite_id, now)
    if row is not None:
        _record(organisation_id, "membershipinvite", row.pk, "withdrawn", now, actor, row.role, row.event_id)
    return row is not None


@transaction.atomic(durable=True)
def prepare_account(invite: MembershipInvite, now: datetime) -> None:
    """See that the invited address has an account, so that it can log in by a mailed code.

    Raises InviteClosed.
    """
    user = memberships.make_account(invite, now)
    if user is not None:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic(durable=True)
def accept_invite(invite: MembershipInvite, user: User, now: datetime) -> Membership:
    """Give ``user`` the role that was offered, once. Raises InviteClosed, NotTheInvited."""
    row = memberships.accept(invite, user, now)
    actor = Actor("user", user.pk, row.organisation_id)
    _record(row.organisation_id, "membership", row.pk, "accepted", now, actor, row.role, row.event_id)
    return row


@transaction.atomic(durable=True)
def change_role(membership: Membership, role: str, now: datetime, *, actor: Actor) -> None:
    """Let a colleague be something else. Raises LastOwner, AlreadyMember."""
    if memberships.change_role(membership, role):
        _record(
            membership.organisation_id,
            "membership",
            membership.pk,
            "role_changed",
            now,
            actor,
            role,
            membership.event_id,
        )


@transaction.atomic(durable=True)
def remove_colleague(membership: Membership, now: datetime, *, actor: Actor) -> None:
    """Take a role away at once. Raises LastOwner, Membership.DoesNotExist."""
    memberships.remove(membership)
    _record(
        membership.organisation_id,
        "membership",
        membership.pk,
        "removed",
        now,
        actor,
        membership.role,
        membership.event_id,
        membership.user.email,
    )


def _record(
    organisation_id: int,
    subject: str,
    subject_id: int,
    verb: str,
    now: datetime,
    actor: Actor,
    role: str,
    event_id: int | None,
    email: str = "",
) -> None:
    trail.record(
        organisation_id,
        subject,
        subject_id,
        verb,
        at=now,
        actor=actor,
        event_id=event_id,
        facts={"role": str(role)},
        personal={"email": ("", email)} if email else None,
    )
