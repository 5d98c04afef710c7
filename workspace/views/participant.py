"""One participant."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from flows.cancellation_plan import CAN_END
from lib.names import sorted_name
from reports.participant_card import Card, participant_card
from workspace.access import EventDesk, at_event
from workspace.frame import event_url, show
from workspace.words import MAIL_KINDS, MAIL_STATES, PAYMENT_METHODS, PAYMENTS, STATES


@at_event("participants.view")
def participant(request: HttpRequest, desk: EventDesk, participant_id: int) -> HttpResponse:
    """Show all that this reader may see of the participant."""
    card = participant_card(desk.actor, desk.event, participant_id)
    if card is None:
        raise Http404
    context = {
        "card": card,
        "sorted_name": sorted_name(card.parts) or card.name,
        "badge": STATES[card.state],
        "list_url": event_url(desk.event, "participants"),
        **_acts(desk, card),
        "name_follows": _("Name to follow"),
        "companions": [(row, event_url(desk.event, "participant", row.id)) for row in card.companions],
        "mails": [(row, MAIL_KINDS.get(row.kind, ""), MAIL_STATES[row.state]) for row in card.mails],
        **_money(card),
    }
    return show(request, desk, "workspace/participant/page.html", context, "participants")


def _acts(desk: EventDesk, card: Card) -> dict[str, str]:
    """Where this reader may change the participant, as long as they come."""
    if not desk.actor.may("participants.cancel", desk.event.pk) or card.state not in CAN_END:
        return {}
    acts = {"cancel_url": "cancel_participant"}
    if desk.now < desk.event.ends_at:
        acts |= {"edit_url": "edit_participant", "replace_url": "replace_participant"}
    return {name: event_url(desk.event, route, card.id) for name, route in acts.items()}


def _money(card: Card) -> dict[str, Any]:
    if card.money is None:
        return {}
    return {
        "payment": PAYMENTS[card.money.payment_state],
        "payment_method": PAYMENT_METHODS[card.money.payment_method],
    }
