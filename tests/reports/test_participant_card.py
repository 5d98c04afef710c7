"""One person's page and history: all of it to the office, less to others, in the reader's language."""

from __future__ import annotations

import ast
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from lib.names import NameParts
from notifications.models import Message
from organisations import trail
from organisations.access import SYSTEM, Actor
from organisations.models import User
from registrations.models import Participant, Registration
from reports.participant_card import Card, Companion, MailTold, SoldLine, participant_card
from reports.participant_history import WORDS
from tests.making import (
    NOON,
    make_basket,
    make_bill,
    make_branchedag,
    make_congress,
    make_leergang,
    make_person,
)
from tests.registered import make_registration

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
MINUTE = timedelta(minutes=1)


def make_two() -> tuple[Registration, Participant]:
    """José van den Berg with a colleague, on invoice, with an order number."""
    event = make_congress(price="495.00", rounds=1)
    people = [
        make_person(
            "José van den Berg", job_title="Adviseur", phone="06 12 34 56 78", rounds={"ronde-1": "ronde-1-b"}
        ),
        make_person("Els Bos", rounds={"ronde-1": "ronde-1-a"}),
    ]
    bill = make_bill(order_number="INK-2027-00418", reference="Afdeling Jeugd")
    registration = make_registration(event, make_basket(event, people, bill=bill))
    return registration, registration.participants.get(surname="Berg")


def card_of(person: Participant, actor: Actor = SYSTEM) -> Card:
    card = participant_card(actor, person.event, person.pk)
    assert card is not None
    return card


def role(name: str, person: Participant) -> Actor:
    return Actor("user", 1, person.event.organisation_id, frozenset({name}))


def test_the_office_sees_who_it_is_where_they_sit_and_with_whom() -> None:
    registration, person = make_two()
    card = card_of(person)
    assert (card.name, card.parts) == ("José van den Berg", NameParts("José", "van den", "Berg"))
    assert (card.state, card.ticket, card.reference) == ("confirmed", "Deelname", registration.reference)
    assert [(s.title, s.round, s.room) for s in card.sessions] == [("Sessie 1B", "Ronde-1", "zaal 2")]
    colleague = registration.participants.get(surname="Bos")
    assert card.companions == (Companion(colleague.pk, "Bos, Els", has_left=False),)
    assert card.reach is not None
    assert (card.reach.phone, card.reach.job_title) == ("06 12 34 56 78", "Adviseur")
    assert card.contact is not None
    assert card.contact.email == "m.visser@westerkoog.example"


def test_the_office_sees_the_money() -> None:
    registration, person = make_two()
    money = card_of(person).money
    assert money is not None
    assert money.lines == (
        SoldLine(
            "Deelname", Decimal("495.00"), Decimal(0), "", Decimal("495.00"), False, False, False, False
        ),
    )
    assert (money.payment_method, money.payment_state, money.payer) == (
        "invoice",
        "open",
        "Gemeente Westerkoog",
    )
    assert (money.order_number, money.reference) == ("INK-2027-00418", "Afdeling Jeugd")
    [invoice] = money.invoices
    assert (invoice.number, invoice.payable) == (registration.invoices.get().number, Decimal("1197.90"))


def test_a_stand_is_for_all_and_what_is_exempt_says_so() -> None:
    event = make_branchedag()
    staff = make_registration(event, make_basket(event, 2, stand=12)).participants.first()
    assert staff is not None
    money = card_of(staff).money
    assert money is not None
    assert [(line.for_all, line.amount) for line in money.lines if line.amount] == [(True, Decimal("695.00"))]
    course = make_leergang()
    student = make_registration(course, make_basket(course, 1)).participants.get()
    exempt = card_of(student).money
    assert exempt is not None
    assert [line.is_exempt for line in exempt.lines] == [True]


def test_the_front_desk_sees_no_address_no_price_no_mail_and_no_history() -> None:
    _, person = make_two()
    card = card_of(person, role("frontdesk", person))
    assert (card.organisation, card.ticket) == ("Gemeente Westerkoog", "Deelname")
    assert len(card.sessions) == 1
    assert (card.reach, card.contact, card.money, card.mails, card.history) == (None, None, None, (), ())


def test_a_trainer_opens_nobody_and_nobody_is_opened_at_another_event() -> None:
    _, person = make_two()
    assert participant_card(role("trainer", person), person.event, person.pk) is None
    other = make_congress(organisation=person.event.organisation)
    assert participant_card(SYSTEM, other, person.pk) is None
    assert participant_card(SYSTEM, person.event, 10**30) is None


def make_mail(person: Participant, number: int, **moments: object) -> None:
    Message.objects.create(
        kind="invitation",
        key=f"test {number}",
        about=person.registration.reference,
        language="nl",
        due=NOON,
        to_address=person.email,
        from_address="hallo@academie.example",
        message_id=f"<{number}@academie.example>",
        subject=f"Mail {number}",
        text="x",
        html="x",
        **moments,
    )


def test_the_mails_to_this_person_are_told_with_what_became_of_them() -> None:
    registration, person = make_two()
    Message.objects.update(about="")  # those of the sign-up itself
    make_mail(person, 1, sent_at=NOON + MINUTE, handed_over_at=NOON)
    make_mail(person, 2, perhaps_sent_at=NOON + 2 * MINUTE, handed_over_at=NOON)
    make_mail(person, 3, failed_at=NOON + 3 * MINUTE)
    make_mail(person, 4)
    make_mail(registration.participants.get(surname="Bos"), 5)
    card = card_of(person)
    assert card.mails == (
        MailTold("invitation", "Mail 1", "sent", NOON + MINUTE),
        MailTold("invitation", "Mail 2", "perhaps_sent", NOON + 2 * MINUTE),
        MailTold("invitation", "Mail 3", "failed", NOON + 3 * MINUTE),
        MailTold("invitation", "Mail 4", "waiting", NOON),
    )
    address, number = person.email, registration.invoices.get().number
    assert [happening.text for happening in card.history] == [
        f"‘Mail 3’ kon niet worden verzonden naar {address}.",
        f"‘Mail 2’ is misschien aangekomen bij {address}: de mailserver liet het niet weten.",
        f"‘Mail 1’ is verzonden naar {address}.",
        f"Factuur {number} is gemaakt.",
        "Marjolein Visser meldde 2 deelnemers aan.",
    ]
    with translation.override("en"):
        assert card_of(person).history[-1].text == "Marjolein Visser registered 2 participants."


def test_who_signed_up_alone_registered_and_a_colleague_is_named() -> None:
    event = make_congress()
    alone = make_registration(event, make_basket(event, 0, contact_attends=True)).participants.get()
    assert [h.text for h in card_of(alone).history] == ["Marjolein Visser meldde zich aan."]
    user = User.objects.create_user("ilse@academie.example", name="Ilse Brouwer")
    trail.record(
        event.organisation_id,
        "participant",
        alone.pk,
        "something_new",
        at=NOON + MINUTE,
        actor=Actor("user", user.pk),
        event_id=event.pk,
    )
    assert card_of(alone).history[0].text == "Ilse Brouwer wijzigde de aanmelding."


def constants(part: ast.expr) -> list[str]:
    """The texts that an argument may be: of a choice both, "" for what is worked out."""
    if isinstance(part, ast.IfExp):
        return constants(part.body) + constants(part.orelse)
    return [str(part.value)] if isinstance(part, ast.Constant) else [""]


def test_every_act_on_a_registration_that_the_code_records_has_words() -> None:
    recorded = set()
    for file in (ROOT / "flows").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("trail.record"):
                subjects, verbs = constants(node.args[1]), constants(node.args[3])
                recorded |= {(subject, verb) for subject in subjects for verb in verbs}
    assert ("registration", "signed_up") in recorded
    assert {act for act in recorded if act[0] in ("registration", "participant")} <= WORDS.keys()
