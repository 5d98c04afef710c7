"""Pictures in the workspace: uploaded, told, refused with a reason, shown to the public, removed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.models import Event, Series, Speaker
from flows.pictures import REMAINS, remove_unused
from jobs.models import Job
from lib import clock
from lib.picture_files import is_kept, place_of
from organisations.models import Trail
from tests.making import NOON, make_congress
from tests.pictures import file_of, make_photo, make_speaker, upload
from tests.workspace.editor import Editor

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "bewerken/fotos/"
TOLD = {"picture_alt": "Deelnemers aan lange tafels", "picture_alt_en": "Participants at long tables"}
PHOTO, OTHER = file_of(make_photo()), file_of(make_photo().rotate(180))


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def post(
    editor: Editor, content: bytes = PHOTO, page: str = PAGE, name: str = "foto.jpg", **changed: str
) -> Any:
    sent = {"file": upload(content, name)} if content else {}
    return editor.post(page, **TOLD | changed, **sent)


def make_editor() -> Editor:
    return Editor(make_congress())


def tree_of(answer: Any) -> Any:
    return html.fromstring(answer.content.decode())


def faults(answer: Any) -> list[tuple[str, str]]:
    found = tree_of(answer).xpath("//*[@data-errors]/li")
    return [(each.get("data-field"), each.get("data-code")) for each in found]


def kept_by(answer: Any) -> str:
    return str(tree_of(answer).xpath("//input[@name='kept']/@value")[0])


def picture_of(event: Event) -> str:
    return Event.objects.get(pk=event.pk).picture


def page_at(address: str) -> Any:
    with clock.at(NOON):
        answer = Client().get(address)
    return tree_of(answer)


def public(event: Event, language: str = "") -> Any:
    return page_at(f"{language}/{'congresses' if language else 'congressen'}/{event.slug}/")


def test_a_picture_is_on_the_page_in_the_list_and_for_other_sites(settings: Any) -> None:
    settings.SITE_URL = "https://aanmelden.example"
    editor = make_editor()
    assert [*public(editor.event).xpath("//main//img")] == []
    version = Event.objects.get().version
    assert post(editor).status_code == 303
    name = picture_of(editor.event)
    assert Event.objects.get().version > version
    [shown] = public(editor.event).xpath("//main//img")
    folder = f"/media/{place_of(name)}/"
    assert dict(shown.attrib) == {
        "src": f"{folder}1200.webp",
        "srcset": ", ".join(f"{folder}{width}.webp {width}w" for width in (400, 800, 1200, 1600)),
        "sizes": shown.get("sizes"),
        "width": "1600",
        "height": "900",
        "alt": "Deelnemers aan lange tafels",
        "fetchpriority": "high",
        "decoding": "async",
    }
    assert public(editor.event, "/en").xpath("//main//img/@alt") == ["Participants at long tables"]
    [listed] = page_at("/").xpath("//main//img")
    assert (listed.get("alt"), listed.get("loading")) == ("", "lazy")
    told = {
        each.get("property"): each.get("content") for each in public(editor.event).xpath("//meta[@property]")
    }
    assert told["og:image"] == f"https://aanmelden.example{folder}social.jpg"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == "Deelnemers aan lange tafels"
    assert f'"image":"{told["og:image"]}"' in public(editor.event).xpath("//script[@type]/text()")[0]


def test_its_files_are_served_for_a_year_and_no_others_are() -> None:
    editor = make_editor()
    post(editor)
    folder = f"/media/{place_of(picture_of(editor.event))}/"
    for file, kind in (("400.webp", "image/webp"), ("social.jpg", "image/jpeg")):
        answer = Client().get(folder + file)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert len(b"".join(answer.streaming_content)) > 1000  # type: ignore[attr-defined]
    for file in ("401.webp", "400.jpg", "400.svg", "400.webp.webp", "%2e%2e/400.webp"):
        assert Client().get(folder + file).status_code == 404
    assert Client().get(folder.replace("/pictures/", "/pictures/00/../") + "400.webp").status_code == 404
    assert Client().post(f"{folder}400.webp").status_code == 405


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format", "JPEG-, PNG- of WebP-bestand"),
        (PHOTO[:20_000], "format", "JPEG-, PNG- of WebP-bestand"),
        (file_of(make_photo(), "GIF"), "format", "JPEG-, PNG- of WebP-bestand"),
        (PHOTO + b"\0" * 10 * 1024 * 1024, "heavy", "groter dan 10 MB"),
        (file_of(make_photo(400, 300)), "small", "minstens 800 pixels breed"),
        (file_of(make_photo(1, 1).resize((8000, 5001)), "PNG"), "huge", "40 miljoen pixels"),
    ],
)
def test_what_is_no_picture_is_refused_beside_its_field_and_what_was_typed_stays(
    content: bytes, code: str, sentence: str, media: Path
) -> None:
    editor = make_editor()
    answer = post(editor, content)
    assert answer.status_code == 422
    assert faults(answer) == [("file", code)]
    page = tree_of(answer)
    assert sentence in page.xpath("string(//*[@id='id_file_error'])")
    assert page.xpath("//*[@id='id_picture_alt']/@value")[0] == TOLD["picture_alt"]
    assert (picture_of(editor.event), [*media.rglob("*.webp")]) == ("", [])


def test_the_name_of_a_file_does_not_matter() -> None:
    editor = make_editor()
    assert post(editor, name="rekening.pdf").status_code == 303
    assert post(editor, b"MZ\x90\0 no picture", name="foto.jpg").status_code == 422


def test_a_good_file_stays_while_something_else_is_put_right() -> None:
    editor = make_editor()
    answer = post(editor, picture_alt="", picture_alt_en="")
    assert faults(answer) == [("picture_alt", "required"), ("picture_alt_en", "required")]
    kept = kept_by(answer)
    assert tree_of(answer).xpath("//form//img")
    assert picture_of(editor.event) == ""
    assert post(editor, b"", kept=kept).status_code == 303
    assert picture_of(editor.event) == kept.partition(":")[0]


def test_a_picture_that_somebody_only_names_is_not_shown() -> None:
    editor, other = make_editor(), make_editor()
    kept = kept_by(post(editor, picture_alt=""))
    for name in (kept, kept[:-1], f"{'0' * 32}-1600x900"):
        assert faults(post(other, b"", kept=name)) == [("file", "required")]
    assert picture_of(other.event) == ""


def test_words_without_a_picture_ask_for_one() -> None:
    editor = make_editor()
    assert faults(post(editor, b"")) == [("file", "required")]


def test_only_what_it_tells_can_be_changed() -> None:
    editor = make_editor()
    post(editor)
    before = picture_of(editor.event)
    assert post(editor, b"", picture_alt="Een volle zaal").status_code == 303
    assert public(editor.event).xpath("//main//img/@alt") == ["Een volle zaal"]
    assert picture_of(editor.event) == before
    assert [each.verb for each in Trail.objects.filter(verb__startswith="picture")] == ["picture shown"] * 2


def test_a_picture_that_nothing_shows_goes_after_two_weeks(media: Path) -> None:
    editor = make_editor()
    post(editor)
    first = picture_of(editor.event)
    with clock.at(NOON + timedelta(hours=2)):
        editor.client.post(editor.base + PAGE, TOLD | {"file": upload(OTHER)})
    second = picture_of(editor.event)
    jobs = Job.objects.filter(name="picture").order_by("id")
    later = timedelta(hours=2) + REMAINS
    assert [(job.subject, job.due - NOON) for job in jobs] == [
        (first, REMAINS),
        (second, later),
        (first, later),
    ]
    for after, left in ((REMAINS - timedelta(hours=1), [True, True]), (later, [False, True])):
        with clock.at(NOON + after):
            remove_unused(first)
            remove_unused(second)
        assert [is_kept(media, name) for name in (first, second)] == left
    assert [*media.rglob("*gone*")] == []


def test_a_picture_that_comes_back_stays(media: Path) -> None:
    editor = make_editor()
    post(editor)
    first = picture_of(editor.event)
    editor.post(PAGE, remove="on")
    assert picture_of(editor.event) == ""
    with clock.at(NOON + REMAINS - timedelta(days=1)):
        editor.client.post(editor.base + PAGE, {"file": upload(PHOTO)})  # not told: not shown yet
    with clock.at(NOON + REMAINS):
        remove_unused(first)
    assert is_kept(media, first)
    with clock.at(NOON + 2 * REMAINS):
        remove_unused(first)
    assert not is_kept(media, first)


def test_the_page_of_a_series_shows_its_own() -> None:
    event = make_congress()
    series = Series.objects.create(
        organisation=event.organisation, kind="congress", slug="netwerken", title="Netwerken"
    )
    Event.objects.update(series=series)
    editor = Editor(event)
    address = f"/beheer/{event.organisation.slug}/reeksen/netwerken/foto/"
    assert editor.client.post(address, TOLD | {"file": upload(PHOTO)}).status_code == 303
    page = page_at("/congressen/reeks/netwerken/")
    assert page.xpath("//div[contains(@class, 'hero')]//img/@alt") == [TOLD["picture_alt"]]
    assert page.xpath("//meta[@property='og:image']")
    answer = editor.client.post(address, TOLD | {"file": upload(b"MZ")})
    assert (answer.status_code, faults(answer)) == (422, [("file", "format")])
    editor.client.post(address, {"remove": "on"})
    assert Series.objects.get().picture == ""


def test_a_speaker_has_a_photo_in_place_of_initials() -> None:
    event = make_congress(plenary=True)
    speaker, editor = make_speaker(event), Editor(event)
    assert "JA" in public(event).xpath("//*[@id='speakers']/..//li")[0].text_content()
    page = f"{PAGE}{speaker.pk}/"
    told = {"role": "Hoogleraar", "bio": "Schrijft.\r\nSpreekt.", "role_en": "", "bio_en": ""}
    assert editor.post(page, file=upload(PHOTO), **TOLD, **told).status_code == 303
    stored = Speaker.objects.get()
    assert (stored.role, stored.bio) == ("Hoogleraar", "Schrijft.\nSpreekt.")
    [photo] = public(event).xpath("//*[@id='speakers']/..//img")
    assert (photo.get("width"), photo.get("height"), photo.get("loading")) == ("384", "384", "lazy")
    assert photo.get("src").endswith("/192.webp")


def test_somebody_who_speaks_elsewhere_is_not_found_here() -> None:
    speaker, editor = make_speaker(make_congress(plenary=True)), make_editor()
    assert editor.client.get(f"{editor.base}{PAGE}{speaker.pk}/").status_code == 404


def test_the_next_edition_has_the_picture_too() -> None:
    editor = make_editor()
    post(editor)
    assert (
        editor.post("kopieren/", slug="netwerken-2028", first_day="2028-03-09", make="on").status_code == 303
    )
    copy = Event.objects.exclude(pk=editor.event.pk).get()
    assert (copy.picture, copy.picture_alt) == (picture_of(editor.event), TOLD["picture_alt"])


def test_the_page_of_an_event_asks_no_more_of_the_database(django_assert_num_queries: Any) -> None:
    editor = make_editor()
    make_speaker(make_congress(plenary=True))
    post(editor)
    address = f"/congressen/{editor.event.slug}/"
    with clock.at(NOON):
        Client().get(address)
        with django_assert_num_queries(1):
            page = Client().get(address).content.decode()
    assert re.search(r'<img src="/media/pictures/', page)
