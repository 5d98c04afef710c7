"""Pictures of the demo's events and series: drawn here, shown as an organiser would."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from demo.building import drawings
from demo.world.pictures import PICTURES, PictureData
from events.models import Event, Series
from flows.pictures import Picture, show_on_event, show_on_series, store
from lib.pictures import WIDE, Encoded, encode_drawn
from organisations.access import SYSTEM
from organisations.models import Organisation

QUICK = 0  # the encoder's effort: the files are a little larger


def add_pictures(academy: Organisation, now: datetime) -> None:
    """Give the events and series of the academy their pictures, at ``now`` (UTC); again changes nothing."""
    with ThreadPoolExecutor(2) as threads:
        drawn = list(threads.map(lambda data: _drawn(data, academy.accent), PICTURES))
    for data, encoded in zip(PICTURES, drawn, strict=True):
        picture = Picture(store(encoded, now), data.alt.nl, data.alt.en)
        for event in Event.objects.filter(organisation=academy, slug__startswith=data.begins):
            show_on_event(event.pk, picture, now, actor=SYSTEM)
        for series in Series.objects.filter(organisation=academy, slug__startswith=data.begins):
            show_on_series(series.pk, picture, now, actor=SYSTEM)


def _drawn(data: PictureData, accent: str) -> Encoded:
    picture = drawings.draw(getattr(drawings, data.drawing), accent, data.begins)
    return encode_drawn(picture, WIDE, method=QUICK)
