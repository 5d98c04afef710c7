"""What is said about an event while it is being made."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.holidays import Clash
from lib.dates import format_day


def clash_sentence(clash: Clash) -> str:
    """Return "dinsdag 27 april 2027 is Koningsdag." in the active language."""
    day = format_day(clash.day, get_language() or "nl")
    sentence = _("%(day)s is a holiday: %(holiday)s.") % {"day": day, "holiday": clash.holiday}
    return sentence[:1].upper() + sentence[1:]
