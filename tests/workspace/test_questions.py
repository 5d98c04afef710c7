"""An organiser makes questions, and sees what was answered as far as their role goes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from events.models import Event, Question
from flows.event_copying import copy_event
from flows.signup import sign_up
from lib import clock
from organisations.access import Actor
from organisations.models import Trail
from registrations.models import Participant
from tests.making import NOON, make_basket, make_congress, make_person
from tests.questions import make_diet, make_question
from tests.workspace.members import Role, browser_of, make_member

pytestmark = pytest.mark.django_db(transaction=True)
PLAIN = {"title": "Wat wilt u leren?", "kind": "text", "asked": "participant"}


class Asker:
    """Somebody of an event's organisation, without JavaScript."""

    def __init__(self, event: Event, role: Role = Role.ORGANISER) -> None:
        self.base = f"/beheer/{event.organisation.slug}/evenementen/{event.slug}/"
        self.client: Client = browser_of(make_member(event.organisation, role))

    def get(self, page: str) -> Any:
        with clock.at(NOON):
            return self.client.get(self.base + page)

    def text(self, page: str) -> str:
        answer = self.get(page)
        assert answer.status_code == 200, page
        tree: Any = html.fromstring(answer.content.decode())
        return " ".join(tree.text_content().split())

    def post(self, page: str, values: dict[str, Any]) -> Any:
        with clock.at(NOON):
            return self.client.post(self.base + page, values)


def errors(answer: Any) -> dict[str, str]:
    page: Any = html.fromstring(answer.content.decode())
    found = page.xpath("//ul[@data-errors]/li")
    assert answer.status_code == 422
    return {row.get("data-field"): row.get("data-code") for row in found}


def answered(event: Event, **answers: tuple[str, ...]) -> Participant:
    """Somebody who comes and answered this."""
    with clock.at(NOON):
        basket = make_basket(event, [make_person("Jan de Vries", answers=answers)])
        return sign_up(event, basket, NOON).participants.get()


def test_a_question_is_written_and_the_form_asks_it_at_once() -> None:
    event = make_congress()
    asker = Asker(event)
    typed = {
        "title": "Waarmee komt u?",
        "kind": "choice",
        "asked": "participant",
        "options": "Trein\r\n\r\n Eigen  auto ",
        "is_required": "on",
        "title_en": "How do you travel?",
        "options_en": "Train\nOwn car",
    }
    assert asker.post("vragen/nieuw/", typed).status_code == 303
    question = event.questions.get()
    assert (question.slug, question.is_required) == ("waarmee-komt-u", True)
    assert list(question.options.values_list("slug", "title", "title_en")) == [
        ("trein", "Trein", "Train"),
        ("eigen-auto", "Eigen auto", "Own car"),
    ]
    with clock.at(NOON):
        form = Client().get(f"/congressen/{event.slug}/aanmelden/").content.decode()
    assert 'name="contact-question_waarmee-komt-u" value="eigen-auto"' in form
    assert "Waarmee komt u?" in asker.text("vragen/")
    assert Trail.objects.get(verb="question added").facts == {"question": "waarmee-komt-u"}


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"title": ""}, {"title": "required"}),
        ({"kind": "choice", "options": "Een"}, {"options": "required"}),
        ({"kind": "several", "options": "Een\nEen"}, {"options": "invalid"}),
        ({"kind": "choice", "options": "Een\nTwee", "options_en": "One"}, {"options_en": "invalid"}),
        ({"kind": "register"}, {"register": "required"}),
        ({"is_special": "on", "is_required": "on"}, {"is_required": "invalid"}),
        ({"is_special": "on", "asked": "sign_up"}, {"asked": "invalid"}),
    ],
)
def test_what_is_wrong_with_a_question_is_said(wrong: dict[str, str], found: dict[str, str]) -> None:
    event = make_congress()
    assert errors(Asker(event).post("vragen/nieuw/", PLAIN | wrong)) == found
    assert not event.questions.exists()


def test_a_question_may_turn_on_one_above_it_and_stays_below() -> None:
    event = make_congress()
    first = make_question(event, "auto", "yes_no")
    asker = Asker(event)
    asker.post("vragen/nieuw/", PLAIN | {"depends": f"{first.pk}:yes"})
    second = event.questions.get(depends_on=first)
    asker.post("vragen/", {"up": str(second.pk)})
    assert list(event.questions.values_list("pk", flat=True)) == [first.pk, second.pk]
    assert asker.post(f"vragen/{first.pk}/", {"remove": "on"}).status_code == 303
    assert event.questions.count() == 2
    special = make_diet(event)
    wrong = PLAIN | {"depends": f"{special.pk}:vegetarisch"}
    assert errors(asker.post("vragen/nieuw/", wrong)) == {"depends": "invalid"}


def test_what_was_answered_is_switched_off_and_keeps_its_sort() -> None:
    event = make_congress()
    question = make_question(event, "vervoer", "choice", ["Trein", "Auto"])
    answered(event, vervoer=("trein",))
    asker = Asker(event)
    typed = {"title": "Vervoer?", "kind": "text", "asked": "sign_up", "options": "Auto\nFiets"}
    assert asker.post(f"vragen/{question.pk}/", typed).status_code == 303
    question.refresh_from_db()
    assert (question.title, question.kind, question.asked) == ("Vervoer?", "choice", "participant")
    assert set(question.options.values_list("slug", "is_off")) == {
        ("auto", False),
        ("fiets", False),
        ("trein", True),
    }
    asker.post(f"vragen/{question.pk}/", {"remove": "on"})
    asker.post(f"vragen/{question.pk}/", {"off": "on"})
    assert Question.objects.get().is_off
    assert "Trein" in asker.text("antwoorden/")


def test_answers_are_counted_and_special_ones_only_for_organisers() -> None:
    event = make_congress(days=2, day_tickets=True)
    make_diet(event)
    make_question(event, "functie")
    answered(event, dieet=("vegetarisch", "glutenvrij"), functie=("Wethouder",))
    overview = Asker(event).get("antwoorden/").content.decode()
    page: Any = html.fromstring(overview)
    rows = {
        " ".join(row.xpath("th")[0].text_content().split()): [cell.text for cell in row.xpath("td")]
        for row in page.xpath("//tbody/tr")
    }
    assert rows == {
        "Vegetarisch": ["1", "1", "1"],
        "Veganistisch": ["0", "0", "0"],
        "Glutenvrij": ["1", "1", "1"],
        "Wethouder": ["1", "1", "1"],
    }
    finance = Asker(event, Role.FINANCE).text("antwoorden/")
    assert "Wethouder" in finance
    assert "Vegetarisch" not in finance
    assert Asker(event, Role.FRONTDESK).get("antwoorden/").status_code == 403


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.OWNER, "wv"), (Role.ORGANISER, "wv"), (Role.FINANCE, "w"), (Role.FRONTDESK, "")],
)
def test_who_sees_what_one_participant_answered(role: Role, sees: str) -> None:
    event = make_congress()
    make_diet(event)
    make_question(event, "functie")
    person = answered(event, dieet=("vegetarisch",), functie=("Wethouder",))
    page = Asker(event, role).text(f"deelnemers/{person.pk}/")
    assert ("Wethouder" in page, "Vegetarisch" in page) == ("w" in sees, "v" in sees)


def test_a_copy_of_the_event_asks_the_same_of_the_same_tickets() -> None:
    event = make_congress(days=2, day_tickets=True)
    auto = make_question(event, "auto", "choice", ["Ja", "Nee"])
    other = make_question(event, "kenteken", depends_on=auto, depends_value="ja")
    other.ticket_types.set(event.ticket_types.filter(slug="alleen-dag-2"))
    answered(event, auto=("ja",))
    user = make_member(event.organisation, Role.OWNER)
    copy = copy_event(
        event, "kopie", NOON.date().replace(year=2028), NOON, actor=Actor("user", user.pk), user=user
    )
    first, second = copy.questions.all()
    assert list(first.options.values_list("slug", flat=True)) == ["ja", "nee"]
    assert second.depends_on == first
    assert list(second.ticket_types.values_list("slug", "event")) == [("alleen-dag-2", copy.pk)]
    assert not first.answers.exists()


def test_a_file_holds_answers_where_they_are_asked_for_and_special_ones_never_by_chance() -> None:
    event = make_congress()
    make_diet(event)
    make_question(event, "functie")
    answered(event, dieet=("vegetarisch", "glutenvrij"), functie=("Wethouder",))
    asker = Asker(event)

    def last_columns(query: str) -> list[list[str]]:
        answer = asker.get(f"deelnemers/?export=csv{query}")
        lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        return [line.split(";")[14:] for line in lines]

    assert last_columns("") == [[], []]
    assert last_columns("&answers=on") == [["question_functie"], ["Wethouder"]]
    assert last_columns("&answers=special") == [
        ["question_dieet", "question_functie"],
        ["Vegetarisch, Glutenvrij", "Wethouder"],
    ]
    assert "Excel met alle antwoorden" in asker.text("deelnemers/")
    refused = Asker(event, Role.FINANCE).get("deelnemers/?export=csv&answers=special")
    assert refused.status_code == 403
