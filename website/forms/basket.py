"""From the fields of a form to a basket, with what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from flows.payment_methods import payment_methods
from flows.signup import find_refusals
from registrations import refusals
from registrations.basket import Basket
from registrations.codes import read_code
from registrations.offering import Offering
from registrations.pricing import Quote, price
from registrations.refusals import Refusal
from website.forms.answers import read_answers
from website.forms.billing import read_bill
from website.forms.people import TOTAL, read_contact, read_people
from website.forms.reading import Posted


def read_basket(posted: Posted, offering: Offering, key: UUID, now: datetime, language: str) -> Basket:
    """Read what is asked for. Who pays, and how, is read only where something is due."""
    contact = read_contact(posted)
    basket = Basket(
        submission_key=key,
        contact=contact,
        people=read_people(posted, offering, contact),
        stand=_read_stand(posted, offering),
        code=read_code(posted.choice("code")),
        accepts_terms=posted.is_on("accept_terms"),
        wants_newsletter=posted.is_on("newsletter"),
        confirms_duplicate=posted.is_on("confirm-duplicate"),
        prices_seen=posted.choice("prices_seen"),
        language=language,
    )
    basket = read_answers(posted, offering, basket)
    quote = price(offering.catalogue, basket)
    if quote.is_free:
        return basket
    basket = replace(basket, bill=read_bill(posted, contact))
    return replace(basket, payment_method=_read_payment_method(posted, offering, quote, basket, now))


def find_all_refusals(posted: Posted, offering: Offering, basket: Basket, now: datetime) -> list[Refusal]:
    """What could not be read, and what the event's own rules say of the rest."""
    problems = list(posted.problems)
    wrong = {problem.field for problem in problems}
    if TOTAL in wrong:
        return problems
    found = find_refusals(offering, basket, price(offering.catalogue, basket), now)
    return problems + [refusal for refusal in found if refusal.field not in wrong]


def _read_stand(posted: Posted, offering: Offering) -> int | None:
    text = posted.choice("stand")
    if re.fullmatch(r"[0-9]{1,5}", text):
        return int(text)
    if text:
        sentence = refusals.WRONG_STAND if offering.stands else refusals.NO_STAND_HERE
        posted.refuse("stand", "invalid", sentence)
    return None


def _read_payment_method(
    posted: Posted, offering: Offering, quote: Quote, basket: Basket, now: datetime
) -> str:
    """The one that was chosen; where only one is possible nobody needs to choose it."""
    chosen = posted.choice("payment_method")
    possible = payment_methods(offering, quote, basket, now)
    return possible[0] if not chosen and len(possible) == 1 else chosen
