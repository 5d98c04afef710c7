"""The last part of the address of a legal text, which has a word in each language."""

from website.templatetags.display import language

WORDS = {
    "terms": {"nl": "voorwaarden", "en": "terms"},
    "privacy": {"nl": "privacyverklaring", "en": "privacy"},
    "accessibility": {"nl": "toegankelijkheid", "en": "accessibility"},
}


class LegalKindPath:
    """In routes the word of a kind of text in the active language; in views and ``reverse`` its name."""

    regex = "[a-z]+"

    def to_python(self, value: str) -> str:
        """Return the name of the kind; ValueError lets Django look at the next route."""
        for name, words in WORDS.items():
            if words[language()] == value:
                return name
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        """Return the word for the kind called ``value`` in the active language."""
        return WORDS[value][language()]
