"""The mailbox: every mail that the demo sent, as people see it, as JSON and raw."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from demo import letters
from demo.models import MailboxMail
from notifications.models import Message

PAGE = 50
MOST_AS_JSON = 1000
# What a mail program allows a mail: styles and pictures, no scripts, no forms.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
)


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show mails, newest first: ``to`` one address, ``since`` an id, ``format=json`` for programs."""
    mails = _mails(request.GET.get("to", ""))
    if since := _number(request.GET.get("since", "")):
        mails = mails.filter(pk__gt=since)
    if request.GET.get("format") == "json":
        return JsonResponse([_as_json(mail) for mail in mails[:MOST_AS_JSON]], safe=False)
    return render(request, "demo/mailbox/list.html", _page(request, mails))


@require_safe
@never_cache
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Show one mail with what came with it."""
    found = get_object_or_404(_mails(), pk=mail_id)
    letter = letters.read(bytes(found.raw))
    zone = settings.TIME_ZONE
    return render(request, "demo/mailbox/mail.html", {"mail": found, "letter": letter, "zone": zone})


@require_safe
@xframe_options_sameorigin
def letter_html(_request: HttpRequest, mail_id: int) -> HttpResponse:
    """Return the mail's own page, for a frame: nothing in it can run or reach the page around it."""
    html = letters.read(bytes(_one(mail_id).raw)).html
    if not html:
        raise Http404
    return HttpResponse(html, headers={"Content-Security-Policy": LETTER_POLICY})


@require_safe
def raw(_request: HttpRequest, mail_id: int) -> HttpResponse:
    """Return the mail as it left (RFC 5322)."""
    headers = {"Content-Disposition": f'attachment; filename="{mail_id}.eml"'}
    return HttpResponse(bytes(_one(mail_id).raw), content_type="message/rfc822", headers=headers)


@require_safe
def attachment(_request: HttpRequest, mail_id: int, number: int) -> HttpResponse:
    """Return one of the files that came with a mail."""
    files = letters.read(bytes(_one(mail_id).raw)).files
    if number >= len(files):
        raise Http404
    file = files[number]
    as_file = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    return HttpResponse(file.content, content_type=file.media_type, headers={"Content-Disposition": as_file})


def _mails(to: str = "") -> QuerySet[MailboxMail, Any]:
    about = Message.objects.filter(message_id=OuterRef("message_id")).values("about")[:1]
    mails = MailboxMail.objects.annotate(about=Coalesce(Subquery(about), Value(""))).order_by("-pk")
    address = to.strip().lower()
    return mails.filter(to_address=address) if address else mails


def _one(mail_id: int) -> MailboxMail:
    return get_object_or_404(MailboxMail, pk=mail_id)


def _as_json(mail: Any) -> dict[str, Any]:
    return {
        "id": mail.pk,
        "to": mail.to_address,
        "subject": mail.subject,
        "sent_at": mail.sent_at.isoformat().replace("+00:00", "Z"),
        "message_id": mail.message_id,
        "about": mail.about,
        "attachments": mail.attachments,
    }


def _page(request: HttpRequest, mails: QuerySet[MailboxMail, Any]) -> dict[str, Any]:
    to = request.GET.get("to", "").strip()
    if before := _number(request.GET.get("before", "")):
        mails = mails.filter(pk__lt=before)
    found = list(mails.defer("raw")[: PAGE + 1])
    older = urlencode({"to": to, "before": found[PAGE - 1].pk}) if len(found) > PAGE else ""
    return {
        "mails": found[:PAGE],
        "to": to,
        "next_url": f"?{older}" if older else "",
        "zone": settings.TIME_ZONE,
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
