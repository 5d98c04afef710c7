"""Pictures to upload, made on the spot; somebody who speaks."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from events.models import Event, SessionSpeaker, Speaker


def make_photo(width: int = 1800, height: int = 1200) -> Image.Image:
    """Store nothing: a picture with colours that differ from place to place."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 120)))


def file_of(picture: Image.Image, file_format: str = "JPEG", **how: Any) -> bytes:
    """The picture as a file."""
    written = BytesIO()
    picture.save(written, file_format, **how)
    return written.getvalue()


def upload(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, "image/jpeg")


def make_speaker(event: Event, name: str = "Joke Aalbers") -> Speaker:
    """Store somebody who speaks in the first session of an event."""
    speaker = Speaker.objects.create(organisation=event.organisation, name=name, role="Onderzoeker")
    SessionSpeaker.objects.create(session=event.sessions.earliest("pk"), speaker=speaker)
    return speaker
