"""Why a part of an event stays as it is, in plain words: what events.removing.NotPossible says by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.removing import NotPossible

SENTENCES = {
    "gone": _("This is not there any more: somebody removed it meanwhile."),
    "day_released": _("The public has seen this day. It can be moved, not removed."),
    "last_day": _("An event has at least one day. Add another one first."),
    "day_has_sessions": _("There are sessions or rounds on this day. Move or remove them first."),
    "only_day_of_ticket": _("“%(ticket)s” is for this day alone. Choose another day for it first."),
    "only_session_of_ticket": _("“%(ticket)s” is for this meeting alone. Choose another one for it first."),
    "only_ticket_of_discount": _(
        "A discount or a code is for “%(ticket)s” alone, and would be for everything without it. "
        "Choose something else for the discount first; where it is a code, hide this instead."
    ),
    "day_taken": _("Somebody has a place on this day, so it stays."),
    "sold_for_all_days": _(
        "“%(ticket)s” is for all days and has been sold: on a new day these people would have no place. "
        "First tick the days that it is for."
    ),
    "round_released": _(
        "The public has seen sessions of “%(round)s”. Move or remove those one by one in the programme."
    ),
    "session_taken": _("Somebody has a place in this session, so it stays. It can be moved."),
    "stand_taken": _("Stand %(number)s is taken, so it stays as it is."),
    "stand_sold_before": _("Stand %(number)s was sold before. Take it off sale instead."),
    "number_taken": _("There is a stand %(number)s already. Choose another number."),
    "ticket_sold": _("This has been sold, so it stays. Hide it or end its sale instead."),
    "last_admission": _("This is the only admission that gives a place. Add another one first."),
    "staff_needed": _("Without this the staff of stands cannot register."),
    "size_has_stands": _("There are stands of this size. Give them another size or remove them first."),
}


def refusal_sentence(refused: NotPossible) -> str:
    """What stands in the way, in the active language."""
    if refused.code == "session_has_people":
        number = refused.facts["people"]
        return ngettext(
            "%(number)s participant comes to this, so it stays. It can be moved.",
            "%(number)s participants come to this, so it stays. It can be moved.",
            int(str(number)),
        ) % {"number": number}
    return str(SENTENCES[refused.code]) % refused.facts
