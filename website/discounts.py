"""By what rules people pay less, as the page of an event and its form tell it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from registrations.price_words import effect_of, sentence_of
from registrations.pricing import PriceRule, Ticket
from registrations.pricing.rules import rest_of
from website.prices import price_text


def offers(rules: Collection[PriceRule], tickets: Sequence[Ticket], zone: str, language: str) -> list[str]:
    """A sentence for each rule that makes one of ``tickets`` cheaper, and names it where not all are.

    It says what these cost then, where that is one price.
    """
    found = []
    for rule in rules:
        cheaper = [ticket for ticket in tickets if _is_cheaper(rule, ticket)]
        if cheaper and not (rule.kind == "early" and rule.left == 0):
            titles = ", ".join(ticket.title for ticket in cheaper) if rule.ticket_ids else ""
            found.append(sentence_of(rule, _gives(rule, cheaper, language), zone, language, titles))
    return found


def offer_for(rule: PriceRule, ticket: Ticket, zone: str, language: str) -> str:
    """What a rule makes of the price of one ticket type; empty where that is no less."""
    if not _is_cheaper(rule, ticket):
        return ""
    return sentence_of(rule, price_text(_by(rule, ticket), language), zone, language)


def how_they_combine(rules: Collection[PriceRule], together: Collection[str]) -> str:
    """Whether the rules add up, in a sentence; empty where there is but one kind of them."""
    kinds = {rule.kind for rule in rules}
    if len(kinds) < 2:
        return ""
    if kinds <= set(together):
        return _("These discounts add up.")
    if len(kinds & set(together)) < 2:
        return _("Discounts do not add up: each participant gets the best one.")
    return _("Some of these discounts add up: each participant gets what costs least.")


def _is_cheaper(rule: PriceRule, ticket: Ticket) -> bool:
    is_for = ticket.id in rule.ticket_ids if rule.ticket_ids else ticket.kind == "admission"
    return is_for and _by(rule, ticket).price < ticket.price


def _by(rule: PriceRule, ticket: Ticket) -> Ticket:
    return replace(ticket, price=rest_of(ticket.price, rule.effect, rule.value))


def _gives(rule: PriceRule, tickets: Sequence[Ticket], language: str) -> str:
    costs = {price_text(_by(rule, ticket), language) for ticket in tickets}
    if len(costs) == 1:
        return costs.pop()
    gives = effect_of(rule, language)
    ways = {ticket.includes_vat for ticket in tickets if ticket.category == "S"}
    if rule.effect not in ("amount", "price") or len(ways) != 1:
        return gives
    return (
        _("%(price)s incl. VAT") % {"price": gives}
        if ways.pop()
        else _("%(price)s excl. VAT") % {"price": gives}
    )
