"""Organisations, accounts, buildings, speakers and series: what events stand on."""

from collections.abc import Mapping
from datetime import datetime

from allauth.account.models import EmailAddress

from demo.world.organisations import ACADEMIE, PASSWORD
from demo.world.shape import MembershipData, OrganisationData, World
from events.models import Event, Room, Series, Speaker, Venue
from organisations.models import LegalText, Membership, Organisation, User
from payments.models import NumberRange


def the_academy() -> Organisation:
    """Return the organisation that sells."""
    return Organisation.objects.get(slug=ACADEMIE)


def add_organisations(world: World, now: datetime) -> Organisation:
    """Store all organisations, the academy's texts and its invoice numbers; return the academy."""
    Organisation.objects.bulk_create(map(_organisation, world.organisations), ignore_conflicts=True)
    academy = the_academy()
    LegalText.objects.bulk_create(
        (
            LegalText(
                organisation=academy,
                kind=text.kind,
                version=1,
                text=text.text.nl,
                text_en=text.text.en,
                in_force_since=now,
            )
            for text in world.legal_texts
        ),
        ignore_conflicts=True,
    )
    prefix = next(o.invoice_prefix for o in world.organisations if o.slug == ACADEMIE)
    years = range(now.year, world.today.year + 2)
    NumberRange.objects.bulk_create(
        (NumberRange(organisation=academy, fiscal_year=year, prefix=f"{prefix}-{year}-") for year in years),
        ignore_conflicts=True,
    )
    return academy


def _organisation(data: OrganisationData) -> Organisation:
    return Organisation(
        slug=data.slug,
        name=data.name,
        legal_name=data.legal_name,
        street=data.street,
        postcode=data.postcode,
        city=data.city,
        country=data.country,
        email=data.email,
        phone=data.phone,
        website=data.website,
        kvk=data.kvk,
        oin=data.oin,
        vat_number=data.vat_number,
        iban=data.iban,
        account_name=data.legal_name if data.iban else "",
        crkbo_number=data.crkbo_number,
        crkbo_valid_until=data.crkbo_valid_until,
        accent=data.accent,
        sender_name=data.name,
    )


def add_users(world: World, now: datetime) -> None:
    """Store the accounts, whose addresses count as confirmed."""
    known = set(User.objects.values_list("email", flat=True))
    for data in world.users:
        if data.email not in known:
            User.objects.create_user(data.email, PASSWORD, name=data.name, joined_at=now)
    users = User.objects.in_bulk([data.email for data in world.users], field_name="email")
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=user, email=email, verified=True, primary=True) for email, user in users.items()),
        ignore_conflicts=True,
    )


def add_memberships(world: World) -> None:
    """Give the accounts their roles; a role for single events needs those events."""
    users = User.objects.in_bulk([data.email for data in world.users], field_name="email")
    organisations = Organisation.objects.in_bulk(field_name="slug")
    events = Event.objects.in_bulk(field_name="slug")
    Membership.objects.bulk_create(
        (
            Membership(
                user=users[data.email], organisation=organisations[m.organisation], role=m.role, event=event
            )
            for data in world.users
            for m in data.memberships
            for event in _events_of(m, events)
        ),
        ignore_conflicts=True,
    )


def _events_of(data: MembershipData, events: Mapping[str, Event]) -> list[Event | None]:
    return [events[slug] for slug in data.events] or [None]


def add_places(world: World, academy: Organisation) -> None:
    """Store buildings with their rooms, and who speaks."""
    names = set(Venue.objects.filter(organisation=academy).values_list("name", flat=True))
    Venue.objects.bulk_create(
        Venue(
            organisation=academy,
            name=venue.name,
            street=venue.street,
            postcode=venue.postcode,
            city=venue.city,
            directions=venue.travel.nl,
            directions_en=venue.travel.en,
        )
        for venue in world.venues
        if venue.name not in names
    )
    stored = {venue.name: venue for venue in Venue.objects.filter(organisation=academy)}
    Room.objects.bulk_create(
        (
            Room(venue=stored[venue.name], name=room.name.nl, name_en=room.name.en, capacity=room.seats)
            for venue in world.venues
            for room in venue.rooms
        ),
        ignore_conflicts=True,
    )


def add_speakers(world: World, academy: Organisation) -> None:
    """Store who speaks, with the organisation that they are from behind their role."""
    names = set(Speaker.objects.filter(organisation=academy).values_list("name", flat=True))
    Speaker.objects.bulk_create(
        Speaker(
            organisation=academy,
            name=speaker.name,
            role=", ".join(filter(None, (speaker.role.nl, speaker.organisation))),
            role_en=", ".join(filter(None, (speaker.role.en, speaker.organisation))),
            bio=speaker.about.nl,
            bio_en=speaker.about.en,
        )
        for speaker in world.speakers
        if speaker.name not in names
    )


def add_series(world: World, academy: Organisation) -> None:
    """Store what comes back."""
    Series.objects.bulk_create(
        (
            Series(
                organisation=academy,
                kind=series.kind,
                slug=series.slug,
                title=series.title.nl,
                title_en=series.title.en,
                description=series.about.nl,
                description_en=series.about.en,
            )
            for series in world.series
        ),
        ignore_conflicts=True,
    )
