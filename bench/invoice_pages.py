"""Makes organisations with so many invoices each, and tells as JSON what looks at their lists take."""

import json
import os
import secrets
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from bench.invoice_rows import make_invoices  # noqa: E402
from bench.lists import look  # noqa: E402
from organisations.models import Membership, Organisation, User  # noqa: E402

YEAR = "from=2026-01-01&to=2026-12-31"
LOOKS = {
    "a month": "from=2026-11-01&to=2026-11-30",
    "a year": YEAR,
    "what is overdue": f"{YEAR}&state=overdue",
    "a search": "q=2026-0042",
}


def finance_of(organisation: Organisation) -> Client:
    """The browser of somebody of finance, logged in."""
    user = User.objects.create_user(f"{secrets.token_hex(4)}@lijst.example", name="Ilse Brouwer")
    Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.FINANCE)
    client = Client()
    client.force_login(user)
    return client


def main() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    told = {}
    for number in map(int, sys.argv[1:]):
        organisation = make_invoices(number)
        client = finance_of(organisation)
        place = f"/beheer/{organisation.slug}/facturen/"
        told[number] = {what: look(client, f"{place}?{query}") for what, query in LOOKS.items()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
