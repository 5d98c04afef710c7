"""Prices: plain values in, lines and totals out (design §4)."""

from registrations.pricing.catalogue import Catalogue, Ticket
from registrations.pricing.codes import CodeRule
from registrations.pricing.grouping import Group, Piece, group_pieces, totals_of
from registrations.pricing.quote import PricedLine, Quote, price
from registrations.pricing.rules import PriceRule
from registrations.pricing.seen import is_as_shown, prices_seen, with_lefts_of
from registrations.pricing.special import SpecialPrice

__all__ = [
    "Catalogue",
    "CodeRule",
    "Group",
    "Piece",
    "PriceRule",
    "PricedLine",
    "Quote",
    "SpecialPrice",
    "Ticket",
    "group_pieces",
    "is_as_shown",
    "price",
    "prices_seen",
    "totals_of",
    "with_lefts_of",
]
