"""Who works for an organisation, and who is asked to: verbs for inside somebody's transaction.

Each first takes the row of the organisation, so that its last owner cannot leave by two doors at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from lib.references import digest
from organisations.models import Membership, MembershipInvite, Organisation, User

LASTS = timedelta(days=14)
OWNER = Membership.Role.OWNER


class LastOwner(Exception):
    """An organisation keeps somebody who may do all in it."""


class AlreadyMember(Exception):
    """Somebody has this role already."""


class InviteClosed(Exception):
    """An invite was accepted, withdrawn, or is too old."""


class NotTheInvited(Exception):
    """An invite is for another address."""


def invite(
    organisation: Organisation,
    email: str,
    role: str,
    event_id: int | None,
    secret: str,
    now: datetime,
    by: User | None,
) -> MembershipInvite:
    """Ask whoever has ``email`` (normalised) in; an invite of before goes. Raises AlreadyMember."""
    _lock(organisation.pk)
    members = Membership.objects.filter(organisation=organisation, user__email__iexact=email, role=role)
    if members.filter(Q(event=None) | Q(event=event_id)).exists():
        raise AlreadyMember
    _open(organisation.pk).filter(email=email).update(withdrawn_at=now)
    row = MembershipInvite(
        organisation=organisation,
        email=email,
        role=role,
        event_id=event_id,
        secret_sha256=digest(secret),
        invited_by=by,
        created_at=now,
        expires_at=now + LASTS,
    )
    row.save(force_insert=True)
    return row


def withdraw(organisation_id: int, invite_id: int, now: datetime) -> MembershipInvite | None:
    """Let an invite count no more; None where there is none that is open."""
    _lock(organisation_id)
    row = _open(organisation_id).filter(pk=invite_id).first()
    if row is not None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
    return row


def make_account(row: MembershipInvite, now: datetime) -> User | None:
    """The account of the invited address, made where there was none (None: there was one).

    Whoever has the link read the mail, so the address is theirs. Raises InviteClosed.
    """
    _lock(row.organisation_id)
    row.refresh_from_db()
    if not row.is_open(now):
        raise InviteClosed
    if User.objects.filter(email__iexact=row.email).exists():
        return None
    return User.objects.create_user(row.email, joined_at=now)


def accept(row: MembershipInvite, user: User, now: datetime) -> Membership:
    """Give ``user`` the role, once. Raises InviteClosed, NotTheInvited."""
    _lock(row.organisation_id)
    row.refresh_from_db()
    if not row.is_open(now):
        raise InviteClosed
    if user.email.lower() != row.email.lower():
        raise NotTheInvited
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    same = {"organisation_id": row.organisation_id, "role": row.role, "event_id": row.event_id}
    known = Membership.objects.filter(user=user, **same).first()
    if known is not None:
        return known
    membership = Membership(user=user, **same)
    membership.save(force_insert=True)
    return membership


def change_role(membership: Membership, role: str) -> bool:
    """Let a colleague be something else; False where nothing changes. Raises LastOwner, AlreadyMember."""
    _lock(membership.organisation_id)
    membership.refresh_from_db()
    if membership.role == role:
        return False
    _keep_an_owner(membership)
    same = Membership.objects.filter(
        user=membership.user_id, organisation=membership.organisation_id, role=role
    )
    if same.filter(event=membership.event_id).exists():
        raise AlreadyMember
    membership.role = role
    membership.save(update_fields=["role"])
    return True


def remove(membership: Membership) -> None:
    """Take a role away. Raises LastOwner, Membership.DoesNotExist."""
    _lock(membership.organisation_id)
    membership.refresh_from_db()
    _keep_an_owner(membership)
    Membership.objects.filter(pk=membership.pk).delete()


def is_last_owner(membership: Membership) -> bool:
    """Whether nobody else who can log in may do all in the organisation."""
    if membership.role != OWNER or membership.event_id is not None:
        return False
    others = Membership.objects.filter(
        organisation=membership.organisation_id, role=OWNER, event=None, user__is_active=True
    )
    return not others.exclude(user=membership.user_id).exists()


def _keep_an_owner(membership: Membership) -> None:
    if is_last_owner(membership):
        raise LastOwner


def _open(organisation_id: int) -> QuerySet[MembershipInvite]:
    return MembershipInvite.objects.filter(organisation=organisation_id, accepted_at=None, withdrawn_at=None)


def _lock(organisation_id: int) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
