"""What the walks find: an academy, a congress of two days, a free afternoon, a course and a fair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from demo.models import ClockOffset
from events.models import Event, Series
from lib import clock
from organisations.models import LegalText, Membership, Organisation, User
from tests.making import NOON, make_branchedag, make_congress, make_leergang, make_organisation, make_venue

ORGANISER, PASSWORD = "organisator@academie.example", "een lang wachtwoord"


@dataclass(frozen=True)
class World:
    organisation: Organisation
    congress: Event
    afternoon: Event
    course: Event
    fair: Event
    organiser: User


def make_world() -> World:
    """Store it, at noon of a day on which all of it is still to come."""
    ClockOffset.objects.create(pk=1, offset=NOON - clock.now())
    academy = make_organisation(slug="academie")
    own: dict[str, Any] = {"organisation": academy, "venue": make_venue(academy)}
    for kind in ("terms", "privacy"):
        LegalText.objects.create(
            organisation=academy, kind=kind, version=1, text="# Tekst\n\nZo is het.", in_force_since=NOON
        )
    series = Series.objects.create(
        organisation=academy, kind="congress", slug="kracht-van-netwerken", title="Kracht van netwerken"
    )
    congress = make_congress(
        **own,
        series=series,
        slug="kracht-van-netwerken",
        title="Kracht van netwerken",
        price=Decimal("495.00"),
        days=2,
        rounds=3,
        sessions=4,
        round_seats=60,
        seats=400,
        plenary=True,
        day_tickets=True,
    )
    afternoon = make_congress(
        **own, slug="kennismakingsmiddag", title="Kennismakingsmiddag", first_day=date(2027, 1, 14)
    )
    course = make_leergang(**own, slug="adaptief-samenwerken")
    fair = make_branchedag(**own, slug="dag-van-de-kinderopvang")
    return World(academy, congress, afternoon, course, fair, make_organiser(academy))


def make_organiser(academy: Organisation) -> User:
    """Store somebody whose password the site can check: the tests' own hasher is not its."""
    user = User.objects.create_user(ORGANISER, name="Ilse Brouwer")
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "zout-voor-de-proef", iterations=1000)
    user.save()
    EmailAddress.objects.create(user=user, email=ORGANISER, verified=True, primary=True)
    Membership.objects.create(user=user, organisation=academy, role=Membership.Role.ORGANISER)
    return user
