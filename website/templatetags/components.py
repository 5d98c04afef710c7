"""Components that take content, and the errors of a form; each is drawn by a template of its own.

Those without content are plain includes: ``templates/website/components/``.
"""

from typing import Any, NamedTuple

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


class FormError(NamedTuple):
    """One thing that is wrong: ``anchor`` is the id of its control, "" where there is none."""

    field: str
    code: str
    anchor: str
    text: str


def form_errors(form: BaseForm) -> list[FormError]:
    """Return what is wrong with ``form``, field by field in the order of the form."""
    return [
        FormError(
            form.add_prefix(name) if name in form.fields else name,
            str(error.code or "invalid"),
            form[name].id_for_label if name in form.fields else "",
            " ".join(error.messages),
        )
        for name, errors in form.errors.as_data().items()
        for error in errors
    ]


@register.inclusion_tag("website/components/error_summary.html")
def error_summary(form: BaseForm, title: str = "", *, kept: str | bool | None = None) -> dict[str, Any]:
    """Draw the errors of a Django form that was posted; ``kept`` as in its template."""
    return {"errors": form_errors(form) if form.is_bound else [], "title": title, "kept": kept}


@register.simple_block_tag
def notice(content: SafeString, **parts: Any) -> SafeString:
    """{% notice tone="warn" title=… slim=True status=True %} … {% endnotice %}"""
    return render_to_string("website/components/notice.html", {**parts, "content": content})


@register.simple_block_tag
def fold(content: SafeString, title: str, **parts: Any) -> SafeString:
    """{% fold "Bereikbaarheid" open=True %} … {% endfold %}"""
    return render_to_string("website/components/fold.html", {**parts, "title": title, "content": content})


@register.simple_block_tag
def dialog(content: SafeString, id: str, title: str) -> SafeString:  # noqa: A002 (the id of the element)
    """{% dialog id="annuleren" title=… %} … {% enddialog %}"""
    return render_to_string("website/components/dialog.html", {"id": id, "title": title, "content": content})
