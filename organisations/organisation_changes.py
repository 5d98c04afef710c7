"""Changing what an organisation is and looks like. Inside the caller's transaction, locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from organisations.models import Organisation

CHANGEABLE: Final = frozenset(
    {
        *("name", "legal_name", "street", "postcode", "city", "country", "email", "phone", "website"),
        *("kvk", "oin", "vat_number", "iban", "bic", "account_name", "crkbo_number", "crkbo_valid_until"),
        *("accent", "logo", "sender_name", "form_of_address", "payment_term_days"),
    }
)


def lock_organisation(organisation_id: int) -> Organisation:
    """The row of an organisation, locked. Raises Organisation.DoesNotExist."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def change(organisation: Organisation, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give a locked organisation these values, of CHANGEABLE; returns (old, new) of what differs.

    Documents and mails that are there keep what they say.
    """
    changed = {
        name: (getattr(organisation, name), value)
        for name, value in values.items()
        if name in CHANGEABLE and getattr(organisation, name) != value
    }
    for name, (_old, new) in changed.items():
        setattr(organisation, name, new)
    if changed:
        organisation.save(update_fields=list(changed))
    return changed
