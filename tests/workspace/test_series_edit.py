"""A series is started from an event, joined by others, and has a text that its page shows."""

from __future__ import annotations

import pytest
from django.test import Client

from events.models import Event, Series
from lib import clock
from tests.making import NOON, make_congress, make_leergang, make_organisation
from tests.workspace.editor import Editor, errors_of
from tests.workspace.members import words_of

pytestmark = pytest.mark.django_db
PAGE = "bewerken/reeks/"


def make_series(event: Event, **fields: object) -> Series:
    usual = {"kind": event.kind, "slug": "netwerken", "title": "Netwerken"}
    return Series.objects.create(organisation=event.organisation, **usual | fields)


def test_a_series_is_started_with_the_text_of_an_event_and_is_public_with_it() -> None:
    event = make_congress(description="Over **netwerken**.")
    editor = Editor(event)
    editor.said(PAGE, start="on", title="Kracht van netwerken")
    series = Series.objects.get()
    assert (series.slug, series.kind, series.description, series.editions.get()) == (
        "kracht-van-netwerken",
        "congress",
        "Over **netwerken**.",
        event,
    )
    page = editor.page(PAGE)
    assert page.xpath("//main//a/@href[contains(., '/congressen/reeks/kracht-van-netwerken/')]")
    with clock.at(NOON):
        assert Client().get("/congressen/reeks/kracht-van-netwerken/").status_code == 200
    editor.said(PAGE, start="on", title="Nog een")
    assert Series.objects.count() == 1


def test_an_event_joins_a_series_of_its_kind_and_organisation_and_leaves_it() -> None:
    event = make_congress()
    make_series(event)
    make_series(event, kind="leergang", slug="leergang", title="Leergang")
    make_series(make_congress(organisation=make_organisation()), slug="van-een-ander")
    editor = Editor(event)
    assert editor.page(PAGE).xpath("//select[@name='series']/option/@value") == ["netwerken"]
    assert editor.post(PAGE, join="on", series="van-een-ander").status_code == 422
    editor.said(PAGE, join="on", series="netwerken")
    assert Series.objects.get(slug="netwerken").editions.get() == event
    editor.said(PAGE, leave="on")
    assert Event.objects.get(pk=event.pk).series is None
    assert Series.objects.filter(slug="netwerken").exists()


def test_the_text_of_a_series_is_previewed_changed_and_shown() -> None:
    event = make_leergang()
    event.series = make_series(event)
    event.save()
    editor = Editor(event)
    editor.base = f"/beheer/{event.organisation.slug}/"
    text = {"title": "Netwerken", "description": "**Vet** <b>x</b>", "title_en": "", "description_en": ""}
    preview = editor.post("reeksen/netwerken/", **text, preview="on").content.decode()
    assert "<strong>Vet</strong> &lt;b&gt;" in preview
    assert Series.objects.get().description == ""
    assert editor.save("reeksen/netwerken/", description="**Vet**").status_code == 303
    assert Event.objects.get().version == event.version + 1
    with clock.at(NOON):
        assert "<strong>Vet</strong>" in Client().get("/leergangen/reeks/netwerken/").content.decode()
    assert errors_of(editor.post("reeksen/netwerken/", title="")).keys() == {"title"}
    assert "Netwerken" in words_of(editor.page("reeksen/"))


def test_another_organisations_series_cannot_be_reached() -> None:
    make_series(make_congress(), slug="van-een-ander")
    editor = Editor(make_congress())
    address = f"/beheer/{editor.event.organisation.slug}/reeksen/van-een-ander/"
    assert editor.client.get(address).status_code == 404
