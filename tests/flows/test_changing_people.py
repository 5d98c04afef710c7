"""A colleague comes instead, or an address is corrected: the seat stays, calendars and links move."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.changing_people import ChangeRefused, NewDetails, change_person
from jobs.models import Job
from notifications.models import Message
from organisations.access import Actor
from organisations.models import Trail
from registrations.models import Attending, Participant, Registration, SeatPool
from tests.calendar_mails import invitation_in, mails_of
from tests.integrity import all_broken
from tests.making import NOON, make_basket, make_congress, make_leergang, make_person
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)
CONTACT, LATER = Actor("contact"), NOON + timedelta(hours=2)
EVA = NewDetails("Eva van den Berg", "eva@example.nl")


def two_at(**fields: object) -> tuple[Registration, Participant, Participant]:
    """Anna and Bas at a congress of ten with a chosen session; all mails have left."""
    event = make_congress(seats=10, rounds=1, **fields)  # type: ignore[arg-type]
    people = [make_person(name, rounds={"ronde-1": "ronde-1-a"}) for name in ("Anna de Wit", "Bas Kuiper")]
    registration = make_registration(event, make_basket(event, people))
    everything_leaves()
    anna, bas = registration.participants.order_by("position")
    return registration, anna, bas


def everything_leaves() -> None:
    """As if all mails had been handed over."""
    Message.objects.filter(superseded_at=None).update(handed_over_at=NOON, sent_at=NOON)
    Job.objects.filter(finished_at=None).update(finished_at=NOON)


def replace(person: Participant, new: NewDetails = EVA, actor: Actor = CONTACT) -> bool:
    return change_person(person.pk, new, LATER, is_colleague=True, actor=actor)


def new_mails(registration: Registration, to: str) -> list[Message]:
    return [mail for mail in mails_of(registration, to) if mail.sent_at is None]


def seats() -> list[tuple[int, int]]:
    """What was taken of each pool, and who sits in sessions."""
    taken = list(SeatPool.objects.order_by("pk").values_list("pk", "taken"))
    return [*taken, (0, Attending.objects.filter(until=None).count())]


def test_a_colleague_gets_the_seat_with_a_link_and_an_invitation_of_their_own() -> None:
    registration, anna, bas = two_at()
    before, old_mail = seats(), mails_of(registration, anna.email)[0]
    assert replace(anna)
    eva = Participant.objects.get(pk=anna.pk)
    assert (eva.name, eva.surname, eva.email) == ("Eva van den Berg", "Berg", "eva@example.nl")
    assert "eva example nl" in eva.search_text
    assert "anna" not in eva.search_text
    assert eva.secret != anna.secret
    assert eva.agenda_secret != anna.agenda_secret
    assert seats() == before
    [farewell] = new_mails(registration, anna.email)
    [welcome] = new_mails(registration, "eva@example.nl")
    gone, new, was = (invitation_in(mail) for mail in (farewell, welcome, old_mail))
    assert (farewell.calendar_method, gone["uid"], gone["sequence"]) == ("CANCEL", was["uid"], 1)
    assert (welcome.calendar_method, new["sequence"]) == ("REQUEST", 0)
    assert new["uid"] != was["uid"]
    assert eva.secret in welcome.text
    assert "in plaats van Anna de Wit" in welcome.text
    assert new_mails(registration, bas.email) == []
    [told] = new_mails(registration, registration.contact_email)
    assert told.subject.startswith("Eva van den Berg komt in plaats van Anna de Wit")
    assert all_broken() == []


def test_the_same_again_changes_nothing() -> None:
    registration, anna, _bas = two_at()
    assert replace(anna)
    mails = len(mails_of(registration))
    assert not replace(anna)
    assert len(mails_of(registration)) == mails
    assert Trail.objects.filter(verb="replaced").count() == 1


def test_who_was_reached_by_the_contact_is_replaced_without_a_farewell() -> None:
    event = make_congress(seats=10)
    registration = make_registration(event, make_basket(event, [make_person("Anna de Wit", "")]))
    everything_leaves()
    assert replace(registration.participants.get(), NewDetails("Eva Berg", ""))
    [told] = [mail for mail in mails_of(registration) if mail.sent_at is None]
    assert told.to_address == registration.contact_email
    assert Participant.objects.get().secret in told.text


def test_a_corrected_name_is_told_to_nobody() -> None:
    registration, anna, _bas = two_at()
    mails = len(mails_of(registration))
    new = NewDetails("Anna de Witte", anna.email)
    assert change_person(anna.pk, new, LATER, is_colleague=False, actor=CONTACT)
    changed = Participant.objects.get(pk=anna.pk)
    assert (changed.name, changed.secret) == ("Anna de Witte", anna.secret)
    assert len(mails_of(registration)) == mails


def test_a_corrected_address_moves_the_calendar_and_the_links() -> None:
    registration, anna, _bas = two_at()
    new = NewDetails(anna.name, "anna@example.org")
    assert change_person(anna.pk, new, LATER, is_colleague=False, actor=CONTACT)
    [farewell] = new_mails(registration, anna.email)
    [welcome] = new_mails(registration, "anna@example.org")
    assert (farewell.calendar_method, welcome.calendar_method) == ("CANCEL", "REQUEST")
    changed = Participant.objects.get(pk=anna.pk)
    assert changed.secret != anna.secret
    assert changed.secret not in farewell.text
    assert "in plaats van" not in welcome.text


def test_each_meeting_of_a_leergang_moves() -> None:
    event = make_leergang(meetings=3)
    registration = make_registration(event, make_basket(event, [make_person("Anna de Wit")]))
    everything_leaves()
    anna = registration.participants.get()
    assert replace(anna)
    assert [mail.calendar_method for mail in new_mails(registration, anna.email)] == ["CANCEL"] * 3
    assert [mail.calendar_method for mail in new_mails(registration, EVA.email)] == ["REQUEST"] * 3


def test_who_shares_an_address_keeps_their_appointment_without_the_one_who_left() -> None:
    event = make_congress(seats=10)
    people = [make_person("Anna de Wit", "team@example.nl"), make_person("Bas Kuiper", "team@example.nl")]
    registration = make_registration(event, make_basket(event, people))
    everything_leaves()
    assert replace(registration.participants.order_by("position")[0])
    again = [mail for mail in new_mails(registration, "team@example.nl") if mail.calendar_method]
    assert [mail.calendar_method for mail in again] == ["REQUEST"]
    assert "Anna" not in invitation_in(again[0])["text"]


def test_nobody_takes_the_place_of_who_has_left() -> None:
    _registration, anna, _bas = two_at()
    Participant.objects.filter(pk=anna.pk).update(ended_at=NOON)
    with pytest.raises(ChangeRefused):
        replace(anna)
