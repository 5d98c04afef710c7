"""Makes two events with so many people each, and tells as JSON what their lists take."""

import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from demo.made_to_measure import Measures, make  # noqa: E402
from events.models import Event  # noqa: E402
from lib import clock  # noqa: E402
from organisations.models import Membership, User  # noqa: E402
from tests.registered import make_crowd  # noqa: E402

LOOKS = 15


def make_event(people: int) -> Event:
    measures = Measures(slug=f"lijst-{secrets.token_hex(3)}", kind="congress", seats=30_000, price=Decimal(0))
    event = make(measures, clock.now())
    make_crowd(event, people, clock.now())
    return event


def look(client: Client, address: str) -> dict[str, float]:
    """Return the statements of one look at a page, and the middle of the milliseconds of many."""
    assert client.get(address).status_code == 200
    asked, taken = list[str](), list[float]()

    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        client.get(address)
    for _ in range(LOOKS):
        begun = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
    return {"statements": len(asked), "ms": sorted(taken)[LOOKS // 2]}


def main() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    told = {}
    for people in map(int, sys.argv[1:]):
        event = make_event(people)
        user = User.objects.create_user(f"{secrets.token_hex(4)}@lijst.example", name="Ilse Brouwer")
        Membership.objects.create(user=user, organisation=event.organisation, role=Membership.Role.ORGANISER)
        client = Client()
        client.force_login(user)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        address = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/deelnemers/"
        told[people] = {"first page": look(client, address), "search": look(client, f"{address}?q=berg+joke")}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
