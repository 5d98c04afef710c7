"""Who pays for sign-ups, after two customers turned out to be one."""

from __future__ import annotations

from registrations.models import Registration


def follow_merge(gone_id: int, kept_id: int) -> int:
    """Let what is still to be invoiced go to the customer that was kept; returns how many sign-ups."""
    return Registration.objects.filter(customer_id=gone_id).update(customer_id=kept_id)
