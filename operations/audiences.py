"""Who may open the pages that ask for no capability: each URL name outside the workspace has a row."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Whom a page is for."""

    ANYBODY = "anybody"
    LINK = "whoever has the secret link"
    USER = "whoever is logged in"
    STAFF = "staff, and everybody in the demo"
    DEMO = "everybody, in the demo only"


AUDIENCES: dict[str, Audience] = {
    "healthz": Audience.ANYBODY,
    "readyz": Audience.ANYBODY,
    "stripe_webhook": Audience.ANYBODY,  # and believed only where Stripe signed
    "picture": Audience.ANYBODY,
    # participants and visitors
    "robots": Audience.ANYBODY,
    "series": Audience.ANYBODY,
    "sitemap": Audience.ANYBODY,
    "home": Audience.ANYBODY,
    "kind": Audience.ANYBODY,
    "embedded_agenda": Audience.ANYBODY,
    "event": Audience.ANYBODY,
    "places": Audience.ANYBODY,
    "event_agenda": Audience.ANYBODY,
    "signup": Audience.ANYBODY,
    "signup_price": Audience.ANYBODY,
    "legal_text": Audience.ANYBODY,
    "link_lost": Audience.ANYBODY,
    "link_lost_asked": Audience.ANYBODY,
    "registration": Audience.LINK,
    "registration_invoice": Audience.LINK,
    "cancellation": Audience.LINK,
    "edit_person": Audience.LINK,
    "replace_person": Audience.LINK,
    "order_number": Audience.LINK,
    "pay": Audience.LINK,
    "payment_return": Audience.ANYBODY,  # of the sign-up it tells nothing but to its own browser
    "payment_left": Audience.ANYBODY,
    "participation": Audience.LINK,
    "participation_answers": Audience.LINK,
    "agenda_feed": Audience.LINK,
    "style": Audience.STAFF,
    # accounts
    "account_login": Audience.ANYBODY,
    "account_request_login_code": Audience.ANYBODY,
    "account_confirm_login_code": Audience.ANYBODY,
    "account_signup": Audience.ANYBODY,  # says that accounts go by invitation
    "account_inactive": Audience.ANYBODY,
    "account_email_verification_sent": Audience.ANYBODY,
    "account_reset_password": Audience.ANYBODY,
    "account_reset_password_done": Audience.ANYBODY,
    "account_reset_password_from_key": Audience.LINK,
    "account_reset_password_from_key_done": Audience.ANYBODY,
    "mfa_authenticate": Audience.ANYBODY,  # the second step of logging in
    "mfa_login_webauthn": Audience.ANYBODY,
    "account_logout": Audience.USER,
    "account_reauthenticate": Audience.USER,
    "account_email": Audience.USER,
    "account_change_password": Audience.USER,
    "account_set_password": Audience.USER,
    "mfa_index": Audience.USER,
    "mfa_reauthenticate": Audience.USER,
    "mfa_activate_totp": Audience.USER,
    "mfa_deactivate_totp": Audience.USER,
    "mfa_view_recovery_codes": Audience.USER,
    "mfa_generate_recovery_codes": Audience.USER,
    "mfa_download_recovery_codes": Audience.USER,
    "mfa_list_webauthn": Audience.USER,
    "mfa_add_webauthn": Audience.USER,
    "mfa_reauthenticate_webauthn": Audience.USER,
    "mfa_remove_webauthn": Audience.USER,
    "mfa_edit_webauthn": Audience.USER,
    "workspace:start": Audience.USER,
    "workspace:membership_invite": Audience.LINK,
}


def audience_of(name: str) -> Audience | None:
    """Whom the page with that URL name is for; None: nobody said so. The demo is everybody's."""
    return Audience.DEMO if name.startswith("demo_") else AUDIENCES.get(name)
