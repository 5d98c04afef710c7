"""What there is to sign up for: all of it, or one kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.kinds import KINDS
from lib import clock
from reports.agenda import past, under_way, upcoming
from website.agenda import coming_row, kinds_in_words, months_of, only_organiser, row_of
from website.form_of_address import addressing
from website.templatetags.display import language

PAST_ON_A_PAGE = 24


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is to come, by date; ``?month=2027-03&kind=…`` shows less of it."""
    now = clock.now()
    rows = [coming_row(item, now, language()) for item in upcoming(now)]
    month, kind = request.GET.get("month", ""), request.GET.get("kind", "")
    organiser = only_organiser(rows)
    context = {
        "organisation": organiser,
        "many_organisers": organiser is None,
        "rows": [row for row in rows if row.month.startswith(month) and kind in {"", row.kind.name}],
        "is_filtered": bool(month or kind),
        "months": months_of(rows, language()),
        "kinds": list(KINDS.values()),
        "month": month,
        "kind": kind,
        "heading": kinds_in_words(),
    }
    with addressing(organiser):
        return render(request, "website/home/page.html", context)


@require_safe
def kind_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the events of one kind: what is to come, then what has been, ``?before=<slug>`` further back."""
    now, before = clock.now(), request.GET.get("before", "")
    coming = [] if before else [coming_row(item, now, language()) for item in upcoming(now, kind)]
    begun = [] if before else [row_of(event, language()) for event in under_way(kind, now)]
    held = [row_of(event, language()) for event in past(kind, now, before, PAST_ON_A_PAGE + 1)]
    organiser = only_organiser([*coming, *begun, *held])
    context = {
        "organisation": organiser,
        "many_organisers": organiser is None,
        "kind": KINDS[kind],
        "rows": coming,
        "under_way": begun,
        "past": held[:PAST_ON_A_PAGE],
        "before": before,
        "next_url": f"?before={held[PAST_ON_A_PAGE - 1].event.slug}" if len(held) > PAST_ON_A_PAGE else "",
    }
    with addressing(organiser):
        return render(request, "website/list/page.html", context)
