"""The mail that asks a colleague in."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from flows.mails.voices import Voice
from flows.mails.writing import Draft, write
from lib.dates import day_in_zone, format_day
from notifications import messages
from organisations.models import MembershipInvite, Organisation, User

ROLES = {
    "owner": pgettext_lazy("role", "owner"),
    "organiser": pgettext_lazy("role", "organiser"),
    "finance": pgettext_lazy("role", "finance"),
    "frontdesk": pgettext_lazy("role", "front desk"),
    "trainer": pgettext_lazy("role", "trainer"),
    "partner": pgettext_lazy("role", "partner"),
}


def post_invite(invite: MembershipInvite, secret: str, by: User, language: str, now: datetime) -> None:
    """Write the invitation in ``language`` ("nl" or "en"), to leave at ``now`` (UTC)."""
    organisation = invite.organisation
    is_informal = organisation.form_of_address == Organisation.Address.INFORMAL
    voice = Voice("en" if language == "en" else "nl", "je" if is_informal else "u")
    with voice.speaking():
        draft = Draft(
            key=f"membership_invite:{invite.pk}",
            kind="membership_invite",
            template="membership/invite",
            subject=_("Invitation to work with %(organisation)s") % {"organisation": organisation.name},
            to_address=invite.email,
            to_name="",
            values={
                "by": by.name or by.email,
                "role": str(ROLES[invite.role]),
                "event_title": invite.event.text("title", voice.language) if invite.event else "",
                "last_day": format_day(day_in_zone(invite.expires_at, organisation.timezone), voice.language),
                "url": invite_url(secret, voice.language),
            },
        )
        messages.post(write(draft, organisation, voice, about=""), now)


def invite_url(secret: str, language: str) -> str:
    """The page that accepts an invitation; secret."""
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse('workspace:membership_invite', args=[secret])}"
