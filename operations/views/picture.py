"""The files of pictures, where no proxy or other server gives them: never changed, so kept for a year."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from lib.picture_files import place_of

KEPT = "public, max-age=31536000, immutable"
MEDIA_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@require_safe
def picture(_request: HttpRequest, part: str, picture: str, file: str, extension: str) -> FileResponse:
    """Give one file of a picture; the name in its address tells the content."""
    if extension not in MEDIA_TYPES or part != picture[:2]:
        raise Http404
    try:
        opened = (settings.MEDIA_ROOT / place_of(picture) / f"{file}.{extension}").open("rb")
    except OSError as absent:
        raise Http404 from absent
    answer = FileResponse(opened, content_type=MEDIA_TYPES[extension])
    answer.headers["Cache-Control"] = KEPT
    return answer
