"""Short ways to write down sessions and speakers; texts are pairs, Dutch first."""

from datetime import time

from demo.world.shape import NOTHING, SessionData, SessionSort, SpeakerData, Text

Pair = tuple[str, str]


def session(
    sort: SessionSort,
    slug: str,
    hours: str,
    title: Pair,
    about: Pair | None = None,
    *,
    room: str = "",
    speakers: tuple[str, ...] = (),
    day: int = 0,
    round_slug: str = "",
    seats: int | None = None,
) -> SessionData:
    """Return a session; ``hours`` reads "9.30-10.45"."""
    start, end = between(hours)
    return SessionData(
        slug=slug,
        sort=sort,
        title=Text(*title),
        about=Text(*about) if about else NOTHING,
        day=day,
        start=start,
        end=end,
        room=room,
        speakers=speakers,
        round=round_slug,
        seats=seats,
    )


def speaker(slug: str, name: str, role: Pair, organisation: str, about: Pair) -> SpeakerData:
    """Return somebody on stage."""
    return SpeakerData(slug=slug, name=name, role=Text(*role), organisation=organisation, about=Text(*about))


def between(hours: str) -> tuple[time, time]:
    """Return the two times of "9.30-10.45"."""
    start, end = (time.fromisoformat(part.replace(".", ":").zfill(5)) for part in hours.split("-"))
    return start, end
