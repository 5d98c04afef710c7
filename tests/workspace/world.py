"""One organisation with an event and somebody in each role, a partner, a stranger, and what is not theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from events.models import Event, Partnership, Series
from organisations.models import Membership, Organisation
from registrations.models import Participant, Registration
from tests.making import make_basket, make_congress, make_organisation, make_person
from tests.registered import make_registration
from tests.workspace.members import Role, browser_of, make_member, make_user

WHO = (
    *("anonymous", "nobody", "owner", "organiser", "finance", "frontdesk", "trainer"),
    *("partner", "stranger"),
)


@dataclass(frozen=True)
class World:
    """``browsers`` by who sits before them; the trainer has ``event`` alone, the stranger owns ``other``."""

    organisation: Organisation
    event: Event
    registration: Registration
    participant: Participant
    other: Organisation
    partner: Organisation
    browsers: dict[str, Client]

    def statuses(self, address: str) -> dict[str, int]:
        """What each gets at ``address``."""
        return {who: self.browsers[who].get(address).status_code for who in WHO}


def make_world() -> World:
    """Store it all; the participant came by the partner, whose people see them."""
    organisation = make_organisation(slug="academie")
    series = Series.objects.create(
        organisation=organisation, kind="congress", slug="netwerken", title="Netwerken"
    )
    event = make_congress(organisation=organisation, slug="kracht", price="495.00", rounds=1, series=series)
    people = [make_person("José van den Berg", phone="06 12 34 56 78", rounds={"ronde-1": "ronde-1-a"})]
    registration = make_registration(event, make_basket(event, people))
    other, partner = make_organisation(slug="elders"), make_organisation(slug="partner")
    partnership = Partnership.objects.create(
        event=event, organisation=partner, sees_totals=True, sees_names=True, sees_details=True
    )
    Registration.objects.filter(pk=registration.pk).update(partnership=partnership)
    partners = make_user("Petra Partner")
    Membership.objects.create(user=partners, organisation=partner, role=Role.PARTNER)
    browsers = {
        "anonymous": Client(),
        "nobody": browser_of(make_user("Marieke")),
        "partner": browser_of(partners),
        "stranger": browser_of(make_member(other, Role.OWNER)),
        "trainer": browser_of(make_member(organisation, Role.TRAINER, event)),
    }
    for role in (Role.OWNER, Role.ORGANISER, Role.FINANCE, Role.FRONTDESK):
        browsers[role.value] = browser_of(make_member(organisation, role))
    return World(organisation, event, registration, registration.participants.get(), other, partner, browsers)
