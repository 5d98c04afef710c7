"""What taking part costs: cards, extras, what a price begins at, what cancelling costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from events.models import TicketType
from flows.mails.cancellation import cancellation_text
from lib.dates import format_moment
from lib.money import euros
from lib.vat import gross_from_net, net_from_gross
from payments.documents.wording import plain
from registrations.cancellation_rules import cancellation_periods, rules_of
from registrations.offering import Pool, pools_for, ticket_of
from registrations.price_rules import rule_of
from registrations.pricing import PriceRule, Ticket
from website.discounts import how_they_combine, offer_for, offers
from website.event.live import PlacesLeft, PoolIds, WhileLeft, WhileOpen
from website.event.shown import Shown
from website.event.subject import Subject

Kind = TicketType.Kind


@dataclass(frozen=True)
class Price(Shown):
    """Euros both ways; ``with_vat`` where that is the one to name first."""

    net: Decimal
    gross: Decimal
    with_vat: bool
    exempt: bool


@dataclass(frozen=True)
class Card(Shown):
    """A ticket type as the page sells it; ``note``: it is not on sale now; ``early``: what is less."""

    title: str
    description: str
    price: Price
    places: SafeString
    note: str
    early: list[SafeString]


def price_of(row: TicketType) -> Price:
    """What a ticket type costs, without and with VAT."""
    if row.price_includes_vat:
        net, gross = euros(net_from_gross(row.price, row.vat_percent)), row.price
    else:
        net, gross = row.price, gross_from_net(row.price, row.vat_percent)
    return Price(net, gross, row.audience == TicketType.Audience.CONSUMER, row.vat_category == "E")


def cards(subject: Subject, kind: str) -> list[Card]:
    """The ticket types of a kind, in their order."""
    return [_card(subject, row) for row in subject.event.ticket_types.all() if row.kind == kind]


def first_price(rows: list[TicketType], now: datetime) -> tuple[Price, bool] | None:
    """The lowest price above zero among what admits and is on sale, or zero; whether some come free besides.

    None where nothing is on sale.
    """
    prices = [price_of(row) for row in rows if row.kind == Kind.ADMISSION and is_on_sale(row, now)]
    paid = sorted((price for price in prices if price.gross), key=lambda price: price.net)
    if paid:
        return paid[0], len(paid) < len(prices)
    return (prices[0], False) if prices else None


def is_on_sale(row: TicketType, now: datetime) -> bool:
    """Whether a ticket type is sold at ``now``, places or not."""
    begun = row.on_sale_from is None or row.on_sale_from <= now
    ended = row.on_sale_until is not None and row.on_sale_until <= now
    return begun and not ended and not row.is_hidden


def ways_in(rows: list[TicketType], pools: list[Pool], now: datetime, language: str) -> tuple[PoolIds, ...]:
    """The ways to take part that are on sale, each with the pools (by id) that it needs a seat of."""
    sold = [row for row in rows if is_on_sale(row, now)]
    admitting = [ticket_of(row, now, language) for row in sold if row.kind == Kind.ADMISSION]
    ways = [_pool_ids(ticket, pools) for ticket in admitting]
    if any(row.kind == Kind.STAND for row in sold):
        ways += [(pool.id,) for pool in pools if pool.stand_id]
    return tuple(dict.fromkeys(ways))


def while_open(subject: Subject, open_html: str, full_html: str) -> SafeString:
    """The spot that holds ``open_html`` while there is a place for somebody, else ``full_html``."""
    rows = list(subject.event.ticket_types.all())
    ways = ways_in(rows, list(subject.pools), subject.now, subject.language)
    return subject.spots.add(WhileOpen(ways, open_html, full_html))


def note_on_vat(subject: Subject) -> str:
    """One sentence about VAT under the prices; empty where each price says it."""
    sold = [row for row in subject.event.ticket_types.all() if row.price and row.kind != Kind.STAFF]
    if any(row.vat_category == "E" for row in sold):
        return _(
            "Vocational education by an institution in the CRKBO register is exempt from VAT "
            "(art. 11(1)(o) of the Dutch VAT Act 1968)."
        )
    business = [row for row in sold if row.audience == TicketType.Audience.BUSINESS]
    rates = {row.vat_percent for row in business if row.vat_category == "S"}
    if len(rates) != 1 or len(business) < len(sold):
        return ""
    return _("Prices are without %(percent)s%% VAT.") % {"percent": plain(rates.pop(), subject.language)}


def cancelling(subject: Subject) -> str:
    """What cancelling costs until when; empty where nothing is paid."""
    event = subject.event
    paid = [row for row in event.ticket_types.all() if row.price]
    if not paid:
        return ""
    first_day = event.local_date(event.begins_at)
    periods = cancellation_periods(rules_of(event), first_day, subject.day_of(subject.now))
    vat = (paid[0].vat_category, paid[0].vat_percent)
    return cancellation_text(periods, first_day, subject.language, vat)


def rules_of_page(subject: Subject) -> list[PriceRule]:
    """The rules by which somebody may pay less now."""
    rows = [row for row in subject.event.price_rules.all() if row.holds(subject.now)]
    return [rule_of(row, frozenset(t.pk for t in row.ticket_types.all()), subject.language) for row in rows]


def early_prices(subject: Subject, row: TicketType) -> list[SafeString]:
    """What a ticket type costs who is early, as long as there are places at that price."""
    ticket, event = ticket_of(row, subject.now, subject.language), subject.event
    found = []
    for rule in rules_of_page(subject):
        told = offer_for(rule, ticket, event.timezone, subject.language) if rule.kind == "early" else ""
        if told:
            html = f'<p class="small">{escape(told)}</p>'
            spot = WhileLeft(rule.id, html) if rule.first is not None else None
            found.append(subject.spots.add(spot) if spot else mark_safe(html))  # noqa: S308  escaped
    return found


def discounts(subject: Subject) -> list[str]:
    """What groups and members pay less, and whether discounts add up."""
    event, rules = subject.event, rules_of_page(subject)
    rows = [row for row in event.ticket_types.all() if is_on_sale(row, subject.now)]
    tickets = [ticket_of(row, subject.now, subject.language) for row in rows]
    others = [rule for rule in rules if rule.kind != "early"]
    found = offers(others, tickets, event.timezone, subject.language)
    note = how_they_combine(rules, event.kinds_together)
    return [*found, note] if note else found


def _card(subject: Subject, row: TicketType) -> Card:
    ids = _pool_ids(ticket_of(row, subject.now, subject.language), list(subject.pools))
    return Card(
        title=subject.text(row, "title"),
        description=subject.text(row, "description"),
        price=price_of(row),
        places=subject.spots.add(PlacesLeft(ids)) if ids else SafeString(),
        note=_sale_note(subject, row),
        early=early_prices(subject, row),
    )


def _sale_note(subject: Subject, row: TicketType) -> str:
    if is_on_sale(row, subject.now):
        return ""
    if row.on_sale_from is None or row.on_sale_from <= subject.now:
        return _("No longer for sale")
    moment = format_moment(row.on_sale_from, subject.event.timezone, subject.language)
    return _("For sale from %(moment)s") % {"moment": moment}


def _pool_ids(ticket: Ticket, pools: list[Pool]) -> PoolIds:
    return tuple(pool.id for pool in pools_for(ticket, pools))
