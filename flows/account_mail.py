"""A code or a link for somebody's account."""

from datetime import datetime

from django.db import transaction

from notifications import messages
from notifications.messages import Mail


@transaction.atomic(durable=True)
def post_account_mail(mail: Mail, now: datetime) -> None:
    """Store a mail about an account, to leave at once."""
    messages.post(mail, due=now)
