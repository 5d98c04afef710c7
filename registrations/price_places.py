"""How many may pay what a rule gives to the first so many: seat pools, as a code's uses are."""

from __future__ import annotations

from collections.abc import Iterable

from events.models import Event, PriceRule
from organisations.models import MemberOrganisation
from registrations.capacity import set_capacity
from registrations.models import SeatPool


def open_places(rule: PriceRule) -> None:
    """Open the places of a rule that has a limited number and give those that it has this number.

    Of each member of the organisation for a rule for members. Raises BelowTaken where more were
    taken: the caller rolls back.
    """
    if rule.first is None:
        return
    members: list[MemberOrganisation | None] = [None]
    if rule.kind == PriceRule.Kind.MEMBER:
        members = list(MemberOrganisation.objects.filter(organisation=rule.event.organisation_id))
    pools = list(SeatPool.objects.filter(price_rule=rule).order_by("id"))
    known = {pool.member_id for pool in pools}
    new = [member for member in members if (member.pk if member else None) not in known]
    SeatPool.objects.bulk_create(_pool(rule, member) for member in new)
    for pool in pools:
        set_capacity(pool, rule.first)


def open_places_of(member: MemberOrganisation) -> None:
    """Give a new member its places at every price that counts members."""
    rules = PriceRule.objects.filter(
        event__organisation=member.organisation_id, kind=PriceRule.Kind.MEMBER, first__isnull=False
    )
    known = set(SeatPool.objects.filter(member=member).values_list("price_rule_id", flat=True))
    SeatPool.objects.bulk_create(_pool(rule, member) for rule in rules if rule.pk not in known)


def switch_places(rule: PriceRule, *, is_off: bool) -> None:
    """Shut the places of a rule that stopped, or open them again: sign-ups under way lose."""
    SeatPool.objects.filter(price_rule=rule).update(open=not is_off)


def open_places_like(event: Event) -> None:
    """Open the places of each rule of an event that was copied."""
    for rule in event.price_rules.filter(is_off=False).select_related("event"):
        open_places(rule)


def places_taken(rules: Iterable[PriceRule]) -> dict[int, int]:
    """How many pay what each rule (by its id) gives to the first so many: one statement."""
    taken: dict[int, int] = {}
    for pool in SeatPool.objects.filter(price_rule__in=list(rules)):
        taken[pool.price_rule_id or 0] = taken.get(pool.price_rule_id or 0, 0) + pool.taken
    return taken


def _pool(rule: PriceRule, member: MemberOrganisation | None) -> SeatPool:
    slug = f"price-{rule.pk}-{member.pk}" if member else f"price-{rule.pk}"
    return SeatPool(
        event_id=rule.event_id,
        slug=slug,
        capacity=rule.first,
        price_rule=rule,
        member=member,
        open=not rule.is_off,
    )
