"""Lets a stored message leave, once as far as a mail server allows. The handler of the job "message"."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NoReturn, TypedDict

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.module_loading import import_string

from jobs.outcomes import GiveUp, NotYet
from lib import clock
from lib.prepared import Given, Prepared, PreparedUpdate
from notifications import addresses, transport
from notifications.mime import Document, raw_mail
from notifications.models import MailAddress, Message, MessageAttachment
from notifications.transport import PerhapsSent, Refused, TryLater

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=5)


class Flags(TypedDict):
    """What the query that finds a message tells besides."""

    is_suppressed: bool
    has_attachments: bool


def deliver(subject: str) -> None:
    """Hand the message with the id ``subject`` to the mail server.

    Raises NotYet while a document is not there, GiveUp where the mail was refused for good, and
    TryLater where another try may go better.
    """
    message = _find(int(subject))
    if message.state != "waiting":
        return
    if message.handed_over_at:
        _end(message, perhaps_sent_at=clock.now())
        return
    if message.is_suppressed:
        raise GiveUp("this address gets no mail from here")
    raw = raw_mail(message, _documents(message, clock.now()) if message.has_attachments else ())
    _hand_over(message, raw)


def gave_up(subject: str, reason: str, now: datetime) -> None:
    """Show, in the commit that ends its job as failed, that the message was not sent, or only perhaps."""
    waiting = Message.objects.filter(
        pk=int(subject), sent_at=None, perhaps_sent_at=None, failed_at=None, superseded_at=None
    )
    if not waiting.filter(handed_over_at=None).update(failed_at=now, last_error=reason):
        waiting.update(perhaps_sent_at=now, last_error=reason)


def _find(message_id: int) -> "WithAnnotations[Message, Flags]":
    return _MESSAGE(id=message_id).get()


def _message() -> "QuerySet[WithAnnotations[Message, Flags]]":
    suppressed = MailAddress.objects.filter(address=OuterRef("to_address"), suppressed_at__isnull=False)
    attachments = MessageAttachment.objects.filter(message=OuterRef("pk"))
    found = Message.objects.filter(pk=Given("id"))
    return found.annotate(is_suppressed=Exists(suppressed), has_attachments=Exists(attachments))


_MESSAGE = Prepared(_message)


def _documents(message: Message, now: datetime) -> list[Document]:
    """Return the documents to attach, or raise NotYet: soon at first, then less and less often."""
    documents: list[Document] = []
    for attachment in message.attachments.order_by("position"):
        source: Callable[[str], bytes | None] = import_string(settings.DOCUMENT_SOURCES[attachment.source])
        content = source(attachment.source_key)
        if content is None:
            raise NotYet(now + min(max(now - message.due, SHORTEST_WAIT), LONGEST_WAIT))
        documents.append((attachment.file_name, attachment.media_type, content))
    return documents


def _hand_over(message: Message, raw: bytes) -> None:
    server = transport.current()
    try:
        server.prepare(message.from_address, message.to_address)
    except Refused as refusal:
        _give_up(message, refusal)
    marked_at = clock.now()
    if not _mark(message, marked_at):
        server.abandon()
        return
    try:
        server.send(raw)
    except PerhapsSent as lost:
        _end(message, perhaps_sent_at=clock.now(), last_error=str(lost))
    except Refused as refusal:
        _take_mark_back(message, marked_at)
        _give_up(message, refusal)
    except TryLater:
        _take_mark_back(message, marked_at)
        raise
    else:
        _end(message, sent_at=clock.now(), perhaps_sent_at=None)


@transaction.atomic(durable=True)
def _mark(message: Message, now: datetime) -> bool:
    """Store that the server may have the mail from now on; False if it was superseded or another has it."""
    return _MARK(id=message.pk, now=now) == 1


@transaction.atomic(durable=True)
def _take_mark_back(message: Message, marked_at: datetime) -> None:
    Message.objects.filter(
        pk=message.pk, handed_over_at=marked_at, sent_at=None, perhaps_sent_at=None
    ).update(handed_over_at=None)


@transaction.atomic(durable=True)
def _end(message: Message, **end: object) -> None:
    """Store how it ended. That it was sent is certain, even if another took it for lost meanwhile."""
    _ending(tuple(end))(id=message.pk, **end)


@cache
def _ending(columns: tuple[str, ...]) -> PreparedUpdate:
    def make() -> tuple[QuerySet[Message], dict[str, object]]:
        under_way = Message.objects.filter(pk=Given("id"), handed_over_at__isnull=False, sent_at=None)
        return under_way, {column: Given(column) for column in columns}

    return PreparedUpdate(make)


def _marking() -> tuple[QuerySet[Message], dict[str, object]]:
    free = Message.objects.filter(pk=Given("id"), handed_over_at=None, failed_at=None, superseded_at=None)
    return free, {"handed_over_at": Given("now")}


_MARK = PreparedUpdate(_marking)


def _give_up(message: Message, refusal: Refused) -> NoReturn:
    if refusal.of_address:
        with transaction.atomic(durable=True):
            addresses.mark_bounced(message.to_address, clock.now())
    raise GiveUp(str(refusal)) from refusal
