"""Which role may do what: each view names a capability, this table names its roles."""

from collections.abc import Iterable

from organisations.models import Membership

Role = Membership.Role

ORGANISING = frozenset({Role.OWNER, Role.ORGANISER})
MEMBERS = frozenset({Role.OWNER, Role.ORGANISER, Role.FINANCE, Role.FRONTDESK, Role.TRAINER})

CAPABILITIES: dict[str, frozenset[Membership.Role]] = {
    "workspace.open": MEMBERS,
    "event.view": MEMBERS,
    "event.totals": frozenset({*ORGANISING, Role.FINANCE}),
    "participants.list": frozenset({*ORGANISING, Role.FINANCE, Role.FRONTDESK, Role.TRAINER}),
    "participants.contact": frozenset({*ORGANISING, Role.FINANCE}),
    "participants.view": frozenset({*ORGANISING, Role.FINANCE, Role.FRONTDESK}),
    "participants.money": frozenset({*ORGANISING, Role.FINANCE}),
    "participants.export": ORGANISING,
    "invoices.view": frozenset({Role.OWNER, Role.ORGANISER, Role.FINANCE}),
}


def roles_that_may(capability: str) -> frozenset[Membership.Role]:
    """The roles of a capability. Raises KeyError for one that is not in the table."""
    return CAPABILITIES[capability]


def may(roles: Iterable[str], capability: str) -> bool:
    """Whether one of ``roles`` has ``capability``."""
    return not roles_that_may(capability).isdisjoint(roles)
