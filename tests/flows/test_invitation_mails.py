"""What a sign-up puts into calendars, and how that travels."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from flows.signup import sign_up
from registrations.basket import Contact
from tests.calendar_mails import invitation_in, judge_mails, mails_of
from tests.making import (
    NOON,
    make_basket,
    make_congress,
    make_leergang,
    make_organisation,
    make_person,
)
from tests.signed_up import CONTACT, sign_up_for, three_colleagues

pytestmark = pytest.mark.django_db

FATIMA = Contact("Fatima el Amrani", "f.elamrani@wijkzaken.example")


def test_six_meetings_are_six_invitations_at_half_past_nine_on_both_sides_of_the_change_of_time() -> None:
    leergang = make_leergang()
    registration = sign_up_for(leergang, make_basket(leergang, 0, contact_attends=True))
    mails = [mail for mail in mails_of(registration, CONTACT) if mail.calendar]
    days = ("20270211", "20270304", "20270325", "20270408", "20270520", "20270617")
    invited = [invitation_in(mail) for mail in mails]
    assert [(e["begin"], e["end"], e["zone"]) for e in invited] == [
        (f"{day}T093000", f"{day}T170000", "Europe/Amsterdam") for day in days
    ]
    assert {(e["sequence"], e["status"], e["attendee"]) for e in invited} == {(0, "CONFIRMED", CONTACT)}
    assert len({e["uid"] for e in invited}) == len(invited)
    assert [e["place"][-6:] for e in invited] == [f"zaal {number}" for number in range(1, 7)]


def test_further_parts_come_in_short_mails_that_refer_to_the_first() -> None:
    leergang = make_leergang()
    registration = sign_up_for(leergang, make_basket(leergang, 0, contact_attends=True))
    first, *further = [mail for mail in mails_of(registration, CONTACT) if mail.calendar]
    assert (first.kind, {mail.kind for mail in further}) == ("confirmation", {"invitation"})
    assert further[0].subject == "Bijeenkomst 2 van 6: Adaptief samenwerken, do 4 mrt"
    assert {mail.references for mail in further} == {first.message_id}
    assert "donderdag 4 maart 2027, 9.30–17.00 uur" in further[0].text
    assert "Thema 2" in further[0].text


@pytest.mark.parametrize("people", [0, 1])
def test_the_judge_finds_nothing_in_the_invitations_of_a_course(tmp_path: Path, people: int) -> None:
    leergang = make_leergang()
    registration = sign_up_for(leergang, make_basket(leergang, people, contact_attends=not people))
    address = CONTACT if not people else "deelnemer.1@westerkoog.example"
    mails = [mail for mail in mails_of(registration, address) if mail.calendar]
    judge_mails(mails, tmp_path, "--sessions", "6", "--attendee", address)


def test_the_judge_finds_nothing_in_the_invitations_of_three_colleagues(tmp_path: Path) -> None:
    _congress, registration = three_colleagues()
    addresses = list(registration.participants.values_list("email", flat=True))
    for address in addresses:
        others = [option for other in addresses if other != address for option in ("--forbid", other)]
        judge_mails(
            mails_of(registration, address), tmp_path, "--sessions", "2", "--attendee", address, *others
        )


def test_a_day_in_the_calendar_tells_the_chosen_sessions_and_the_public_page_alone() -> None:
    congress, registration = three_colleagues()
    first, second = mails_of(registration, "anna.de.wit@westerkoog.example")
    page = f"Programma en route: http://127.0.0.1:8000/congressen/{congress.slug}/"
    assert invitation_in(first)["text"].split("\n") == [
        "11.15–12.30 uur Sessie 1A, zaal 1",
        "13.45–15.00 uur Sessie 2B, zaal 2",
        "",
        page,
    ]
    assert invitation_in(second)["text"].split("\n") == ["11.15–12.30 uur Sessie 3A, zaal 1", "", page]


def test_who_has_a_ticket_for_one_day_is_invited_for_that_day() -> None:
    congress = make_congress(days=2, day_tickets=True)
    people = [make_person("Yusuf Yılmaz", ticket_type="alleen-dag-2")]
    registration = sign_up_for(congress, make_basket(congress, people))
    (mail,) = mails_of(registration, people[0].email)
    assert mail.subject == "U bent aangemeld: Kracht van netwerken, vrijdag 12 maart 2027"
    assert invitation_in(mail)["begin"] == "20270312T090000"
    assert "Graag tot 12 maart," in mail.text


def test_two_people_with_one_address_share_a_mail_and_an_invitation_that_names_both() -> None:
    congress = make_congress(rounds=1)
    people = [
        make_person("Els de Boer", "info@bries.example", rounds={"ronde-1": "ronde-1-a"}),
        make_person("Tom Bakker", "info@bries.example", rounds={"ronde-1": "ronde-1-b"}),
    ]
    registration = sign_up_for(congress, make_basket(congress, people))
    (mail,) = mails_of(registration, "info@bries.example")
    assert mail.to_name == "Els de Boer, Tom Bakker"
    assert "Geachte deelnemers," in mail.text
    assert all(f"/deelname/{person.secret}/" in mail.text for person in registration.participants.all())
    assert invitation_in(mail)["text"].split("\n")[:6] == [
        "Voor: Els de Boer, Tom Bakker",
        "",
        "Els de Boer:",
        "11.15–12.30 uur Sessie 1A, zaal 1",
        "Tom Bakker:",
        "11.15–12.30 uur Sessie 1B, zaal 2",
    ]


def test_a_contact_who_comes_with_others_has_the_invitation_in_the_confirmation() -> None:
    congress = make_congress(days=2)
    registration = sign_up_for(congress, make_basket(congress, 2, contact_attends=True))
    first, second = mails_of(registration, CONTACT)
    assert (first.kind, second.kind) == ("confirmation", "invitation")
    assert "Deze e-mail is ook uw eigen bevestiging." in " ".join(first.text.split())
    assert [invitation_in(m)["begin"] for m in (first, second)] == ["20270311T090000", "20270312T090000"]
    assert "Deelnemer 2" not in first.calendar + second.calendar


def test_a_mail_is_from_the_organizer_in_the_organisations_name_and_answers_go_to_the_office() -> None:
    organisation = make_organisation(sender_name="Bureau Bries")
    congress = make_congress(organisation=organisation)
    registration = sign_up_for(congress, make_basket(congress, 1))
    for mail in mails_of(registration):
        assert (mail.from_name, mail.reply_to) == ("Bureau Bries", "hallo@academie.example")
        assert mail.organisation_id == organisation.pk
    invited = mails_of(registration)[1]
    assert invitation_in(invited)["organizer"] == invited.from_address == "aanmelden@samenkomst.example"
    assert 'ORGANIZER;CN="Bureau Bries"' in invited.calendar


def test_the_mails_of_one_free_sign_up_take_seven_statements() -> None:
    congress = make_congress()
    event = Event.objects.select_related("organisation", "venue").get(pk=congress.pk)
    with CaptureQueriesContext(connection) as statements:
        sign_up(event, make_basket(congress, 0, contact=FATIMA, contact_attends=True), NOON)
    seats = next(
        n for n, q in enumerate(statements) if q["sql"].startswith('UPDATE "registrations_seatpool"')
    )
    after = [q["sql"] for q in list(statements)[seats + 1 :] if not q["sql"].startswith(("SAVE", "RELEASE"))]
    assert len(after) <= 7, after


def test_fifty_people_take_as_many_statements_as_two() -> None:
    counts = []
    for people in (2, 50):
        leergang = make_leergang(seats=None, price="0.00", most_per_sign_up=50)
        with CaptureQueriesContext(connection) as statements:
            sign_up_for(leergang, make_basket(leergang, people))
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_an_hour_at_night_when_the_clock_is_put_back_is_the_first_of_the_two() -> None:
    congress = make_congress(first_day=date(2027, 10, 31))
    day = congress.days.get()
    day.begins_at = day.begins_at.replace(hour=0, minute=30)  # 2.30, and an hour later again
    day.save()
    registration = sign_up_for(congress, make_basket(congress, 1))
    assert day.ends_at - day.begins_at == timedelta(hours=15, minutes=30)
    assert invitation_in(mails_of(registration)[1])["begin"] == "20271031T023000"
