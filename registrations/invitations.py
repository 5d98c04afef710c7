"""Calendar invitations: one for each address and part of an event, for as long as somebody there comes.

Who sends them posts one mail for each ``Invited`` and has ``record`` keep what was sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from events.kinds.base import CalendarPart
from events.models import Event
from lib.calendars import Invite, content_hash
from lib.insertion import insert_new
from registrations.calendar_entries import Entry, EventParts, entries_of, name_of, programme_text
from registrations.models import Invitation, InvitationMail, InvitationParticipant, Participant
from registrations.presences import Presence, load_presences

NAMES = 200  # characters of a name in a mail or a calendar


@dataclass(frozen=True)
class Organizer:
    """Whom invitations are from: the address that mails are sent from, and the organisation's name."""

    name: str
    email: str


@dataclass(frozen=True)
class Invited:
    """An invitation as it is to be sent now, with what it is about."""

    invitation: Invitation
    entry: Entry
    invite: Invite


Key = tuple[str, CalendarPart]


def invite_people(
    parts: EventParts,
    presences: Sequence[Presence],
    organizer: Organizer,
    url: str,
    language: str,
    now: datetime,
    *,
    only: Collection[Key] | None = None,
) -> dict[str, list[Invited]]:
    """Invite people who begin to come, at ``now`` (UTC), in the active language, which is ``language``.

    With ``only`` nothing but these: they are sent anew, as somebody who shares them left.

    Returns, for each of their addresses, its parts in order of time. Who shares an address shares
    its invitations, also with people of an earlier sign-up. ``url`` is the event's public page.
    Inside the caller's transaction: two statements, and some more where an address was invited
    before.
    """
    event, by_address = parts.event, _by_address(presences)
    entries = {address: entries_of(parts, own, language) for address, own in by_address.items()}
    all_parts = {(address, entry.part): entry for address, own in entries.items() for entry in own}
    wanted = {key: entry for key, entry in all_parts.items() if only is None or key in only}
    made = {key: _new(event, key, entry, organizer, now) for key, entry in wanted.items()}
    stored = _store(event, made)
    known = [row for key, row in stored.items() if row.uid != made[key].uid]
    _link(stored, wanted)
    if known:
        wanted |= _with_the_others(parts, known, language)
    before = last_sent(known)
    invited: dict[str, list[Invited]] = {address: [] for address in entries}
    for key, entry in wanted.items():
        row = stored[key]
        text = _invite(event, row, entry, url, language, now)
        row.sequence = next_sequence(before.get(row.pk), content_hash(text))
        invited[key[0]].append(Invited(row, entry, replace(text, sequence=row.sequence)))
    _keep_changes(known)
    return invited


def next_sequence(before: InvitationMail | None, content_sha256: str) -> int:
    """SEQUENCE for what has this content, when ``before`` was last sent (None: nothing ever was).

    One more if and only if begin, end, place, status or, in a day, the chosen sessions with their
    times and rooms differ (RFC 5546 §2.1.4); texts alone leave it.
    """
    if before is None:
        return 0
    return before.sequence + (before.content_sha256 != content_sha256)


def last_sent(invitations: Iterable[Invitation]) -> dict[int, InvitationMail]:
    """What was last sent about each of them, by its id.

    That is the newest mail that left, perhaps left or is about to: whoever replaces one that waits
    supersedes it first (``notifications.messages.supersede``).
    """
    not_sent = Q(message__superseded_at__isnull=False) | Q(message__failed_at__isnull=False)
    ids = [invitation.pk for invitation in invitations]
    if not ids:
        return {}
    mails = InvitationMail.objects.filter(invitation_id__in=ids).exclude(not_sent)
    newest = mails.order_by("invitation_id", "-id").distinct("invitation_id")
    return {mail.invitation_id: mail for mail in newest}


def record(sent: Mapping[int, Invited]) -> None:
    """Keep what the mails (message id → invitation) say: one statement."""
    InvitationMail.objects.bulk_create(
        (
            InvitationMail(
                invitation=invited.invitation,
                message_id=message_id,
                method=InvitationMail.Method.REQUEST,
                sequence=invited.invite.sequence,
                content_sha256=content_hash(invited.invite),
            )
            for message_id, invited in sent.items()
        )
    )


def names_of(participants: Iterable[Participant]) -> str:
    """The names of people who share an address, as a mail's To and an ATTENDEE have them."""
    return ", ".join(p.name for p in participants if p.name)[:NAMES]


def _by_address(presences: Sequence[Presence]) -> dict[str, list[Presence]]:
    by_address: dict[str, list[Presence]] = {}
    for presence in presences:
        if presence.participant.email:
            by_address.setdefault(presence.participant.email, []).append(presence)
    return by_address


def _new(event: Event, key: Key, entry: Entry, organizer: Organizer, now: datetime) -> Invitation:
    address, part = key
    return Invitation(
        event=event,
        day_id=part.day_id,
        session_id=part.session_id,
        attendee_email=address,
        attendee_name=names_of(presence.participant for presence in entry.present),
        organizer_email=organizer.email,
        organizer_name=organizer.name,
        created_at=now,
    )


def _store(event: Event, made: Mapping[Key, Invitation]) -> dict[Key, Invitation]:
    """Store those that are not there yet, and return all, locked: a sign-up at the same time waits."""
    live = Invitation.objects.filter(
        event=event, attendee_email__in={address for address, _part in made}, ended_at=None
    )
    in_order = sorted(made, key=str)  # as everybody: no deadlock
    found: dict[Key, Invitation] = {}
    while missing := [made[key] for key in in_order if key not in found]:  # again: one may have just ended
        if insert_new(missing) and not found:
            return dict(made)
        found |= {key_of(row): row for row in live.select_for_update().order_by("id")}
    return {key: found[key] for key in made}


def _link(stored: Mapping[Key, Invitation], wanted: Mapping[Key, Entry]) -> None:
    InvitationParticipant.objects.bulk_create(
        (
            InvitationParticipant(invitation=stored[key], participant=presence.participant)
            for key, entry in wanted.items()
            for presence in entry.present
        ),
        ignore_conflicts=True,
    )


def _with_the_others(parts: EventParts, known: Sequence[Invitation], language: str) -> dict[Key, Entry]:
    """The parts of invitations that were there, as all people who are on them attend them."""
    linked = InvitationParticipant.objects.filter(invitation__in=known)
    everybody = Participant.objects.filter(pk__in=linked.values("participant_id"))
    keys = {key_of(row) for row in known}
    return {
        (address, entry.part): entry
        for address, own in _by_address(load_presences(everybody)).items()
        for entry in entries_of(parts, own, language)
        if (address, entry.part) in keys
    }


def _keep_changes(known: Sequence[Invitation]) -> None:
    if known:
        Invitation.objects.bulk_update(known, ["sequence", "attendee_name", "organizer_name"])


def _invite(event: Event, row: Invitation, entry: Entry, url: str, language: str, now: datetime) -> Invite:
    row.attendee_name = names_of(presence.participant for presence in entry.present)
    return Invite(
        uid=str(row.uid),
        sequence=0,
        dtstamp=now,
        start=entry.start,
        end=entry.end,
        zone=event.timezone,
        summary=entry.title,
        description=_description(event, entry, url, language),
        location=entry.place,
        url=url,
        organizer_name=row.organizer_name,
        organizer_email=row.organizer_email,
        attendee_name=row.attendee_name,
        attendee_email=row.attendee_email,
        rsvp=False,  # nobody reads the answers
        parts=entry.parts,
    )


def _description(event: Event, entry: Entry, url: str, language: str) -> str:
    """Others see this in shared calendars: no secret link, no address."""
    people = [name_of(presence.participant) for presence in entry.present]
    shared = [_("For: %(names)s") % {"names": ", ".join(people)}] if len(people) > 1 else []
    about = [_("Programme and directions: %(url)s") % {"url": url}]
    paragraphs = [shared, [programme_text(event, entry, language)], about]
    return "\n\n".join(text for paragraph in paragraphs for text in paragraph if text)


def key_of(row: Invitation) -> Key:
    """Whose invitation it is, and for which part."""
    return row.attendee_email, CalendarPart(row.day_id, row.session_id)
