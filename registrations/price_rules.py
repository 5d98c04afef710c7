"""The rules of an event by which somebody pays less: read, and for whom they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Code, Event, PriceRule
from lib.prepared import Given, Prepared, knows_none
from organisations.customers import Payer, known_customer
from organisations.members import member_of
from registrations import pricing
from registrations.basket import Basket
from registrations.models import Participant, Registration

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from registrations.offering import Offering

Kind = PriceRule.Kind
LIVE = (
    Registration.State.AWAITING_APPROVAL,
    Registration.State.AWAITING_PAYMENT,
    Registration.State.CONFIRMED,
)


class _TicketIds(TypedDict):
    ticket_ids: list[int]


def load_rules(event: Event, now: datetime, language: str) -> tuple[pricing.PriceRule, ...]:
    """The rules in use at ``now`` (UTC), their reasons in ``language``: one statement, or none for none.

    Those with a limited number have all of it, until ``offering.with_pools`` says how many are left.
    """
    if knows_none(event, "price_rules"):
        return ()
    rows = [row for row in _RULES(event=event.pk) if row.holds(now)]
    with translation.override(language):
        return tuple(rule_of(row, frozenset(row.ticket_ids), language) for row in rows)


def rule_of(row: PriceRule, ticket_ids: frozenset[int], language: str) -> pricing.PriceRule:
    """A stored rule as it is priced; its reason in ``language``, which is active."""
    return pricing.PriceRule(
        id=row.pk,
        kind=row.kind,
        effect=row.effect,
        value=row.value,
        reason=row.text("title", language) or usual_title(row),
        ticket_ids=ticket_ids,
        least=row.least,
        counts=row.counts,
        first=row.first,
        left=row.first,
        title=row.text("title", language),
        until=row.until,
    )


def usual_title(row: PriceRule) -> str:
    """What a rule without a title is called, in the active language: at most 45 letters."""
    if row.kind == Kind.EARLY:
        return _("Early bird discount")
    if row.kind == Kind.GROUP:
        return _("Group discount from %(people)s people") % {"people": row.least}
    if row.first is None:
        return _("Member discount")
    return _("First %(people)s of each member") % {"people": row.first}


def for_whom(offering: Offering, basket: Basket) -> Offering:
    """The same offering for who signs up by ``basket``: as a member, after others of the same payer.

    No statement where no price turns on that. Who is a member is seen by the KvK number on the bill,
    else by the domain of the contact's address.
    """
    catalogue, payer = offering.catalogue, basket.bill.payer if basket.bill else Payer()
    code = catalogue.code
    asks_member = any(rule.kind == Kind.MEMBER for rule in catalogue.rules)
    if asks_member or (code and code.audience == Code.Audience.MEMBERS):
        found = member_of(offering.event.organisation_id, payer.kvk, basket.contact.email)
        offering = offering.of_member(found.pk if found else None)
        catalogue = offering.catalogue
    if any(rule.counts == PriceRule.Counts.CUSTOMER for rule in catalogue.rules):
        catalogue = replace(catalogue, came_before=_came_before(offering.event, payer))
    if code and code.holds and not _may_use(code.audience, payer, basket, is_member=catalogue.is_member):
        catalogue = replace(catalogue, code=replace(code, holds=False, is_for_others=True))
    return replace(offering, catalogue=catalogue)


def _may_use(audience: str, payer: Payer, basket: Basket, *, is_member: bool) -> bool:
    is_organisation = bool(payer.organisation if basket.bill else basket.contact.organisation)
    allowed: Mapping[str, bool] = {
        Code.Audience.ORGANISATIONS: is_organisation,
        Code.Audience.PRIVATE: not is_organisation,
        Code.Audience.MEMBERS: is_member,
    }
    return allowed.get(audience, True)


def _came_before(event: Event, payer: Payer) -> int:
    """How many people come to ``event`` already for whom ``payer`` pays."""
    customer = known_customer(event.organisation_id, payer)
    if customer is None:
        return 0
    paid_by = Q(registration__customer=customer) | Q(registration__customer__merged_into=customer)
    coming = Participant.objects.filter(paid_by, event=event, ended_at=None, registration__state__in=LIVE)
    return coming.exclude(ticket_type__kind="staff").count()


def _with_tickets(rules: QuerySet[PriceRule]) -> QuerySet[WithAnnotations[PriceRule, _TicketIds]]:
    ids = ArrayAgg("ticket_types", filter=Q(ticket_types__isnull=False), default=[])
    return rules.annotate(ticket_ids=ids).order_by("id")


_RULES = Prepared(lambda: _with_tickets(PriceRule.objects.filter(event=Given("event"), is_off=False)))
