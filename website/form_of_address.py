"""Whether a page says *u* or *je*: the organisation's choice, or the event's own."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.utils import translation

from events.models import Event
from organisations.models import Organisation

INFORMAL = "nl-informal"


@contextmanager
def addressing(organisation: Organisation | None, event: Event | None = None) -> Iterator[None]:
    """Speak Dutch inside in the form of address of ``event``, or of its ``organisation``; English stays."""
    form = (event.form_of_address if event else "") or (organisation.form_of_address if organisation else "")
    informal = form == Organisation.Address.INFORMAL and translation.get_language() != "en"
    with translation.override(INFORMAL) if informal else nullcontext():
        yield
