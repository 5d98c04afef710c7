"""The rows of this app that somebody may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from lib.references import digest
from organisations.models import LegalText, Membership, MembershipInvite, Organisation, User
from organisations.permissions import may


@dataclass(frozen=True)
class Share:
    """What a partnership (id) lets its people do in one event (id), for those who came by it alone."""

    event_id: int
    partnership_id: int
    capabilities: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Who acts, in which organisation: roles for all its events, and for single ones (by id).

    ``shares`` are what the events that they may open as a partner give.
    """

    kind: str
    user_id: int | None = None
    organisation_id: int | None = None
    roles: frozenset[str] = frozenset()
    event_roles: tuple[tuple[int, str], ...] = ()
    shares: tuple[Share, ...] = ()

    def roles_in(self, event_id: int | None) -> frozenset[str]:
        """All roles that count for an event; None: for the organisation as a whole."""
        if event_id is None:
            return self.roles | {role for _, role in self.event_roles}
        return self.roles | {role for own, role in self.event_roles if own == event_id}

    def may(self, capability: str, event_id: int | None = None) -> bool:
        """Whether the permission table gives ``capability`` here; the system itself may do all."""
        return self._as_member(capability, event_id) or bool(self._shared(capability, event_id))

    def scope(self, capability: str, event_id: int) -> frozenset[int] | None:
        """The partnerships (ids) whose people ``capability`` reaches in an event; None: everybody."""
        return None if self._as_member(capability, event_id) else self._shared(capability, event_id)

    def _as_member(self, capability: str, event_id: int | None) -> bool:
        return self.kind == "system" or may(self.roles_in(event_id) - {Membership.Role.PARTNER}, capability)

    def _shared(self, capability: str, event_id: int | None) -> frozenset[int]:
        if not may({Membership.Role.PARTNER}, capability):
            return frozenset()
        return frozenset(
            share.partnership_id
            for share in self.shares
            if event_id in (None, share.event_id) and capability in share.capabilities
        )

    def is_member(self, event_id: int | None = None) -> bool:
        """Whether some role here is one of the organisation's own people, not a partner's."""
        return not self.roles_in(event_id) <= {Membership.Role.PARTNER}

    def reach(self, capability: str) -> frozenset[int] | None:
        """The events in which a capability counts, or None where it does for the whole organisation."""
        if self.kind == "system" or may(self.roles, capability):
            return None
        own = {
            event
            for event, role in self.event_roles
            if role != Membership.Role.PARTNER and may([role], capability)
        }
        return frozenset(own | {s.event_id for s in self.shares if self._shared(capability, s.event_id)})

    def event_ids(self) -> frozenset[int] | None:
        """The only events that count, or None where a role counts for all."""
        return None if self.roles else frozenset(own for own, _ in self.event_roles)


SYSTEM = Actor("system")


def organisation_by_slug(slug: str) -> Organisation | None:
    """An organisation, whoever asks (its name and look are public)."""
    return Organisation.objects.filter(slug=slug).first()


def shows_logo(name: str) -> bool:
    """Whether an organisation has the logo of that name."""
    return Organisation.objects.filter(logo=name).exists()


def other_organisations(organisation_id: int) -> list[Organisation]:
    """All organisations but this one, by name: who it may have as a partner."""
    return list(Organisation.objects.exclude(pk=organisation_id).order_by("name", "id"))


def actor_in(organisation_id: int, user: User) -> Actor | None:
    """What ``user`` is in an organisation by membership; None: nothing.

    Partners come in by their own organisation's partnership (events.access), not here.
    """
    rows = Membership.objects.filter(user=user, organisation_id=organisation_id).values_list(
        "role", "event_id"
    )
    roles = [(role, event_id) for role, event_id in rows if role != Membership.Role.PARTNER]
    if not roles:
        return None
    return Actor(
        "user",
        user.pk,
        organisation_id,
        frozenset(role for role, event_id in roles if event_id is None),
        tuple((event_id, role) for role, event_id in roles if event_id is not None),
    )


def organisations_of(user: User) -> list[Organisation]:
    """The organisations that ``user`` works for, by name."""
    rows = Organisation.objects.filter(
        Q(memberships__user=user) & ~Q(memberships__role=Membership.Role.PARTNER)
    )
    return list(rows.distinct().order_by("name"))


def partner_organisation_ids(user: User) -> frozenset[int]:
    """The organisations whose partnerships ``user`` may see events by."""
    rows = Membership.objects.filter(user=user, role=Membership.Role.PARTNER)
    return frozenset(rows.values_list("organisation_id", flat=True))


def legal_text(organisation_id: int, kind: str) -> LegalText | None:
    """The text of that kind that is in force: the newest version."""
    return LegalText.objects.filter(organisation_id=organisation_id, kind=kind).order_by("-version").first()


def invite_by_secret(secret: str) -> MembershipInvite | None:
    """What a mailed link asks somebody to, whether or not it is still open."""
    rows = MembershipInvite.objects.filter(secret_sha256=digest(secret))
    return rows.select_related("organisation", "event", "invited_by").first()


def works_with_power(user: User) -> bool:
    """Whether ``user`` may do all, or everything about money, at some organisation."""
    roles = [Membership.Role.OWNER, Membership.Role.FINANCE]
    return user.is_superuser or Membership.objects.filter(user=user, role__in=roles).exists()
