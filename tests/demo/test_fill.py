"""The demo world as rows: filled once, through the real sign-up, each thing at its own time."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import Client, override_settings

from demo.building.sign_ups import moment_of, submission_key
from demo.fill import fill
from demo.models import Filling, MailboxMail
from demo.world.organisations import PASSWORD
from demo.world.pictures import PICTURES
from demo.world.questions import QUESTIONS
from demo.world.shape import World
from demo.world.world import world
from events.models import Event, Series, Session, Stand
from jobs.models import Job
from lib.picture_files import is_kept
from notifications.models import Message
from operations.integrity import check
from organisations.models import Customer, Membership
from payments.models import Invoice, InvoiceDocument
from registrations.models import Answer, Participant, Registration, SeatPool, SpecialAnswer

TODAY = date(2026, 11, 25)
SHARED = Path(os.environ.get("SAMENKOMST_SHARED", Path(__file__).resolve().parents[3] / "shared"))


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo world"),
    pytest.mark.timeout(400),  # the fill is half a minute of work
]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Fill the world for all of these tests, and empty the database after the last."""
    with django_db_blocker.unblock():
        try:
            with override_settings(MAIL_TRANSPORT="demo.mailbox.transport"):
                assert list(fill(TODAY)) == ["7 organisations", "10 events", "134 registrations"]
            yield world(TODAY)
        finally:
            call_command("flush", interactive=False, verbosity=0)


def test_every_event_and_series_has_a_picture_that_is_kept_and_told(filled: World) -> None:
    shown: list[Event | Series] = [*Event.objects.all(), *Series.objects.all()]
    assert len(shown) == len(filled.events) + len(filled.series)
    assert [row.slug for row in shown if not is_kept(settings.MEDIA_ROOT, row.picture)] == []
    assert len({row.picture for row in shown}) == len(PICTURES)
    assert all(row.picture_alt != row.picture_alt_en for row in shown)


def test_every_event_is_public_and_those_of_last_year_are_put_away(filled: World) -> None:
    expected = {e.slug: "archived" if e.archived else "published" for e in filled.events}
    assert dict(Event.objects.values_list("slug", "status")) == expected


def test_every_event_has_what_its_data_name(filled: World) -> None:
    for data in filled.events:
        event = Event.objects.get(slug=data.slug)
        assert event.title == data.title.nl
        assert event.local_date(event.begins_at) == data.days[0].date
        assert event.local_date(event.ends_at) == data.days[-1].date
        assert event.texts.count() == 4
        assert [s.slug for s in event.sessions.all()] == [s.slug for s in in_time(data)]
        assert [t.slug for t in event.ticket_types.all()] == [t.slug for t in data.tickets]
        assert {s.released_at for s in event.sessions.all()} == {event.published_at}


def in_time(data: Any) -> list[Any]:
    return sorted(data.sessions, key=lambda s: (data.days[s.day].date, s.start, data.sessions.index(s)))


def test_sessions_begin_at_the_hour_of_the_programme_on_both_sides_of_the_change_of_time(
    filled: World,
) -> None:
    meetings = Session.objects.filter(event__slug="adaptief-samenwerken").select_related("event")
    local = [meeting.begins_at.astimezone(meeting.event.zone) for meeting in meetings]
    assert [(moment.hour, moment.minute) for moment in local] == [(9, 30)] * 6
    assert len({moment.utcoffset() for moment in local}) == 2


def test_every_sign_up_is_there_at_its_own_moment(filled: World) -> None:
    expected = Counter((s.event, moment_of(filled, s), s.contact.email) for s in filled.sign_ups)
    stored = Registration.objects.values_list("event__slug", "signed_up_at", "contact_email")
    assert Counter(stored) == expected
    assert set(Registration.objects.values_list("state", flat=True)) == {"confirmed"}
    assert Participant.objects.count() == sum(len(s.participants) for s in filled.sign_ups)


def test_one_congress_is_full_and_one_stand_is_free(filled: World) -> None:
    full = SeatPool.objects.get(event__slug="ruimte-voor-de-wijk", slug="day-1")
    stands = SeatPool.objects.filter(event__slug="dag-van-de-kinderopvang", stand__isnull=False)
    assert (full.capacity, full.taken) == (48, 48)
    assert (stands.count(), stands.filter(taken=1).count()) == (30, 12)
    assert stands.get(slug="stand-12").taken == 0
    assert Stand.objects.filter(event__slug="dag-van-de-kinderopvang").count() == 30


def test_events_ask_for_diet_and_access_and_people_answered(filled: World) -> None:
    for slug, asked in QUESTIONS.items():
        event = Event.objects.get(slug=slug)
        assert list(event.questions.values_list("slug", flat=True)) == [row.slug for row in asked]
        assert not event.questions.filter(is_required=True).exists()
        assert SpecialAnswer.objects.filter(participant__event=event).exists(), slug
    assert Answer.objects.filter(question__slug="registerplein").exists()


def test_all_that_must_be_true_is_true(filled: World) -> None:
    report = check(None)
    assert report.broken == []
    assert all(report.checked[rule] for rule in ("seats.taken", "registration.once", "invoice.totals"))


def test_invoice_numbers_follow_the_dates(filled: World) -> None:
    issued = list(Invoice.objects.order_by("number_range__fiscal_year", "position"))
    paid = [s for s in filled.sign_ups if s.billing]
    assert len(issued) == len(paid)
    assert [i.issued_at for i in issued] == sorted(i.issued_at for i in issued)
    assert issued[0].number == "SA-2024-0001"
    assert {i.issue_date.year for i in issued} == {2024, 2025, 2026}


def test_an_organisation_that_signs_up_twice_is_one_customer(filled: World) -> None:
    names = list(Customer.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))
    assert Customer.objects.filter(is_private=True).count() == 1


def test_nothing_is_left_to_do_and_every_invoice_has_its_documents(filled: World) -> None:
    late = filled.today + timedelta(days=1)
    assert (
        list(Job.objects.filter(finished_at=None, due__date__lt=late).values_list("key", "last_error")) == []
    )
    assert InvoiceDocument.objects.values("invoice_id").distinct().count() == Invoice.objects.count()


def test_mails_were_sent_when_people_signed_up(filled: World) -> None:
    moments = {r.reference: r.signed_up_at for r in Registration.objects.all()}
    client = Client()
    mails = client.get("/demo/mailbox/", {"format": "json"}).json()
    assert {mail["about"] for mail in mails} == set(moments)
    for mail in mails:
        assert datetime.fromisoformat(mail["sent_at"]) - moments[mail["about"]] < timedelta(minutes=1)


def test_everybody_can_log_in_and_has_their_role(filled: World) -> None:
    for user in filled.users:
        assert authenticate(None, email=user.email, password=PASSWORD)
        assert EmailAddress.objects.get(email=user.email).verified
    trainer = Membership.objects.filter(user__email="trainer@demo.example")
    assert sorted(trainer.values_list("event__slug", flat=True)) == [
        "adaptief-samenwerken",
        "regie-op-gebiedsontwikkeling",
    ]


def test_filling_again_changes_nothing(filled: World) -> None:
    before = Registration.objects.count(), Event.objects.count(), MailboxMail.objects.count()
    assert list(fill(TODAY + timedelta(days=40))) == []
    assert (Registration.objects.count(), Event.objects.count(), MailboxMail.objects.count()) == before


def test_a_fill_that_was_interrupted_goes_on_with_the_day_on_which_it_began(filled: World) -> None:
    Filling.objects.update(finished_at=None)
    before = Registration.objects.count(), Event.objects.count(), MailboxMail.objects.count()
    assert list(fill(TODAY + timedelta(days=40))) == ["7 organisations", "10 events", "134 registrations"]
    assert (Registration.objects.count(), Event.objects.count(), MailboxMail.objects.count()) == before
    assert Filling.objects.get().day == TODAY


def test_every_invoice_is_valid(filled: World, tmp_path: Path) -> None:
    judge = SHARED / "finance" / "validate.py"
    if not judge.exists():
        pytest.skip("the validator of invoices is not here (SAMENKOMST_SHARED)")
    for document in InvoiceDocument.objects.filter(format="ubl"):
        (tmp_path / f"{document.pk}.xml").write_bytes(bytes(document.content))
    files = sorted(map(str, tmp_path.glob("*.xml")))
    assert len(files) == Invoice.objects.count()
    told = subprocess.run(
        [sys.executable, judge, "--exact", "--strict", *files], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-500:]


@pytest.mark.parametrize(
    ("event", "sessions"),
    [("kracht-van-netwerken", 2), ("adaptief-samenwerken", 6), ("dag-van-de-kinderopvang", 1)],
)
def test_calendars_accept_what_a_participant_was_sent(
    filled: World, tmp_path: Path, event: str, sessions: int
) -> None:
    judge = SHARED / "calendar" / "check_invite.py"
    if not judge.exists():
        pytest.skip("the judge of invitations is not here (SAMENKOMST_SHARED)")
    address, reference = only_here(filled, event)
    abouts = Message.objects.filter(about=reference, to_address=address).values("message_id")
    mails = MailboxMail.objects.filter(to_address=address, message_id__in=abouts)
    for mail in mails:
        (tmp_path / f"{mail.pk}.eml").write_bytes(bytes(mail.raw))
    files = sorted(map(str, tmp_path.glob("*.eml")))
    words = ["--method", "REQUEST", "--tz", "Europe/Amsterdam", "--attendee", address, "--no-icaljs"]
    told = subprocess.run(
        [sys.executable, judge, *files, *words, "--sessions", str(sessions)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-2000:]


def only_here(content: World, event: str) -> tuple[str, str]:
    """Return the address and the reference of somebody who comes to all of this event."""
    sign_up = next(s for s in content.sign_ups if s.event == event and not s.attends)
    registration = Registration.objects.get(submission_key=submission_key(sign_up))
    return sign_up.participants[0].person.email, registration.reference
