"""Each way in which an invitation can be wrong is broken by raw SQL and named."""

from __future__ import annotations

import pytest
from django.db import connection

from events.models import Event
from lib.invariants import Broken
from registrations.invitation_invariants import RULES
from registrations.models import Invitation, InvitationMail
from tests.making import make_basket, make_congress, make_leergang
from tests.signed_up import sign_up_for

pytestmark = pytest.mark.django_db

MAIL, INVITATION = "registrations_invitationmail", "registrations_invitation"
AGAIN = """
INSERT INTO notifications_message (kind, key, about, language, due, to_address, to_name, from_address,
    from_name, reply_to, message_id, "references", subject, text, html, calendar_method, calendar_uid,
    calendar, last_error)
SELECT kind, key || gen_random_uuid(), about, language, due, to_address, to_name, from_address, from_name,
    reply_to, message_id || gen_random_uuid(), "references", subject, text, html, '{method}', calendar_uid,
    replace(calendar, 'SEQUENCE:0', 'SEQUENCE:{sequence}'), last_error FROM notifications_message
WHERE calendar_uid = '{uid}' ORDER BY id LIMIT 1;
INSERT INTO registrations_invitationmail (invitation_id, message_id, method, sequence, content_sha256)
SELECT {invitation}, max(id), '{method}', {sequence}, '{content}' FROM notifications_message
"""


@pytest.fixture
def event() -> Event:
    """A course of two meetings with one participant, beside another event that stays whole."""
    other = make_congress()
    sign_up_for(other, make_basket(other, 1))
    leergang = make_leergang(meetings=2)
    sign_up_for(leergang, make_basket(leergang, 1))
    return leergang


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def broken(event: Event | None = None) -> list[Broken]:
    return [found for _name, rule in RULES for found in rule(event.pk if event else None).broken]


def again(invitation: Invitation, sequence: int, content: str, method: str = "REQUEST") -> None:
    """Add a mail about an invitation, and let the invitation stand at its number."""
    values = {"invitation": invitation.pk, "uid": invitation.uid, "sequence": sequence}
    run(AGAIN.format(**values, content=content, method=method))
    run(f"UPDATE {INVITATION} SET sequence = {sequence} WHERE id = {invitation.pk}")


def first_of(event: Event) -> tuple[Invitation, str]:
    mail = InvitationMail.objects.filter(invitation__event=event).order_by("id")[0]
    return mail.invitation, mail.content_sha256


def test_what_the_sign_up_makes_breaks_nothing(event: Event) -> None:
    assert broken() == broken(event) == []
    assert {name for name, _rule in RULES} == {"calendar.sequence"}
    assert [rule(event.pk).checked for _name, rule in RULES] == [2, 2, 2]


@pytest.mark.parametrize(
    ("statement", "table", "message"),
    [
        ("UPDATE {i} SET sequence = 3", INVITATION, "stands at SEQUENCE 3, its newest mail said 0"),
        ("UPDATE {i} SET uid = gen_random_uuid()", MAIL, "its message has another UID"),
        ("UPDATE {i} SET attendee_email = 'els@x.example'", MAIL, "its message went to another address"),
        ("UPDATE {i} SET organizer_email = 'els@x.example'", MAIL, "its message is from another ORGANIZER"),
    ],
)
def test_an_invitation_that_is_not_what_was_sent_is_named(
    event: Event, statement: str, table: str, message: str
) -> None:
    invitation, _content = first_of(event)
    run(statement.format(i=INVITATION) + f" WHERE id = {invitation.pk}")
    mail = invitation.mails.get()
    assert broken(event) == [Broken(table, mail.pk if table == MAIL else invitation.pk, message)]


def test_an_invitation_for_a_part_of_another_event_is_named(event: Event) -> None:
    invitation, _content = first_of(event)
    run(
        f"UPDATE {INVITATION} SET session_id = NULL, day_id = (SELECT min(id) FROM events_day WHERE event_id "
        f"<> {event.pk}) WHERE id = {invitation.pk}"
    )
    assert broken(event) == [Broken(INVITATION, invitation.pk, "is about a part of another event")]


@pytest.mark.parametrize(("sequence", "content"), [(0, "the same"), (1, "other")])
def test_a_number_that_follows_is_right(event: Event, sequence: int, content: str) -> None:
    invitation, before = first_of(event)
    again(invitation, sequence, before if content == "the same" else "b" * 64)
    assert broken(event) == []


@pytest.mark.parametrize(("sequence", "content"), [(1, "the same"), (0, "other"), (2, "other")])
def test_a_number_that_does_not_follow_is_named(event: Event, sequence: int, content: str) -> None:
    invitation, before = first_of(event)
    again(invitation, sequence, before if content == "the same" else "b" * 64)
    newest = InvitationMail.objects.latest("id")
    assert broken(event) == [Broken(MAIL, newest.pk, f"REQUEST {sequence} does not follow REQUEST 0")]


def test_what_was_superseded_does_not_count(event: Event) -> None:
    invitation, content = first_of(event)
    again(invitation, 1, "b" * 64)
    newest = InvitationMail.objects.latest("id").message_id
    run(f"UPDATE notifications_message SET superseded_at = now() WHERE id = {newest}")
    assert [found.table for found in broken(event)] == [INVITATION]
    again(invitation, 0, content)
    assert broken(event) == []


def test_nothing_follows_a_cancellation(event: Event) -> None:
    invitation, content = first_of(event)
    again(invitation, 1, content, "CANCEL")
    run(f"UPDATE {INVITATION} SET ended_at = '2026-12-01' WHERE id = {invitation.pk}")
    assert broken(event) == []
    again(invitation, 2, content)
    message = "REQUEST 2 does not follow CANCEL 1"
    assert Broken(MAIL, InvitationMail.objects.latest("id").pk, message) in broken(event)


def test_whoever_left_and_was_not_told_is_named(event: Event) -> None:
    invitation, _content = first_of(event)
    run("UPDATE registrations_participant SET ended_at = '2026-12-01'")
    still_open = "is still open, though whoever it is for has left"
    assert broken(event) == [
        Broken(INVITATION, row.pk, still_open)
        for row in Invitation.objects.filter(event=event).order_by("id")
    ]
    run(f"UPDATE {INVITATION} SET ended_at = '2026-12-01'")
    assert Broken(INVITATION, invitation.pk, "ended, and what was sent was not cancelled") in broken(event)


def test_what_was_over_need_not_be_cancelled(event: Event) -> None:
    run("UPDATE registrations_participant SET ended_at = '2028-01-01'")
    assert broken(event) == []
