"""People who log in, and the browser of each."""

from __future__ import annotations

import itertools
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client
from lxml import html

from events.models import Event
from organisations.models import Membership, Organisation, User

Role = Membership.Role
_numbers = itertools.count(1)


def make_user(name: str = "Ilse Brouwer") -> User:
    """Store somebody who may log in, with no role anywhere."""
    email = f"gebruiker-{next(_numbers)}@academie.example"
    user = User.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_member(organisation: Organisation, role: str, *events: Event, name: str = "Ilse Brouwer") -> User:
    """Store a user with a role in an organisation: for all its events, or for those given."""
    user = make_user(name)
    for event in events or (None,):
        Membership.objects.create(user=user, organisation=organisation, role=role, event=event)
    return user


def browser_of(user: User) -> Client:
    """A browser in which ``user`` is logged in."""
    client = Client()
    client.force_login(user)
    return client


def page_at(client: Client, address: str, **query: str) -> Any:
    """The page that ``client`` sees there, as a tree."""
    response = client.get(address, query)
    assert response.status_code == 200, (address, response.status_code)
    return html.fromstring(response.content.decode())


def words_of(page: Any) -> str:
    """What stands in the main part of a page, in one line."""
    return " ".join(" ".join(page.xpath("//main")[0].itertext()).split())
