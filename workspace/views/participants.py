"""Who comes to an event, as a list and as a file of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lib.dates import format_short_day
from reports.attendee_filters import Choices, choices
from reports.attendee_list import Attendee, Page, Wanted, attendee_page
from reports.participant_export import TYPES, NotForThisReader, export_participants
from reports.sight import Sight, sight_of
from workspace.access import EventDesk, at_event
from workspace.forms.participants import query_of, wanted_in
from workspace.frame import event_url, phone_url, show
from workspace.words import PAYMENTS, STATES

ORDERS = {"surname": "ascending", "organisation": "ascending", "signed_up_at": "descending"}


@at_event("participants.list")
def participants(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Show a page of those who are asked for, or send all of them as a file."""
    sight = sight_of(desk.actor, desk.event.pk)
    wanted = wanted_in(request.GET).within(sight)
    if "export" in request.GET:
        return _file(desk, wanted, request.GET["export"], request.GET.get("answers", ""))
    offered = choices(desk.actor, desk.event)
    after = request.GET.get("after", "")
    titles = offered.chosen_titles() if not sight.contact else {}
    page = attendee_page(desk.actor, desk.event, wanted, after, titles)
    context = {
        "wanted": wanted,
        "sight": sight,
        "choices": offered,
        "states": [(state, STATES[state].text) for state in offered.states],
        "payments": [(state, PAYMENTS[state].text) for state in offered.payments],
        "page": page,
        "phone_url": phone_url(desk),
        "rows": [_row(desk, row, opens=sight.employer) for row in page.rows],
        "columns": _columns(wanted, offered, sight),
        "range": _range(page) if wanted.sort == "surname" else "",
        "all_url": query_of(Wanted(sort=wanted.sort)),
        "name_follows": _("Name to follow"),
        "first_url": query_of(wanted) if after else "",
        "next_url": query_of(wanted, after=page.next_key) if page.next_key else "",
        **(_exports(desk, wanted) if sight.export else {}),
    }
    return show(request, desk, "workspace/participants/page.html", context, "participants")


def _exports(desk: EventDesk, wanted: Wanted) -> dict[str, Any]:
    """Addresses of files: the usual ones, and where something is asked those that hold the answers too."""
    may_see = desk.actor.may("participants.answers", desk.event.pk) and desk.event.questions.exists()
    special = desk.actor.may("participants.special", desk.event.pk)
    special = special and desk.event.questions.filter(is_special=True).exists()
    return {
        "exports": {name: query_of(wanted, export=name) for name in TYPES},
        "with_answers": query_of(wanted, export="xlsx", answers="on") if may_see else "",
        "with_special": query_of(wanted, export="xlsx", answers="special") if special else "",
        "answers_url": event_url(desk.event, "event_answers") if may_see else "",
    }


def _row(desk: EventDesk, row: Attendee, *, opens: bool) -> dict[str, Any]:
    day = desk.event.local_date(row.signed_up_at)
    is_other_year = day.year != desk.event.local_date(desk.now).year
    return {
        "attendee": row,
        "url": event_url(desk.event, "participant", row.id) if opens else "",
        "badge": STATES[row.state],
        "payment": PAYMENTS.get(row.payment_state),
        "signed_up": format_short_day(day, get_language() or "nl", year=is_other_year),
    }


def _range(page: Page) -> str:
    names = [row.name or _("Name to follow") for row in page.rows]
    return f"{names[0]} – {names[-1]}" if names else ""


def _columns(wanted: Wanted, offered: Choices, sight: Sight) -> list[dict[str, str]]:
    """The heads of the columns in order; those that sort have an address and say whether they do now."""
    columns = [
        ("name", _("Name"), "surname", True),
        ("organisation", _("Organisation"), "organisation", sight.employer),
        ("ticket", pgettext("ticket type", "Admission"), "", sight.employer),
        ("sessions", _("Sessions"), "", bool(offered.chosen_titles()) and not sight.contact),
        ("state", _("State"), "", True),
        ("payment", pgettext("paid or not", "Payment"), "", bool(offered.payments)),
        ("signed_up", _("Registered"), "signed_up_at", True),
    ]
    return [
        {
            "name": name,
            "label": label,
            "url": query_of(wanted, sort=sort) if sort else "",
            "order": ORDERS[sort] if sort and sort == wanted.sort else "",
        }
        for name, label, sort, is_shown in columns
        if is_shown
    ]


def _file(desk: EventDesk, wanted: Wanted, file_format: str, answers: str) -> HttpResponseBase:
    try:
        content_type = TYPES[file_format]
        content = export_participants(desk.actor, desk.event, wanted, file_format, answers=answers)
    except KeyError as unknown:
        raise Http404 from unknown
    except NotForThisReader as refused:
        raise PermissionDenied from refused
    response = StreamingHttpResponse(content, content_type=content_type)
    name = f"{slugify(_('Participants'))}-{desk.event.slug}.{file_format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
