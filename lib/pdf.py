"""PDF by typst: accessible (PDF/UA-1), fit for the archive (PDF/A-3a), the same bytes for the same input.

A template reads its data as JSON, so that data stay text and never become markup; what is
attached or pictured stands in files that it opens by the path that it is told::

    #let data = json(bytes(sys.inputs.data))
    #set document(title: data.title)
    #for file in json(bytes(sys.inputs.attachments)) {
      pdf.attach(
        "/" + file.name, read(file.path, encoding: none), relationship: file.relationship,
        mime-type: file.mime_type, description: file.description,
      )
    }
    #image("/files/logo.png", alt: data.organisation)
"""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final, Literal

import typst

Standard = Literal["a-3a", "ua-1"]
Relationship = Literal["alternative", "data", "source", "supplement"]
ARCHIVED_AND_ACCESSIBLE: Final[tuple[Standard, ...]] = ("a-3a", "ua-1")


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF. ``relationship`` is its AFRelationship: an UBL invoice is the "alternative"."""

    name: str
    content: bytes
    mime_type: str
    description: str
    relationship: Relationship = "alternative"


def render(
    template: Path,
    data: Mapping[str, object],
    date: datetime,
    *,
    attachments: Sequence[Attachment] = (),
    files: Mapping[str, bytes] | None = None,
    standards: Sequence[Standard] = ARCHIVED_AND_ACCESSIBLE,
) -> bytes:
    """Return the PDF that ``template`` makes of ``data``, which must be fit for JSON.

    ``date`` (aware) is when the document says that it was made: a stored moment, never now. The
    template may import what lies in its folder; pictures are in ``files`` by name and read as
    "/files/<name>". Amounts go in as text, since JSON has no decimals.

    Raises ValueError for a naive date or a name with a path in it, TypeError for data that JSON
    cannot hold, and typst.TypstError for a fault in the template or a document that breaks
    ``standards`` (a picture without a text, a missing title).
    """
    if date.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {date.isoformat()}")
    told = [
        {
            "name": attachment.name,
            "path": f"/attachments/{attachment.name}",
            "mime_type": attachment.mime_type,
            "description": attachment.description,
            "relationship": attachment.relationship,
        }
        for attachment in attachments
    ]
    with tempfile.TemporaryDirectory(prefix="typst-") as folder:
        root = Path(folder)
        shutil.copytree(template.parent, root, dirs_exist_ok=True)  # typst follows no link out of its root
        _write(root / "attachments", {attachment.name: attachment.content for attachment in attachments})
        _write(root / "files", files or {})
        return typst.compile(
            root / template.name,
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data), "attachments": json.dumps(told)},
            format="pdf",
            pdf_standards=list(standards),
            timestamp=date.astimezone(UTC).replace(microsecond=0),
        )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        if name in {"", ".."} or Path(name).name != name:
            raise ValueError(f"not the name of a file: {name!r}")
        (folder / name).write_bytes(content)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return Source Sans 3 and the fonts that come with typst, read once.

    Those of the machine would change the bytes.
    """
    sans = resources.files("fontpkg_source_sans_3") / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(sans)])
