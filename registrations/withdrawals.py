"""Taking people out of calendars: a CANCEL for what only they had, an update for who shares their address."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lib.calendars import withdraw
from lib.references import digest_of_json
from notifications.messages import supersede
from registrations.calendar_entries import EventParts
from registrations.invitations import Invited, Organizer, invite_people, key_of, last_sent
from registrations.models import Invitation, InvitationMail, InvitationParticipant, Participant
from registrations.presences import load_presences


@dataclass(frozen=True)
class Withdrawn:
    """An invitation that ended, with the CANCEL that is to be sent, for the part that ``begins_at``.

    ``reference`` is the Message-ID of the last mail about it.
    """

    invitation: Invitation
    begins_at: datetime
    calendar: str
    sequence: int
    content_sha256: str
    reference: str


@dataclass(frozen=True)
class Withdrawals:
    """By address, in order of time: what is cancelled, and what is sent anew for those who stay.

    ``unsent`` are messages that will not leave, since what they invite to was cancelled first.
    """

    cancelled: Mapping[str, Sequence[Withdrawn]]
    changed: Mapping[str, Sequence[Invited]]
    unsent: Sequence[int]


def withdraw_people(
    parts: EventParts,
    leaving: Sequence[Participant],
    organizer: Organizer,
    url: str,
    language: str,
    now: datetime,
) -> Withdrawals:
    """End the invitations of ``leaving`` at ``now`` (UTC): their rows have ended, or a colleague has them.

    In the active language, ``language``. What was never sent, or is over, needs no CANCEL.
    """
    links = InvitationParticipant.objects.filter(participant__in=leaving)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("day", "session")
    touched = list(rows.filter(pk__in=links.values("invitation_id"), ended_at=None).order_by("id"))
    staying = _staying(touched, leaving)
    links.filter(invitation__in=list(staying), participant__ended_at=None).delete()
    ending = [row for row in touched if row.pk not in staying]
    Invitation.objects.filter(pk__in=[row.pk for row in ending]).update(ended_at=now)
    unsent = supersede([str(row.uid) for row in ending], now) if ending else []
    changed = _invite_again(parts, touched, staying, organizer, url, language, now)
    return Withdrawals(_cancel(ending, now), changed, unsent)


def record_withdrawals(sent: Mapping[int, Withdrawn]) -> None:
    """Keep what the mails (message id → invitation) say: one statement."""
    InvitationMail.objects.bulk_create(
        InvitationMail(
            invitation=withdrawn.invitation,
            message_id=message_id,
            method=InvitationMail.Method.CANCEL,
            sequence=withdrawn.sequence,
            content_sha256=withdrawn.content_sha256,
        )
        for message_id, withdrawn in sent.items()
    )


def _staying(invitations: Sequence[Invitation], leaving: Sequence[Participant]) -> dict[int, list[int]]:
    """The people who still come by each invitation, for those that have any."""
    links = InvitationParticipant.objects.filter(invitation__in=invitations, participant__ended_at=None)
    links = links.exclude(participant__in=leaving)
    found: dict[int, list[int]] = {}
    for invitation_id, participant_id in links.values_list("invitation_id", "participant_id"):
        found.setdefault(invitation_id, []).append(participant_id)
    return found


def _cancel(ending: Sequence[Invitation], now: datetime) -> dict[str, list[Withdrawn]]:
    before = last_sent(ending)
    mails = InvitationMail.objects.filter(pk__in=[mail.pk for mail in before.values()])
    sent = {mail.invitation_id: mail.message for mail in mails.select_related("message")}
    found: dict[str, list[Withdrawn]] = {}
    for row in sorted(ending, key=_begins_at):
        mail = before.get(row.pk)
        if mail is None or _ends_at(row) <= now:
            continue
        row.sequence = mail.sequence + 1
        withdrawn = Withdrawn(
            invitation=row,
            begins_at=_begins_at(row),
            calendar=withdraw(sent[row.pk].calendar, now, row.sequence).decode(),
            sequence=row.sequence,
            content_sha256=digest_of_json([mail.content_sha256, "CANCELLED"]),
            reference=sent[row.pk].message_id,
        )
        found.setdefault(row.attendee_email, []).append(withdrawn)
    Invitation.objects.bulk_update([w.invitation for own in found.values() for w in own], ["sequence"])
    return found


def _invite_again(
    parts: EventParts,
    touched: Sequence[Invitation],
    staying: Mapping[int, Collection[int]],
    organizer: Organizer,
    url: str,
    language: str,
    now: datetime,
) -> dict[str, list[Invited]]:
    ids = {participant_id for people in staying.values() for participant_id in people}
    if not ids:
        return {}
    people = load_presences(Participant.objects.filter(pk__in=ids))
    shared = {key_of(row) for row in touched if row.pk in staying and _ends_at(row) > now}
    again = invite_people(parts, people, organizer, url, language, now, only=shared)
    return {address: own for address, own in again.items() if own}


def _begins_at(row: Invitation) -> datetime:
    part = row.session or row.day
    assert part is not None  # noqa: S101 - a constraint
    return part.begins_at


def _ends_at(row: Invitation) -> datetime:
    part = row.session or row.day
    assert part is not None  # noqa: S101 - a constraint
    return part.ends_at
