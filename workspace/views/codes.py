"""The codes of an event: the list with their uses, a new one, and switching one off or on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Code
from flows.codes import CodeTaken, add_code, switch_code
from lib.dates import format_moment
from lib.money import format_euros
from reports.partners import ListedCode, codes_of
from workspace.access import EventDesk, at_event
from workspace.forms.codes import AUDIENCES, COUNTS, TAKEN, CodeForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import event_url, show


@at_event("event.edit")
def codes(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """List the codes; "switch" names one (its id) that is switched off or on."""
    if "switch" in request.POST:
        return _switch(request, desk)
    rows = [_row(desk, listed) for listed in codes_of(desk.event)]
    context = {"rows": rows, "new_url": event_url(desk.event, "code_new")}
    return show(request, desk, "workspace/codes/page.html", context, "codes")


@at_event("event.edit")
def code_new(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Another code."""
    form = CodeForm(request.POST if request.method == "POST" else None, desk.event)
    if form.is_valid():
        try:
            code = add_code(desk.event.pk, form.wanted(), desk.now, actor=desk.actor)
        except CodeTaken:
            form.add_error("text", forms.ValidationError(TAKEN, "duplicate"))
        else:
            messages.success(request, _("The code %(code)s can be used.") % {"code": code.text})
            return HttpResponseRedirect(event_url(desk.event, "codes"), status=303)
    errors = shown_errors([form]) if form.is_bound else []
    context = {"form": form, "errors": errors, "list_url": event_url(desk.event, "codes")}
    return show(
        request, desk, "workspace/codes/new.html", context, "codes", status=422 if form.errors else 200
    )


def _switch(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    number = request.POST["switch"]
    is_off = request.POST.get("to") == "off"
    known = number.isascii() and number.isdecimal() and len(number) < 19
    try:
        switch_code(desk.event.pk, int(number) if known else 0, desk.now, is_off=is_off, actor=desk.actor)
    except Code.DoesNotExist as gone:
        raise Http404 from gone
    said = _("The code can no longer be used.") if is_off else _("The code can be used again.")
    messages.success(request, said)
    return HttpResponseRedirect(event_url(desk.event, "codes"), status=303)


def _row(desk: EventDesk, listed: ListedCode) -> dict[str, object]:
    code = listed.code
    return {
        "code": code,
        "effect": effect_words(code),
        "tickets": ", ".join(listed.tickets),
        "audience": AUDIENCES[code.audience] if code.audience else "",
        "partner": code.partnership.organisation.name if code.partnership else "",
        "used": listed.used,
        "uses": listed.uses,
        "counts": COUNTS[code.counts],
        "period": _period(desk, code),
        "holds": code.holds(desk.now),
    }


def effect_words(code: Code) -> str:
    """What a code gives, in a few words of the active language."""
    language = get_language() or "nl"
    percent = f"{code.value.normalize():f}".replace(".", "," if language.startswith("nl") else ".")
    told = {"percent": percent, "amount": format_euros(code.value, language)}
    words = {
        Code.Effect.PERCENT: _("%(percent)s%% off"),
        Code.Effect.AMOUNT: _("%(amount)s off a registration"),
        Code.Effect.PRICE: _("for %(amount)s"),
    }
    plain = {Code.Effect.FREE: _("free of charge"), Code.Effect.NONE: _("the usual price")}
    effect = Code.Effect(code.effect)
    return plain[effect] if effect in plain else words[effect] % told


def _period(desk: EventDesk, code: Code) -> list[str]:
    language, zone = get_language() or "nl", desk.event.timezone
    found = []
    if code.valid_from:
        found.append(_("from %(from)s") % {"from": format_moment(code.valid_from, zone, language)})
    if code.valid_until:
        found.append(_("until %(until)s") % {"until": format_moment(code.valid_until, zone, language)})
    return found
