"""What must hold of calendar invitations (design §3.6): a part of ``registrations/invariants.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from lib.invariants import Broken, Result, Rule
from registrations.models import Invitation, InvitationMail, InvitationParticipant

TABLE, MAILS = "registrations_invitation", "registrations_invitationmail"
LINKS = "registrations_invitationparticipant"
CANCEL = InvitationMail.Method.CANCEL


def sequences(event_id: int | None) -> Result:
    """Find mails whose SEQUENCE does not follow from what was sent before them.

    It rises when and only when the content differs, and a CANCEL is the last. What was superseded
    never left; what failed counts only if it fits. The invitation knows its newest number.
    """
    mails = InvitationMail.objects.filter(message__superseded_at=None)
    if event_id is not None:
        mails = mails.filter(invitation__event_id=event_id)
    rows = mails.select_related("invitation", "message").defer("message__text", "message__html")
    checked, broken = 0, list[Broken]()
    ordered = rows.order_by("invitation_id", "id").iterator(chunk_size=2000)
    for _invitation_id, group in groupby(ordered, key=lambda mail: mail.invitation_id):
        sent = list(group)
        checked += len(sent)
        broken += _out_of_sequence(sent)
        newest, invitation = sent[-1], sent[-1].invitation
        if newest.sequence != invitation.sequence:
            message = f"stands at SEQUENCE {invitation.sequence}, its newest mail said {newest.sequence}"
            broken.append(Broken(TABLE, invitation.pk, message))
    return Result(checked, broken)


def identity(event_id: int | None) -> Result:
    """Find mails that differ from their invitation in UID, owner, ORGANIZER or number, and foreign parts."""
    mails = InvitationMail.objects.select_related("invitation", "message")
    mails = mails.defer("message__text", "message__html")
    invitations = Invitation.objects.all()
    if event_id is not None:
        mails = mails.filter(invitation__event_id=event_id)
        invitations = invitations.filter(event_id=event_id)
    broken = [
        Broken(MAILS, mail.pk, f"its message {what}")
        for mail in mails.iterator(chunk_size=2000)
        for what in _differences(mail)
    ]
    about = invitations.annotate(part_event_id=Coalesce("day__event_id", "session__event_id"))
    foreign = about.exclude(part_event_id=F("event_id")).values_list("pk", flat=True)
    broken += [Broken(TABLE, pk, "is about a part of another event") for pk in foreign]
    strangers = InvitationParticipant.objects.filter(invitation__in=invitations)
    strangers = strangers.exclude(participant__event_id=F("invitation__event_id"))
    broken += [Broken(LINKS, row.pk, "is for a participant of another event") for row in strangers]
    return Result(invitations.count(), broken)


def endings(event_id: int | None) -> Result:
    """Find what still stands in the calendar of somebody who left before it was over."""
    invitations = Invitation.objects.annotate(
        over_at=Coalesce("day__ends_at", "session__ends_at"),
        here=Count("participants", filter=Q(participants__ended_at=None), distinct=True),
        left_early=Count("participants", filter=Q(participants__ended_at__lt=F("over_at")), distinct=True),
    )
    if event_id is not None:
        invitations = invitations.filter(event_id=event_id)
    forgotten = invitations.filter(ended_at=None, here=0, left_early__gt=0)
    broken = [Broken(TABLE, row.pk, "is still open, though whoever it is for has left") for row in forgotten]
    ended = invitations.filter(ended_at__lt=F("over_at")).prefetch_related("mails__message")
    broken += [
        Broken(TABLE, row.pk, "ended, and what was sent was not cancelled")
        for row in ended
        if _standing(row.mails.all())
    ]
    return Result(invitations.count(), broken)


def _out_of_sequence(sent: list[InvitationMail]) -> Iterator[Broken]:
    if sent[0].sequence or sent[0].method == CANCEL:
        yield Broken(MAILS, sent[0].pk, f"the first one is {sent[0].method} {sent[0].sequence}")
    for number, mail in enumerate(sent[1:], start=1):
        before = sent[number - 1]
        arrived = next((m for m in reversed(sent[:number]) if not m.message.failed_at), None)
        if not (_follows(before, mail) or (arrived and _follows(arrived, mail))):
            message = f"{mail.method} {mail.sequence} does not follow {before.method} {before.sequence}"
            yield Broken(MAILS, mail.pk, message)


def _follows(before: InvitationMail, mail: InvitationMail) -> bool:
    if before.method == CANCEL:
        return False
    if mail.method == CANCEL or mail.content_sha256 != before.content_sha256:
        return mail.sequence == before.sequence + 1
    return mail.sequence == before.sequence


def _differences(mail: InvitationMail) -> Iterator[str]:
    message, invitation = mail.message, mail.invitation
    if message.calendar_uid != str(invitation.uid):
        yield "has another UID"
    if message.to_address != invitation.attendee_email:
        yield "went to another address"
    if message.from_address != invitation.organizer_email:
        yield "is from another ORGANIZER"
    if f"\r\nSEQUENCE:{mail.sequence}\r\n" not in message.calendar:
        yield "has another SEQUENCE"
    if message.calendar_method != mail.method:
        yield "has another METHOD"


def _standing(mails: Iterable[InvitationMail]) -> bool:
    """Whether the last that left put something into a calendar."""
    left = [m for m in mails if not (m.message.superseded_at or m.message.failed_at)]
    return bool(left) and max(left, key=lambda mail: mail.pk).method != CANCEL


RULES: list[Rule] = [
    ("calendar.sequence", sequences),
    ("calendar.sequence", identity),
    ("calendar.sequence", endings),
]
