"""Who works for an organisation, and as what."""

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
