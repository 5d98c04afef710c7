"""The parts that a kind of event names for its sign-up form: for each its template, and what that shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from events.models import Stand
from website.forms.choices import round_choices
from website.forms.controls import Choice
from website.forms.signup import SignUpForm
from website.prices import price_text

Values = Mapping[str, object]


@dataclass(frozen=True)
class FormPart:
    """One part of the form; ``values`` makes what its template shows."""

    template: str
    values: Callable[[SignUpForm], Values]


@dataclass(frozen=True)
class StandSize:
    """The stands of one size, with its price in words and how many people may staff one."""

    title: str
    price: str
    most_staff: int
    cards: list[Choice]


def rounds(form: SignUpForm) -> Values:
    """The sessions of each round."""
    return {"rounds": [round_choices(form, round_) for round_ in form.offering.rounds]}


def meetings(form: SignUpForm) -> Values:
    """The meetings that everybody takes, to read."""
    coming = [s for s in form.event.behaviour.common_sessions(form.event) if not s.cancelled_at]
    return {"meetings": [(s.text("title", form.language), s.begins_at, s.ends_at) for s in coming]}


def stand_choice(form: SignUpForm) -> Values:
    """The stands by size; a taken one stays to be seen."""
    chosen = form.posted.shown("stand").strip()
    offered = sorted(form.offering.stands, key=lambda stand: (stand.ticket_type.position, stand.number))
    sizes = [
        _size(form, list(stands), chosen)
        for _id, stands in groupby(offered, key=lambda stand: stand.ticket_type_id)
    ]
    return {"sizes": sizes, "none_chosen": not chosen, "errors": form.errors_at("stand")}


PARTS: Mapping[str, FormPart] = {
    "rounds": FormPart("website/signup/parts/rounds.html", rounds),
    "meetings": FormPart("website/signup/parts/meetings.html", meetings),
    "stand_choice": FormPart("website/signup/parts/stand_choice.html", stand_choice),
}


def parts_of(form: SignUpForm) -> list[tuple[str, Values]]:
    """The parts of this event's form in order: template and what it shows."""
    return [(PARTS[name].template, PARTS[name].values(form)) for name in form.offering.parts]


def _size(form: SignUpForm, stands: list[Stand], chosen: str) -> StandSize:
    ticket = form.offering.catalogue.ticket(form.offering.catalogue.stands[stands[0].number])
    return StandSize(
        title=ticket.title if ticket else "",
        price=price_text(ticket, form.language) if ticket else "",
        most_staff=ticket.most_staff if ticket else 0,
        cards=[_stand_card(form, stand, chosen) for stand in stands],
    )


def _stand_card(form: SignUpForm, stand: Stand, chosen: str) -> Choice:
    pool = form.offering.pool_of_stand(stand.pk)
    value = str(stand.number)
    is_taken = pool is not None and pool.left == 0
    return Choice(
        "stand",
        value,
        value,
        id=f"stand-{value}",
        left=0 if is_taken else None,
        checked=value == chosen,
        disabled=is_taken and value != chosen,
    )
