"""Where an event is: the address of the building, and its rooms with their chairs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from events.editing import draft_of_event
from flows.venue_editing import edit_venue
from workspace.access import EventDesk, at_event
from workspace.editing import posted, saved, show_part
from workspace.forms.event_place import PlaceForm
from workspace.frame import event_url

PAGE = "event_place"


@at_event("event.edit")
def event_place(request: HttpRequest, desk: EventDesk) -> HttpResponseBase:
    """Change the building in which the event is to be; without one, lead to where it is named."""
    venue = draft_of_event(desk.event).venue
    name_url = f"{event_url(desk.event, 'event_edit')}#id_place"
    template = "workspace/event_parts/place.html"
    if venue is None:
        return show_part(request, desk, PAGE, template, form=None, name_url=name_url)
    form = PlaceForm(posted(request), venue)
    if form.is_valid():
        changed = edit_venue(
            desk.event.pk, form.values(), form.known_rooms(), form.added_rooms(), desk.now, actor=desk.actor
        )
        return saved(request, desk, PAGE, changed=bool(changed))
    return show_part(request, desk, PAGE, template, [form], name_url=name_url)
