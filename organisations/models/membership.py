"""Who works for an organisation, and as what."""

from datetime import datetime

from django.db import models

from organisations.models.organisation import Organisation
from organisations.models.user import User


class Membership(models.Model):
    """A user's role in an organisation, for all its events or (``event`` set) for one."""

    class Role(models.TextChoices):
        """What a member is; `organisations/permissions.py` says what each may do."""

        OWNER = "owner"
        ORGANISER = "organiser"
        FINANCE = "finance"
        FRONTDESK = "frontdesk"
        TRAINER = "trainer"
        PARTNER = "partner"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "event"],
                name="membership_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(
                    role__in=["owner", "organiser", "finance", "frontdesk", "trainer", "partner"]
                ),
                name="membership_role_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.organisation_id}"


class MembershipInvite(models.Model):
    """A colleague who is asked in, by a secret link that is mailed to one address and kept as SHA-256.

    It is open until it is accepted, withdrawn or too old; one address has one that is open.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invites")
    email = models.EmailField(max_length=254, help_text="normalised")
    role = models.CharField(max_length=20, choices=Membership.Role)
    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, null=True, blank=True, related_name="membership_invites"
    )
    secret_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="membership_invite_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="membership_invite_ends_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    role__in=["owner", "organiser", "finance", "frontdesk", "trainer", "partner"]
                ),
                name="membership_invite_role_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="owner") | models.Q(event__isnull=True),
                name="membership_invite_owner_of_all",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether it may be accepted at ``now`` (UTC)."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at
