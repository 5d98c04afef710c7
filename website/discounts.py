"""By what rules people pay less, as the page of an event and its form tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from events.models import Event
from registrations.price_words import effect_of, sentence_of
from registrations.pricing import Catalogue, PriceRule, Ticket
from registrations.pricing.rules import rest_of
from website.prices import price_text


def offers(catalogue: Catalogue, event: Event, language: str) -> list[str]:
    """A sentence for each rule that somebody may still come by, with the ticket types that it names."""
    found = []
    for rule in catalogue.rules:
        if rule.left == 0 and rule.kind == "early":
            continue
        titles = [ticket.title for ticket in catalogue.tickets if ticket.id in rule.ticket_ids]
        gives = effect_of(rule, language)
        told = (
            _("%(gives)s (%(titles)s)") % {"gives": gives, "titles": ", ".join(titles)} if titles else gives
        )
        found.append(sentence_of(rule, told, event.timezone, language))
    note = how_they_combine(catalogue.rules, catalogue.together)
    return [*found, note] if note else found


def offers_for(
    ticket: Ticket, rules: Collection[PriceRule], event: Event, language: str
) -> Iterator[tuple[PriceRule, str]]:
    """The rules that make a ticket type cheaper, each with a sentence that says what it costs then."""
    for rule in rules:
        is_for = ticket.id in rule.ticket_ids if rule.ticket_ids else ticket.kind == "admission"
        rest = rest_of(ticket.price, rule.effect, rule.value)
        if is_for and rest < ticket.price:
            costs = price_text(replace(ticket, price=rest), language)
            yield rule, sentence_of(rule, costs, event.timezone, language)


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
