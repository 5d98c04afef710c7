"""Dutch has no prefix, in either form of address; English stands under /en/."""

from typing import Any

from django.urls import LocalePrefixPattern, URLResolver
from django.utils.translation import get_language


class LanguagePrefix(LocalePrefixPattern):
    @property
    def language_prefix(self) -> str:
        return "en/" if get_language() == "en" else ""


def in_each_language(*routes: Any) -> list[URLResolver]:
    """Return ``routes`` under the prefix of the active language, as i18n_patterns would."""
    return [URLResolver(LanguagePrefix(prefix_default_language=False), list(routes))]
