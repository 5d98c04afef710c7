"""The texts that an organisation is bound by: terms, privacy, accessibility."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.legal_texts import edit_legal_text
from organisations.access import legal_text
from organisations.models import LegalText
from workspace.access import Desk, at_organisation
from workspace.editing import posted
from workspace.forms.legal_text import LegalTextForm
from workspace.forms.shown_errors import shown_errors
from workspace.frame import show

Kind = LegalText.Kind
TITLES = {
    Kind.TERMS.value: gettext_lazy("General terms and conditions"),
    Kind.PRIVACY.value: gettext_lazy("Privacy statement"),
    Kind.ACCESSIBILITY.value: gettext_lazy("Accessibility statement"),
}


@at_organisation("event.make")
def legal_text_edit(request: HttpRequest, desk: Desk, text: str) -> HttpResponseBase:
    """Write the text that holds from now on; "preview" shows it and stores nothing."""
    if text not in TITLES:
        raise Http404
    row = legal_text(desk.organisation.pk, text)
    form = LegalTextForm(posted(request), row)
    if form.is_valid() and "preview" not in request.POST:
        changed = edit_legal_text(desk.organisation.pk, text, **form.values(), now=desk.now, actor=desk.actor)
        messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
        return HttpResponseRedirect(request.path, status=303)
    errors = shown_errors([form]) if form.is_bound else []
    context = {
        "form": form,
        "errors": errors,
        "row": row,
        "title": TITLES[text],
        "preview": form.values() if "preview" in request.POST and form.is_valid() else None,
        "others": [
            (title, reverse("workspace:legal_text_edit", args=[desk.organisation.slug, name]))
            for name, title in TITLES.items()
            if name != text
        ],
    }
    status = 409 if form.is_bound and form.is_stale else 422 if errors else 200
    return show(request, desk, "workspace/legal_text/edit.html", context, "legal_text_edit", status=status)
