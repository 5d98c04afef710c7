"""What the demo's events ask, and what its people answer: the same at every fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demo.world.shape import NOTHING, Text


@dataclass(frozen=True, kw_only=True)
class QuestionData:
    """One question; ``options`` are slugs with their titles, ``answers`` what people say one after another."""

    slug: str
    kind: str
    title: Text
    hint: Text = NOTHING
    options: Mapping[str, Text] | None = None
    register: str = ""
    asked: str = "participant"
    special: bool = False
    after: tuple[str, str] = ("", "")
    answers: tuple[tuple[str, ...], ...] = ((),)


DIET = QuestionData(
    slug="dieet",
    kind="several",
    title=Text("Hebt u dieetwensen?", "Do you have dietary wishes?"),
    options={
        "veganistisch": Text("Veganistisch", "Vegan"),
        "halal": Text("Halal", "Halal"),
        "glutenvrij": Text("Glutenvrij", "Gluten-free"),
        "lactosevrij": Text("Lactosevrij", "Lactose-free"),
        "notenallergie": Text("Notenallergie", "Nut allergy"),
    },
    special=True,
    answers=(
        *((), (), ("veganistisch",), (), (), ("glutenvrij",), (), ("halal",), (), (), (), ("lactosevrij",)),
        *((), ("veganistisch",), (), (), (), ("halal",), (), (), ("veganistisch", "notenallergie"), (), ()),
    ),
)
ACCESS = QuestionData(
    slug="toegankelijkheid",
    kind="long_text",
    title=Text("Hebt u iets nodig om goed mee te kunnen doen?", "Do you need anything to take part well?"),
    hint=Text(
        "Bijvoorbeeld een plek vooraan, ringleiding, een rolstoelplaats of een stille ruimte.",
        "For example a seat at the front, a hearing loop, room for a wheelchair or a quiet room.",
    ),
    special=True,
    answers=(
        *((),) * 9,
        ("Ik gebruik een rolstoel en kom met de regiotaxi.",),
        *((),) * 17,
        ("Graag een plek vooraan, ik lees mee van de lippen.",),
        *((),) * 10,
    ),
)
LEARN = QuestionData(
    slug="leervraag",
    kind="long_text",
    title=Text("Welke vraag uit uw praktijk neemt u mee?", "Which question from your practice do you bring?"),
    answers=(
        ("Hoe houd je de kleine partners aan tafel als het geld op is?",),
        (),
        ("Wanneer besluit je als netwerk, en wie tekent er dan?",),
        ("Wij zijn met vier gemeenten en hebben vijf werkwijzen.",),
    ),
)
REGISTER = QuestionData(
    slug="registratie",
    kind="yes_no",
    title=Text("Staat u ingeschreven in Registerplein?", "Are you registered with Registerplein?"),
    answers=(("no",), ("yes",), ("no",)),
)
NUMBER = QuestionData(
    slug="registerplein",
    kind="register",
    title=Text("Uw registratienummer", "Your registration number"),
    hint=Text(
        "Dan melden wij uw aanwezigheid voor u aan. Het begint met 4610.",
        "Then we report your attendance for you. It begins with 4610.",
    ),
    register="registerplein",
    after=("registratie", "yes"),
    answers=(("4610001234",), ("4610005678",), ()),
)
HALL = QuestionData(
    slug="vervoer",
    kind="choice",
    title=Text("Hoe komt u?", "How do you travel?"),
    options={
        "ov": Text("Met het openbaar vervoer", "By public transport"),
        "fiets": Text("Met de fiets", "By bicycle"),
        "auto": Text("Met de auto", "By car"),
    },
    answers=(("ov",), ("auto",), ("ov",), ("fiets",), ()),
)

QUESTIONS: Mapping[str, tuple[QuestionData, ...]] = {
    "kracht-van-netwerken": (DIET, ACCESS),
    "ruimte-voor-de-wijk": (DIET, ACCESS),
    "adaptief-samenwerken": (LEARN, REGISTER, NUMBER, DIET, ACCESS),
    "dag-van-de-kinderopvang": (HALL, DIET, ACCESS),
}


def answers_of(event: str, number: int) -> dict[str, tuple[str, ...]]:
    """What the ``number``-th person of an event answers, by question, empty answers left out."""
    found: dict[str, tuple[str, ...]] = {}
    for question in QUESTIONS.get(event, ()):
        other, value = question.after
        said = question.answers[number % len(question.answers)]
        if said and (not other or value in found.get(other, ())):
            found[question.slug] = said
    return found
