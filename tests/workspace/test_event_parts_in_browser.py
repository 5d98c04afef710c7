"""The pages that change an event after it was made, in a browser: accessible, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from events.models import Event, Session
from organisations.models import Organisation
from registrations.models import SeatPool
from tests.events.drafts import make_drafts
from tests.making import make_basket, make_branchedag, make_congress, make_leergang, make_organisation
from tests.registered import make_registration
from tests.workspace.members import Role, make_member
from tests.workspace.test_event_making_in_browser import faults
from tests.workspace.test_workspace_in_browser import context_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2031, 3, 11)  # the server's clock is the real one


def make_academy() -> Organisation:
    """With a congress "kracht", a course "adaptief" and a fair "dag" in which stand 2 is taken."""
    academy = make_organisation(slug="academie")
    make_drafts(make_congress(organisation=academy, slug="kracht", rounds=2, first_day=TODAY, price="95.00"))
    course = make_leergang(organisation=academy, slug="adaptief", meetings=3)
    course.sessions.update(day=None)
    course.days.all().delete()
    make_drafts(course)
    fair = make_drafts(make_branchedag(organisation=academy, slug="dag", stands=3))
    make_registration(fair, make_basket(fair, 1, stand=2))
    return academy


def pages_of(language: str) -> Iterator[str]:
    """The pages, by their addresses in Dutch or in English."""
    if language == "nl":
        yield from (f"evenementen/kracht/bewerken/{rest}/" for rest in ("dagen", "rondes", "rondes/nieuw"))
        yield from (f"evenementen/kracht/bewerken/{rest}/" for rest in ("rondes/ronde-1", "regels", "reeks"))
        yield from ("evenementen/kracht/bewerken/locatie/", "evenementen/adaptief/bewerken/bijeenkomsten/")
        yield from ("evenementen/adaptief/bewerken/regels/", "evenementen/dag/bewerken/regels/")
        yield from (f"evenementen/dag/bewerken/{rest}/" for rest in ("stands", "stands/1", "stands/2"))
        yield from (
            "reeksen/",
            "teksten/terms/",
            "evenementen/kracht/programma/",
            "evenementen/adaptief/publiceren/",
        )
    else:
        yield from (
            f"events/kracht/edit/{rest}/" for rest in ("days", "rounds", "rounds/new", "rounds/ronde-1")
        )
        yield from (f"events/kracht/edit/{rest}/" for rest in ("rules", "series", "place"))
        yield from ("events/adaptief/edit/meetings/", "events/adaptief/edit/rules/", "events/dag/edit/rules/")
        yield from (f"events/dag/edit/{rest}/" for rest in ("stands", "stands/1", "stands/2"))
        yield from ("series/", "texts/terms/")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    user = make_member(make_academy(), Role.ORGANISER)
    found: list[str] = []
    with context_of(browser, live_server, user, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for language, base in (("nl", "/beheer/academie/"), ("en", "/en/manage/academie/")):
            for rest in pages_of(language):
                answer = page.goto(base + rest)
                assert answer is not None
                assert answer.status == 200, rest
                found += faults(page)
        for rest, button in (("dagen", "Dag toevoegen"), ("rondes/nieuw", "Ronde toevoegen")):
            page.goto(f"/beheer/academie/evenementen/kracht/bewerken/{rest}/")
            page.get_by_role("button", name=button).click()
            found += faults(page)  # with errors
    assert found == []


@pytest.mark.parametrize("width", [390, 1280])
def test_an_organiser_changes_all_parts_without_scripts(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    user = make_member(make_academy(), Role.ORGANISER)
    window = {"width": width, "height": 900}
    with context_of(browser, live_server, user, viewport=window, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/beheer/academie/evenementen/kracht/bewerken/")
        add_a_day_and_a_round(page)
        page.goto("/beheer/academie/evenementen/adaptief/bewerken/")
        add_meetings(page)
        page.goto("/beheer/academie/evenementen/dag/bewerken/")
        change_stands(page)
    assert Event.objects.get(slug="kracht").days.count() == 2
    assert Session.objects.filter(round__title="Middag").count() == 3
    assert Session.objects.filter(event__slug="adaptief").count() == 5
    assert set(SeatPool.objects.filter(stand__isnull=False).values_list("slug", flat=True)) == {
        *("stand-2", "stand-3", "stand-4", "stand-12"),
    }


def add_a_day_and_a_round(page: Page) -> None:
    page.get_by_role("link", name="Dagen", exact=True).click()
    page.get_by_label("Begin").fill("2031-03-12T09:30")
    page.get_by_label("Einde").fill("2031-03-12T17:00")
    page.get_by_label("Aantal plaatsen").fill("80")
    page.get_by_role("button", name="Dag toevoegen").click()
    expect(page.get_by_role("status")).to_have_text(["De dag staat in het concept van het programma."])
    page.get_by_role("link", name="Rondes", exact=True).click()
    page.get_by_role("link", name="Ronde toevoegen").click()
    page.get_by_label("Titel", exact=True).fill("Middag")
    page.get_by_label("Dag", exact=True).select_option(index=1)
    page.get_by_label("Van", exact=True).fill("13:30")
    page.get_by_label("Tot", exact=True).fill("14:30")
    page.get_by_role("button", name="Ronde toevoegen").click()
    expect(page.get_by_text("De ronde staat in het programma.")).to_be_visible()


def add_meetings(page: Page) -> None:
    page.get_by_role("link", name="Bijeenkomsten", exact=True).first.click()
    page.get_by_label("Of typ de data zelf").fill("9 september 2031 9.30–12.00\n7-10-2031 13.00–17.00")
    page.get_by_role("button", name="Bijeenkomsten toevoegen").click()
    expect(page.get_by_text("2 bijeenkomsten staan in het concept van het programma.")).to_be_visible()


def change_stands(page: Page) -> None:
    page.get_by_role("link", name="Stands", exact=True).click()
    page.get_by_label("Aantal stands").fill("1")
    page.get_by_role("button", name="Stands toevoegen").click()
    page.get_by_role("link", name="Stand 1", exact=True).click()
    page.get_by_label("Nummer van de stand").fill("12")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Stand 2", exact=True).click()
    expect(page.get_by_text("is bezet; nummer en maat blijven dus zoals ze zijn")).to_be_visible()


def test_a_clash_is_named_while_a_session_is_typed(browser: Browser, live_server: LiveServer) -> None:
    user = make_member(make_academy(), Role.ORGANISER)
    with context_of(browser, live_server, user) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto("/beheer/academie/evenementen/kracht/sessies/ronde-1-b/bewerken/")
        page.get_by_label("Zaal").fill("zaal 1")
        page.get_by_label("Zaal").press("Tab")
        clash = "zaal 1 is tegelijk voor twee sessies in gebruik: Sessie 1A en Sessie 1B."
        expect(page.locator("#clashes")).to_contain_text(clash)
        page.get_by_label("Zaal").fill("zaal 7")
        page.get_by_label("Zaal").press("Tab")
        expect(page.locator("#clashes")).to_contain_text("Niets overlapt.")
        assert page.get_by_label("Zaal").input_value() == "zaal 7"
        page.get_by_label("Zaal").fill("zaal 1")
        page.get_by_role("button", name="Bewaren").click()
        expect(page.get_by_role("status").filter(has_text=clash)).to_be_visible()
        expect(page.get_by_text("zaal dubbel")).to_have_count(2)
    assert errors == []


def test_who_saves_over_another_is_told_and_keeps_what_was_typed(
    browser: Browser, live_server: LiveServer
) -> None:
    user = make_member(make_academy(), Role.ORGANISER)
    address = "/beheer/academie/evenementen/kracht/bewerken/"
    with context_of(browser, live_server, user) as context:
        mine, theirs = context.new_page(), context.new_page()
        for page in (mine, theirs):
            page.goto(address)
        theirs.get_by_label("Titel", exact=True).fill("Van Els")
        theirs.get_by_role("button", name="Bewaren").click()
        expect(theirs.get_by_text("Opgeslagen.")).to_be_visible()
        mine.get_by_label("Titel", exact=True).fill("Van Jan")
        mine.get_by_role("button", name="Bewaren").click()
        expect(mine.locator("[data-code='changed_meanwhile']")).to_contain_text("‘Van Els’")
        expect(mine.get_by_label("Titel", exact=True)).to_have_value("Van Jan")
        assert faults(mine) == []
        mine.get_by_role("button", name="Bewaren").click()
        expect(mine.get_by_text("Opgeslagen.")).to_be_visible()
    assert Event.objects.get(slug="kracht").title == "Van Jan"
