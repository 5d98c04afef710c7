"""Forms that know what stood in them: who saves over somebody else's change is told first."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

SEEN = "seen"
CODE = "changed_meanwhile"
YOURS = _("Somebody else changed this to %(theirs)s meanwhile. Save again to keep what you typed.")
THEIRS = _("Somebody else changed this meanwhile; their change stands here now. Save again if it is right.")


class Guarded(forms.Form):
    """A form about stored values: the page carries ``seen``, a post that saw older ones is held up once.

    What was typed stays. A field that was left as it was shows what the other person made of it.
    Without ``seen`` nothing is compared: whoever posts without looking means it.
    """

    def full_clean(self) -> None:
        """Read the post, then compare what stands there now with what it saw."""
        super().full_clean()
        if self.is_bound:
            self._compare(_read(str(self.data.get(SEEN, ""))))

    @property
    def seen(self) -> str:
        """What stands in each field now, in short."""
        return " ".join(f"{name}:{self._now(name)}" for name in self.fields)

    @property
    def is_stale(self) -> bool:
        """Whether somebody else changed something meanwhile."""
        errors = self.errors.as_data().values()
        return any(error.code == CODE for found in errors for error in found)

    def _compare(self, seen: dict[str, str]) -> None:
        for name in [name for name in self.fields if seen.get(name, self._now(name)) != self._now(name)]:
            typed = _digest(self[name].data)
            if typed == self._now(name):
                continue
            field = self.fields[name]
            stored = field.prepare_value(self.get_initial_for_field(field, name))
            if typed == seen[name]:
                self._take_over(name, stored)
                self.add_error(name, forms.ValidationError(THEIRS, CODE))
            else:
                self.add_error(name, forms.ValidationError(YOURS, CODE, {"theirs": self._told(name, stored)}))

    def _take_over(self, name: str, stored: Any) -> None:
        data = cast("QueryDict", self.data).copy()
        if isinstance(stored, list):
            data.setlist(self.add_prefix(name), stored)
        elif stored in (None, False, ""):
            data.pop(self.add_prefix(name), None)
        else:
            data[self.add_prefix(name)] = "on" if stored is True else stored
        self.data = data

    def _now(self, name: str) -> str:
        field = self.fields[name]
        return _digest(field.prepare_value(self.get_initial_for_field(field, name)))

    def _told(self, name: str, stored: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        values = stored if isinstance(stored, list) else [stored]
        words = ", ".join(str(choices.get(value, value)) for value in values if value not in (None, ""))
        if isinstance(stored, bool):
            words = str(pgettext("a change", "yes") if stored else pgettext("a change", "no"))
        return (
            pgettext("a change", "“%(words)s”") % {"words": words[:200]}
            if words
            else pgettext("a change", "nothing")
        )


def _digest(value: Any) -> str:
    if isinstance(value, list | tuple):
        text = "|".join(sorted(map(str, value)))
    else:
        text = "" if value in (None, False) else "on" if value is True else str(value)
    plain = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    return sha256(plain.encode()).hexdigest()[:12]


def _read(seen: str) -> dict[str, str]:
    pairs = (part.rpartition(":") for part in seen.split())
    return {name: digest for name, _colon, digest in pairs if name}
