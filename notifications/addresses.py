"""What is known of an address, by its normalised text (``lib.identifiers``)."""

from datetime import datetime

from notifications.models import MailAddress


def mark_bounced(address: str, now: datetime) -> None:
    """Remember that a mail server knows no such address."""
    _remember(MailAddress(address=address, bounced_at=now), "bounced_at")


def suppress(address: str, now: datetime) -> None:
    """Send no mail to this address any more."""
    _remember(MailAddress(address=address, suppressed_at=now), "suppressed_at")


def feed_secret(address: str) -> str:
    """Return the secret of this address' calendar feed, the same at each call."""
    MailAddress.objects.bulk_create([MailAddress(address=address)], ignore_conflicts=True)
    return MailAddress.objects.get(address=address).feed_secret


def _remember(row: MailAddress, field: str) -> None:
    MailAddress.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["address"], update_fields=[field]
    )
