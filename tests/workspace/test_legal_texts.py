"""The texts that bind an organisation: a change is a new version, the older ones stay."""

from __future__ import annotations

import pytest

from organisations.models import LegalText, Trail
from tests.making import NOON, RELEASED, make_congress
from tests.workspace.editor import Editor, errors_of

pytestmark = pytest.mark.django_db


def make_editor() -> Editor:
    editor = Editor(make_congress())
    editor.base = f"/beheer/{editor.event.organisation.slug}/teksten/"
    return editor


def test_a_change_is_a_new_version_in_force_from_then() -> None:
    editor = make_editor()
    own = {"organisation": editor.event.organisation, "kind": "terms"}
    LegalText.objects.create(**own, version=1, text="Oud", in_force_since=RELEASED)
    assert editor.save("terms/", text="Nieuw\r\nTwee").status_code == 303
    rows = LegalText.objects.order_by("version").values_list("version", "text", "in_force_since")
    assert list(rows) == [(1, "Oud", RELEASED), (2, "Nieuw\nTwee", NOON)]
    assert editor.save("terms/").status_code == 303
    assert LegalText.objects.count() == 2
    [trace] = Trail.objects.filter(subject="legal text")
    assert trace.facts == {"kind": "terms", "version": 2}


def test_a_first_text_is_asked_and_a_preview_stores_nothing() -> None:
    editor = make_editor()
    assert errors_of(editor.post("privacy/", text="")).keys() == {"text"}
    assert "<strong>Vet</strong>" in editor.post("privacy/", text="**Vet**", preview="on").content.decode()
    assert not LegalText.objects.exists()
    editor.post("privacy/", text="Wij bewaren weinig.")
    assert LegalText.objects.get().version == 1


def test_there_are_no_others() -> None:
    editor = make_editor()
    assert editor.client.get(editor.base + "cookies/").status_code == 404
