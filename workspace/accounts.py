"""How allauth does things here: mails leave as our messages, secrets are stored encrypted."""

import base64
import hashlib
import uuid
from email.utils import parseaddr
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import linebreaks
from django.utils.translation import get_language

from flows.account_mail import post_account_mail
from lib import clock
from notifications.messages import Mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come by invitation; their mails never keep a visitor waiting for a mail server."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        made = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        texts = [content for content, kind in getattr(made, "alternatives", []) if kind == "text/html"]
        name, address = parseaddr(made.from_email)
        mail = Mail(
            key=f"account:{uuid.uuid4()}",
            kind=template_prefix,
            language=get_language() or settings.LANGUAGE_CODE,
            to_address=email,
            from_address=address,
            from_name=name,
            subject=str(made.subject),
            text=str(made.body),
            html=str(texts[0]) if texts else linebreaks(made.body, autoescape=True),
        )
        post_account_mail(mail, clock.now())


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of one-time passwords under a key that the database does not hold."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"mfa:" + str(secret).encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
