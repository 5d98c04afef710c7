"""The texts that somebody agrees to or is told, in versions."""

from django.db import models

from organisations.models.organisation import Organisation


class LegalText(models.Model):
    """One version of one text of an organisation; the newest is in force, older ones stay."""

    class Kind(models.TextChoices):
        """Which text."""

        TERMS = "terms"
        PRIVACY = "privacy"
        ACCESSIBILITY = "accessibility"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="legal_texts")
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveIntegerField()
    text = models.TextField(help_text="Markdown")
    text_en = models.TextField(blank=True)
    in_force_since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "kind", "version"], name="legal_text_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.version}"
