"""A picture that somebody uploads, with what it shows for whoever cannot see it; a speaker with a photo."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from events.models import Event, Series, Speaker
from flows.pictures import NONE, Picture
from lib.pictures import FORMATS, LOGO, MOST_BYTES, Encoded, PictureRefused, Shape, encode
from workspace.forms.fields import one_line, some_text

REFUSED: Final = {
    "empty": _("This file is empty. Choose another one."),
    "heavy": _("This file is larger than %(megabytes)s MB. Choose a smaller one."),
    "format": _("This is not a picture that can be read. Choose a JPEG, PNG or WebP file."),
    "huge": _("This picture has more than 40 million pixels. Make it smaller first."),
    "small": _("This picture is too small. It must be at least %(width)s pixels wide."),
}
CHOOSE: Final = _("Choose a file first.")
TELL: Final = _("Say what the picture shows, for whoever cannot see it.")
LONGEST_KEPT: Final = 24 * 60 * 60  # seconds
ACCEPTED: Final = ",".join(f"image/{name.lower()}" for name in FORMATS)


class FileForm(forms.Form):
    """A file of a picture; ``encoded`` is what was made of it, where it is right."""

    shape: Shape
    encoded: Encoded | None = None
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"class": "input", "accept": ACCEPTED}),
    )

    def clean_file(self) -> None:
        """Make the picture anew."""
        sent: UploadedFile[Any] | None = self.cleaned_data["file"]
        if sent is None:
            return
        try:
            # read no more than tells that it is too much
            self.encoded = encode(sent.read(MOST_BYTES + 1), self.shape)
        except PictureRefused as why:
            facts = {"megabytes": MOST_BYTES // 2**20, "width": self.shape.least}
            raise forms.ValidationError(REFUSED[why.code], why.code, facts) from why


class LogoForm(FileForm):
    """The logo of an organisation."""

    shape = LOGO

    def clean(self) -> dict[str, Any]:
        """There is a file."""
        if self.encoded is None and "file" not in self.errors:
            self.add_error("file", forms.ValidationError(CHOOSE, "required"))
        return self.cleaned_data


class PictureForm(FileForm):
    """A file, or the picture that is there already, told in both languages.

    ``kept`` names, signed, what was uploaded before something else turned out to be wrong.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    picture_alt = one_line(_("What it shows"), most=250, required=False)
    picture_alt_en = one_line(_("What it shows, in English"), most=250, required=False)

    def __init__(self, data: Any, files: Any, row: Event | Series | Speaker, shape: Shape) -> None:
        told = self.base_fields.keys() - {"file", "kept"}
        super().__init__(data, files, initial={name: getattr(row, name) for name in told})
        self.picture = row.picture
        self._signer = signing.TimestampSigner(salt=f"{type(row).__name__}:{row.pk}")
        self.shape = shape

    def clean_kept(self) -> str:
        """Hold on to a picture that this very form stored not long ago."""
        signed: str = self.cleaned_data["kept"]
        try:
            self.picture = self._signer.unsign(signed, max_age=LONGEST_KEPT) if signed else self.picture
        except signing.BadSignature:
            return ""
        return signed

    def clean(self) -> dict[str, Any]:
        """Whoever shows a picture says in both languages what is on it."""
        names = ("picture_alt", "picture_alt_en")
        if self.encoded or self.picture:
            for name in names:
                if name in self.cleaned_data and not self.cleaned_data[name]:
                    self.add_error(name, forms.ValidationError(TELL, "required"))
        elif any(self.cleaned_data.get(name) for name in names) and "file" not in self.errors:
            self.add_error("file", forms.ValidationError(CHOOSE, "required"))
        return self.cleaned_data

    def keep(self, name: str) -> None:
        """Have the page that is shown again hold the picture that was just stored."""
        self.picture = name
        self.data = {**dict(self.data.items()), self.add_prefix("kept"): self._signer.sign(name)}

    def shown(self) -> Picture:
        """What is to be shown."""
        told = self.cleaned_data
        return Picture(self.picture, told["picture_alt"], told["picture_alt_en"]) if self.picture else NONE


class SpeakerForm(PictureForm):
    """What is told of somebody who speaks or teaches, wherever they do."""

    role = one_line(_("Function and organisation"), required=False)
    bio = some_text(_("About this person"), rows=5)
    role_en = one_line(_("Function and organisation, in English"), required=False)
    bio_en = some_text(_("About this person, in English"), rows=5)

    def values(self) -> dict[str, object]:
        """The texts, with the ends of lines as they are stored."""
        names = ("role", "bio", "role_en", "bio_en")
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in names}
