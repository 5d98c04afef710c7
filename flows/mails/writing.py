"""From a template and values to a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string

from flows.mails import links
from flows.mails.voices import Voice
from lib.calendars import request
from notifications.messages import Attachment, Invitation, Mail, post_all
from organisations.models import Organisation
from registrations.invitations import Invited, Organizer, record
from registrations.models import InvitationMail
from registrations.withdrawals import Withdrawn, record_withdrawals

SUBJECT = 250  # characters that a message keeps


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A mail to be written: ``template`` names both its .html and its .txt under templates/mail/."""

    key: str
    kind: str
    template: str
    subject: str
    to_address: str
    to_name: str
    values: Mapping[str, object]
    invited: Invited | None = None
    withdrawn: Withdrawn | None = None
    attachments: Sequence[Attachment] = ()
    message_id: str = ""
    references: Sequence[str] = ()


def organizer_of(organisation: Organisation) -> Organizer:
    """Whom the organisation's mails and invitations are from: our address, its name."""
    name = organisation.sender_name or organisation.name
    return Organizer(name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def write(draft: Draft, organisation: Organisation, voice: Voice, about: str) -> Mail:
    """Render ``draft`` in the active language, ``voice``'s; ``about`` is a registration's reference."""
    subject = draft.subject if len(draft.subject) <= SUBJECT else draft.subject[: SUBJECT - 1] + "…"
    values = {
        **draft.values,
        "organisation": organisation,
        "phone": organisation.phone.replace(" ", "\N{NO-BREAK SPACE}"),
        "privacy_url": links.privacy_url(organisation, voice.language),
        "subject": subject,
    }
    sender = organizer_of(organisation)
    sent = draft.invited or draft.withdrawn
    return Mail(
        key=draft.key,
        kind=draft.kind,
        language=voice.code,
        to_address=draft.to_address,
        to_name=draft.to_name,
        from_address=sent.invitation.organizer_email if sent else sender.email,
        from_name=sent.invitation.organizer_name if sent else sender.name,
        reply_to=organisation.email,
        subject=subject,
        text=render_to_string(f"mail/{draft.template}.txt", values),
        html=render_to_string(f"mail/{draft.template}.html", values),
        organisation_id=organisation.pk,
        about=about,
        invitation=_calendar_of(draft),
        attachments=draft.attachments,
        message_id=draft.message_id,
        references=draft.references,
    )


def post_drafts(
    drafts: Sequence[Draft], organisation: Organisation, voice: Voice, about: str, now: datetime
) -> None:
    """Write ``drafts`` in the active language, ``voice``'s, to leave at ``now``; keep what calendars hear."""
    mails = [write(draft, organisation, voice, about) for draft in drafts]
    sent = list(zip(post_all(mails, now), drafts, strict=True))
    record({id_: draft.invited for id_, draft in sent if draft.invited})
    record_withdrawals({id_: draft.withdrawn for id_, draft in sent if draft.withdrawn})


def _calendar_of(draft: Draft) -> Invitation | None:
    if draft.invited:
        invite = draft.invited.invite
        return Invitation(InvitationMail.Method.REQUEST.value, invite.uid, request(invite).decode())
    if draft.withdrawn:
        uid = str(draft.withdrawn.invitation.uid)
        return Invitation(InvitationMail.Method.CANCEL.value, uid, draft.withdrawn.calendar)
    return None
