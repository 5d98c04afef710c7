"""In which language, and how formally, somebody is spoken to."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

from django.utils import translation

from lib.names import NameParts, salutation
from organisations.models import Organisation
from registrations.models import Registration


@dataclass(frozen=True)
class Voice:
    """``form`` counts in Dutch only."""

    language: Literal["nl", "en"]
    form: Literal["u", "je"]

    @property
    def code(self) -> str:
        """The catalog: "nl", "nl-informal" or "en"."""
        return "nl-informal" if self.language == "nl" and self.form == "je" else self.language

    def speaking(self) -> AbstractContextManager[None]:
        """Make it the active language inside."""
        return translation.override(self.code)

    def salutation(self, name: NameParts) -> str:
        """How a mail to this person begins, without the comma."""
        return salutation(name, self.form, self.language)


def voice_of(registration: Registration) -> Voice:
    """The language of a sign-up, and the form of address of its event, else of the organisation."""
    event = registration.event
    form = event.form_of_address or event.organisation.form_of_address
    return Voice(
        "en" if registration.language == "en" else "nl",
        "je" if form == Organisation.Address.INFORMAL else "u",
    )
