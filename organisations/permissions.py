"""Which role may do what: each view names a capability, this table names its roles.

``partner`` is the role of somebody from another organisation, in the events that its partnership
opens (events.access), and nowhere else: of these capabilities it has those that the partnership
gives, and each reaches only the people who came by that partner.
"""

from collections.abc import Iterable

from organisations.models import Membership

Role = Membership.Role

ORGANISING = frozenset({Role.OWNER, Role.ORGANISER})
OFFICE = frozenset({*ORGANISING, Role.FINANCE})
FINANCE = frozenset({Role.OWNER, Role.FINANCE})
MEMBERS = frozenset({*OFFICE, Role.FRONTDESK, Role.TRAINER})

CAPABILITIES: dict[str, frozenset[Membership.Role]] = {
    "workspace.open": MEMBERS,
    "event.open": frozenset({*MEMBERS, Role.PARTNER}),
    "event.view": MEMBERS,
    "event.make": ORGANISING,
    "event.edit": ORGANISING,
    "event.publish": ORGANISING,
    "event.totals": frozenset({*OFFICE, Role.PARTNER}),
    "participants.list": frozenset({*MEMBERS, Role.PARTNER}),  # names and sessions
    "participants.view": frozenset({*OFFICE, Role.FRONTDESK, Role.PARTNER}),  # organisation, ticket as well
    "participants.contact": OFFICE,  # addresses, job titles, mails, what happened
    "participants.answers": OFFICE,  # to an event's questions, but for
    "participants.special": ORGANISING,  # special personal data: diet, access needs
    "participants.money": OFFICE,
    "participants.add": ORGANISING,  # by telephone, at another price or beyond what fits
    "participants.cancel": ORGANISING,
    "participants.export": ORGANISING,
    "invoices.view": OFFICE,
    "invoices.change": FINANCE,  # issue, credit, note as paid, pay back
    "customers.view": OFFICE,
    "customers.change": FINANCE,
    "organisation.change": frozenset({Role.OWNER}),  # name, numbers, sender, look
    "members.change": frozenset({Role.OWNER}),  # see colleagues, ask them in, change and end their roles
}


def roles_that_may(capability: str) -> frozenset[Membership.Role]:
    """The roles of a capability. Raises KeyError for one that is not in the table."""
    return CAPABILITIES[capability]


def may(roles: Iterable[str], capability: str) -> bool:
    """Whether one of ``roles`` has ``capability``."""
    return not roles_that_may(capability).isdisjoint(roles)
