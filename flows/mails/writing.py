"""From a template and values to a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string

from flows.mails import links
from flows.mails.voices import Voice
from lib.calendars import request
from notifications.messages import Attachment, Invitation, Mail
from organisations.models import Organisation
from registrations.invitations import Invited, Organizer
from registrations.models import InvitationMail

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
    invited = draft.invited
    return Mail(
        key=draft.key,
        kind=draft.kind,
        language=voice.code,
        to_address=draft.to_address,
        to_name=draft.to_name,
        from_address=invited.invitation.organizer_email if invited else sender.email,
        from_name=invited.invitation.organizer_name if invited else sender.name,
        reply_to=organisation.email,
        subject=subject,
        text=render_to_string(f"mail/{draft.template}.txt", values),
        html=render_to_string(f"mail/{draft.template}.html", values),
        organisation_id=organisation.pk,
        about=about,
        invitation=_calendar_of(invited) if invited else None,
        attachments=draft.attachments,
        message_id=draft.message_id,
        references=draft.references,
    )


def _calendar_of(invited: Invited) -> Invitation:
    method = InvitationMail.Method.REQUEST.value
    return Invitation(method, invited.invite.uid, request(invited.invite).decode())
