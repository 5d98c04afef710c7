"""Which organisations are members of one that organises, and how they are recognised."""

from django.db import models

from organisations.models.organisation import Organisation


class MemberOrganisation(models.Model):
    """An organisation that is a member of another, for what members pay."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=200)
    is_stopped = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class MemberKey(models.Model):
    """A mail domain or a KvK number by which a member is recognised: of one member only.

    Only organisations have one: a public mailbox is nobody's domain.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(MemberOrganisation, on_delete=models.CASCADE, related_name="keys")
    text = models.CharField(max_length=254, help_text="in small letters")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["organisation", "text"], name="member_key_of_one_member"),
        )

    def __str__(self) -> str:
        return self.text
