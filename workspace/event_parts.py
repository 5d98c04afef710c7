"""The pages that change an event, as tabs: the usual ones, and what its kind names in ``editing_parts``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workspace.access import EventDesk
from workspace.frame import event_url

P = ParamSpec("P")


@dataclass(frozen=True)
class Part:
    """What a tab says, and the URL name of its page."""

    label: Any
    page: str


KIND_PARTS: Mapping[str, Part] = {
    "days": Part(_("Days"), "event_days"),
    "rounds": Part(_("Rounds"), "event_rounds"),
    "meetings": Part(_("Meetings"), "event_meetings"),
    "stands": Part(_("Stands"), "event_stands"),
    "choosing": Part(_("Choosing sessions"), "own_rules"),
    "group": Part(pgettext_lazy("of a course", "Group"), "own_rules"),
    "exhibitors": Part(_("Exhibitors"), "own_rules"),
}
FIRST = (Part(_("Texts and dates"), "event_edit"),)
LAST = (
    Part(_("Place and rooms"), "event_place"),
    Part(_("Practical texts"), "event_texts"),
    Part(_("Pictures"), "event_pictures"),
    Part(_("Signing up"), "sign_up_rules"),
    Part(_("Questions"), "event_questions"),
    Part(_("Admissions and prices"), "admissions"),
    Part(_("Places"), "capacities"),
    Part(_("Cancelling"), "cancellation_terms"),
    Part(_("Series"), "event_series"),
)


def parts_of_event(desk: EventDesk, current: str) -> Sequence[dict[str, Any]]:
    """The tabs of what there is to change; ``current`` is the URL name of the one that is shown."""
    own = [KIND_PARTS[name] for name in desk.event.behaviour.editing_parts]
    return [
        {
            "label": part.label,
            "url": event_url(desk.event, part.page),
            "current": part.page == current,
            "count": None,
        }
        for part in (*FIRST, *own, *LAST)
    ]


def page_of_part(page: str) -> Callable[..., Any]:
    """Show the view only for an event whose kind has a part with that page: for others it is not there."""

    def decorate(view: Callable[Concatenate[HttpRequest, EventDesk, P], HttpResponseBase]) -> Any:
        @wraps(view)
        def entered(
            request: HttpRequest, desk: EventDesk, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if page not in {KIND_PARTS[name].page for name in desk.event.behaviour.editing_parts}:
                raise Http404
            return view(request, desk, *args, **kwargs)

        return entered

    return decorate
