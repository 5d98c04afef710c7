"""Visible text in two plain columns; an empty English one falls back to Dutch."""

from django.db import models
from django.utils import translation


class Bilingual(models.Model):
    """A row with columns like ``title`` and ``title_en``."""

    class Meta:
        abstract = True

    def text(self, field: str, language: str | None = None) -> str:
        """Return ``field`` in ``language`` ("en", else Dutch); by default the active one."""
        chosen = (language or translation.get_language() or "nl")[:2]
        english = getattr(self, f"{field}_en") if chosen == "en" else ""
        return str(english or getattr(self, field))
