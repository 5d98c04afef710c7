"""One live invitation for each address and part, and when SEQUENCE rises."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from events.models import Event, Session
from lib.calendars import request
from notifications.messages import supersede
from notifications.mime import raw_mail
from notifications.models import Message
from registrations.calendar_entries import load_parts
from registrations.invitations import Invited, Organizer, invite_people, last_sent, next_sequence
from registrations.models import Attending, Invitation, InvitationMail, Participant, Registration
from registrations.presences import load_presences
from tests.at_once import at_once
from tests.calendar_mails import entries, invitation_in, judge, mails_of
from tests.making import NOON, make_basket, make_congress, make_leergang, make_person
from tests.signed_up import CONTACT, sign_up_for

pytestmark = pytest.mark.django_db

ADDRESS = "info@bries.example"
LATER = NOON + timedelta(days=3)
ACADEMY = Organizer("Samenkomst Academie", "aanmelden@samenkomst.example")
A, B = "a" * 64, "b" * 64


def sent(sequence: int, content: str) -> InvitationMail:
    return InvitationMail(sequence=sequence, content_sha256=content)


def invite_again(event: Event) -> list[Invited]:
    """What everybody who comes would be sent now."""
    fresh = Event.objects.select_related("organisation", "venue").get(pk=event.pk)
    presences = load_presences(Participant.objects.filter(event=event))
    url = "https://samenkomst.example/leergangen/adaptief-samenwerken/"
    invited = invite_people(load_parts(fresh), presences, ACADEMY, url, "nl", LATER)
    return [one for own in invited.values() for one in own]


def sign_up_els_and_tom(sessions: tuple[str, str]) -> list[Registration]:
    """Els and then Tom, with one address and in two sign-ups, choose these sessions of the one round."""
    congress = make_congress(rounds=1)
    return [
        sign_up_for(
            congress,
            make_basket(
                congress,
                [make_person(name, ADDRESS, rounds={"ronde-1": session})],
                confirms_duplicate=True,
            ),
        )
        for name, session in zip(("Els de Boer", "Tom Bakker"), sessions, strict=True)
    ]


@pytest.mark.parametrize(
    ("before", "content", "expected"),
    [
        (None, A, 0),
        (sent(0, A), A, 0),
        (sent(0, A), B, 1),
        (sent(1, B), A, 2),  # back to what it once was
        (sent(2, A), A, 2),
    ],
)
def test_sequence_rises_when_and_only_when_the_content_differs_from_what_was_last_sent(
    before: InvitationMail | None, content: str, expected: int
) -> None:
    assert next_sequence(before, content) == expected


def test_the_same_again_has_the_same_uids_and_numbers_and_a_newer_stamp() -> None:
    leergang = make_leergang()
    registration = sign_up_for(leergang, make_basket(leergang, 0, contact_attends=True))
    first = [invitation_in(mail) for mail in mails_of(registration, CONTACT) if mail.calendar]
    again = [entries(request(invited.invite))[0] for invited in invite_again(leergang)]
    changed = {"stamp", "text"}  # the text has another public page here
    assert [{k: v for k, v in e.items() if k not in changed} for e in again] == [
        {k: v for k, v in e.items() if k not in changed} for e in first
    ]
    assert {e["stamp"] for e in again} == {"20261128T120000Z"}


def test_text_alone_leaves_the_number() -> None:
    leergang = make_leergang(meetings=2)
    sign_up_for(leergang, make_basket(leergang, 1))
    Session.objects.filter(slug="bijeenkomst-2").update(title="Anders genoemd")
    first, second = invite_again(leergang)
    assert (first.invite.sequence, second.invite.sequence) == (0, 0)
    assert second.invite.summary == "Adaptief samenwerken: Anders genoemd"


@pytest.mark.parametrize(
    "change", [{"begins_at": "2027-03-04T09:00:00Z"}, {"ends_at": "2027-03-04T17:00:00Z"}, {"room": None}]
)
def test_another_time_or_room_raises_the_number_of_that_meeting(change: dict[str, str | None]) -> None:
    leergang = make_leergang(meetings=2)
    sign_up_for(leergang, make_basket(leergang, 1))
    Session.objects.filter(slug="bijeenkomst-2").update(**change)
    first, second = invite_again(leergang)
    assert (first.invite.sequence, second.invite.sequence) == (0, 1)
    assert Invitation.objects.get(pk=second.invitation.pk).sequence == 1


def test_another_session_on_a_day_raises_the_number_of_that_day() -> None:
    congress = make_congress(days=2, rounds=2)
    rounds = {"ronde-1": "ronde-1-a", "ronde-2": "ronde-2-a"}
    sign_up_for(congress, make_basket(congress, 1, rounds=rounds))
    other = Session.objects.get(slug="ronde-2-b")
    Attending.objects.filter(session__slug="ronde-2-a").update(session=other)
    assert [invited.invite.sequence for invited in invite_again(congress)] == [0, 1]


def test_two_sign_ups_of_one_address_share_an_invitation_that_names_both() -> None:
    registrations = sign_up_els_and_tom(("ronde-1-a", "ronde-1-a"))
    invitation = Invitation.objects.get()
    assert {p.name for p in invitation.participants.all()} == {"Els de Boer", "Tom Bakker"}
    first, second = [invitation_in(mails_of(one, ADDRESS)[0]) for one in registrations]
    assert first["uid"] == second["uid"] == str(invitation.uid)
    assert (first["sequence"], second["sequence"]) == (0, 0)
    assert second["text"].startswith("Voor: Els de Boer, Tom Bakker\n\n11.15–12.30 uur Sessie 1A, zaal 1")


def test_the_second_of_two_who_chooses_otherwise_raises_the_number() -> None:
    registrations = sign_up_els_and_tom(("ronde-1-a", "ronde-1-b"))
    first, second = [invitation_in(mails_of(one, ADDRESS)[0]) for one in registrations]
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert Invitation.objects.get().sequence == 1


def test_the_judge_takes_the_second_for_a_change_of_the_first(tmp_path: Path) -> None:
    registrations = sign_up_els_and_tom(("ronde-1-a", "ronde-1-b"))
    first, second = [raw_mail(mails_of(one, ADDRESS)[0]) for one in registrations]
    (tmp_path / "first.eml").write_bytes(first)
    judge([second], tmp_path, "--previous", str(tmp_path / "first.eml"), "--attendee", ADDRESS)


def test_what_never_left_is_not_what_was_last_sent() -> None:
    leergang = make_leergang(meetings=1)
    sign_up_for(leergang, make_basket(leergang, 1))
    invitation = Invitation.objects.get()
    assert set(last_sent([invitation])) == {invitation.pk}
    supersede([str(invitation.uid)], LATER)
    assert last_sent([invitation]) == {}
    Session.objects.update(room=None)
    assert [invited.invite.sequence for invited in invite_again(leergang)] == [0]


def test_what_failed_is_not_what_was_last_sent() -> None:
    leergang = make_leergang(meetings=1)
    sign_up_for(leergang, make_basket(leergang, 1))
    Message.objects.update(failed_at=LATER)
    assert last_sent(Invitation.objects.all()) == {}


def test_whoever_comes_back_after_an_end_gets_a_new_uid() -> None:
    leergang = make_leergang(meetings=1)
    sign_up_for(leergang, make_basket(leergang, 1))
    Invitation.objects.update(ended_at=LATER)
    Participant.objects.update(ended_at=LATER)
    sign_up_for(leergang, make_basket(leergang, 1))
    old, new = Invitation.objects.order_by("id")
    assert (old.attendee_email, new.ended_at) == (new.attendee_email, None)
    assert old.uid != new.uid


@pytest.mark.django_db(transaction=True)
def test_sign_ups_of_one_address_at_once_make_one_invitation() -> None:
    leergang = make_leergang(meetings=2)

    def try_to_sign_up(number: int) -> list[str]:
        people = [make_person(f"Deelnemer {number}", ADDRESS)]
        basket = make_basket(leergang, people, confirms_duplicate=True)
        registration = sign_up_for(leergang, basket)
        return [mail.calendar_uid for mail in mails_of(registration, ADDRESS)]

    uids = at_once(6, try_to_sign_up)
    assert uids == [uids[0]] * 6
    assert [row.participants.count() for row in Invitation.objects.all()] == [6, 6]
