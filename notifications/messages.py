"""Write mails, inside the transaction that causes them; they leave after it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db.models import Q

from jobs import queue
from jobs.queue import Work
from lib.plain_text import without_controls
from notifications.models import Message, MessageAttachment


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document to go with a mail: ``settings.DOCUMENT_SOURCES[source]`` gives the bytes for ``source_key``.

    The mail waits until they are there.
    """

    file_name: str
    media_type: str
    source: str
    source_key: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The one calendar part of a mail: METHOD ("REQUEST" or "CANCEL"), UID, and the iCalendar text."""

    method: str
    uid: str
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail to one address, rendered.

    ``key`` is unique for ever: what is posted twice leaves once. ``about`` is the reference of a
    registration, ``message_id`` is from ``new_message_id``, and ``references`` are Message-IDs of
    mails that this one follows on, the oldest first.
    """

    key: str
    kind: str
    language: str
    to_address: str
    to_name: str = ""
    from_address: str
    from_name: str = ""
    reply_to: str = ""
    subject: str
    text: str
    html: str
    organisation_id: int | None = None
    about: str = ""
    invitation: Invitation | None = None
    attachments: Sequence[Attachment] = ()
    message_id: str = ""
    references: Sequence[str] = ()


def new_message_id(from_address: str) -> str:
    """Return a Message-ID (RFC 5322) in the domain of ``from_address``."""
    return f"<{uuid4()}@{from_address.rpartition('@')[2]}>"


def post(mail: Mail, due: datetime) -> int:
    """Store ``mail``, to leave at ``due`` (aware; also its Date) or soon after, and return its id."""
    return post_all([mail], due)[0]


def post_all(mails: Sequence[Mail], due: datetime) -> list[int]:
    """Store mails as ``post`` does, with two or three statements for any number; return their ids in order.

    For a mail whose key is known already nothing is stored, and the id is that of the earlier one.
    """
    if not mails:
        return []
    ids = [message.pk for message in _insert([_message(mail, due) for mail in mails])]
    attachments = [
        MessageAttachment(
            message_id=message_id,
            position=position,
            file_name=_one_line(attachment.file_name),
            media_type=attachment.media_type,
            source=attachment.source,
            source_key=attachment.source_key,
        )
        for message_id, mail in zip(ids, mails, strict=True)
        for position, attachment in enumerate(mail.attachments)
    ]
    if attachments:
        MessageAttachment.objects.bulk_create(attachments, ignore_conflicts=True)
    queue.later_all([Work("message", str(message_id), _job_key(message_id), due) for message_id in ids])
    return ids


def supersede(uids: Collection[str], now: datetime) -> list[int]:
    """Keep mails with an invitation of one of ``uids`` from leaving, and return their ids.

    Only those that no mail server may have yet. Whatever else they said is not sent either: who
    supersedes a confirmation says its text again.
    """
    waiting = Message.objects.filter(
        calendar_uid__in=uids, handed_over_at=None, failed_at=None, superseded_at=None
    ).exclude(calendar_uid="")
    ids = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    if ids:
        waiting.filter(pk__in=ids).update(superseded_at=now)
    return ids


def attachments_of(message_ids: Collection[int]) -> list[Attachment]:
    """The documents that go with these messages, in order."""
    rows = MessageAttachment.objects.filter(message__in=message_ids).order_by("message_id", "position")
    return [Attachment(row.file_name, row.media_type, row.source, row.source_key) for row in rows]


def post_again_without_calendar(message_ids: Collection[int], kind: str, due: datetime) -> list[int]:
    """Say again what superseded messages of a ``kind`` said, without their invitation; return the new ids."""
    rows = Message.objects.filter(pk__in=message_ids, kind=kind, superseded_at__isnull=False).order_by("pk")
    return post_all([_again(row) for row in rows], due)


def document_is_ready(source: str, source_key: str, now: datetime) -> None:
    """Let the mails that wait for this document leave at once."""
    waiting = Message.objects.filter(
        Q(attachments__source=source, attachments__source_key=source_key),
        handed_over_at=None,
        failed_at=None,
        superseded_at=None,
        due__lte=now,
    )
    keys = [_job_key(message_id) for message_id in waiting.values_list("pk", flat=True)]
    if keys:
        queue.postpone_all(keys, now)


def _insert(messages: list[Message]) -> list[Message]:
    # Writing the key over itself changes nothing, and the statement gives the id of old rows too.
    return Message.objects.bulk_create(
        messages, update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )


def _job_key(message_id: int) -> str:
    return f"message:{message_id}"


def _message(mail: Mail, due: datetime) -> Message:
    invitation = mail.invitation or Invitation("", "", "")
    return Message(
        organisation_id=mail.organisation_id,
        kind=mail.kind,
        key=mail.key,
        about=mail.about,
        language=mail.language,
        due=due,
        to_address=mail.to_address,
        to_name=_one_line(mail.to_name),
        from_address=mail.from_address,
        from_name=_one_line(mail.from_name),
        reply_to=mail.reply_to,
        message_id=mail.message_id or new_message_id(mail.from_address),
        references=" ".join(mail.references),
        subject=_one_line(mail.subject),
        text=mail.text,
        html=mail.html,
        calendar_method=invitation.method,
        calendar_uid=invitation.uid,
        calendar=invitation.calendar,
    )


def _again(row: Message) -> Mail:
    return Mail(
        key=f"{row.key}:again",
        kind=row.kind,
        language=row.language,
        to_address=row.to_address,
        to_name=row.to_name,
        from_address=row.from_address,
        from_name=row.from_name,
        reply_to=row.reply_to,
        subject=row.subject,
        text=row.text,
        html=row.html,
        organisation_id=row.organisation_id,
        about=row.about,
        attachments=attachments_of([row.pk]),
    )


def _one_line(text: str) -> str:
    return " ".join(without_controls(text).split())
