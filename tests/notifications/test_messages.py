from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from jobs.models import Job
from notifications import addresses, messages
from notifications.models import MailAddress, Message, MessageAttachment
from tests.notifications.making import CALENDAR, INVOICE, NOON, REQUEST, UID, make_mail, make_message

pytestmark = pytest.mark.django_db


def test_a_mail_is_stored_as_it_was_written_with_a_job_to_send_it() -> None:
    message = make_message(invitation=REQUEST, attachments=[INVOICE], about="SK-7F3K-29QX", organisation_id=3)
    assert (message.calendar_method, message.calendar_uid, message.calendar) == ("REQUEST", UID, CALENDAR)
    assert (message.about, message.organisation_id, message.state) == ("SK-7F3K-29QX", 3, "waiting")
    assert message.message_id.endswith("@samenkomst.example>")
    assert list(MessageAttachment.objects.values_list("message_id", "file_name", "source", "source_key")) == [
        (message.pk, "factuur-2027-0001.pdf", "invoice", "7")
    ]
    assert list(Job.objects.values_list("name", "subject", "key", "due")) == [
        ("message", str(message.pk), f"message:{message.pk}", NOON)
    ]


def test_a_mail_that_is_posted_twice_is_stored_once_as_first_written() -> None:
    first = messages.post(make_mail(attachments=[INVOICE], subject="first"), due=NOON)
    again = messages.post(make_mail(attachments=[INVOICE], subject="second"), due=NOON + timedelta(days=1))
    assert first == again
    assert [message.subject for message in Message.objects.all()] == ["first"]
    assert MessageAttachment.objects.count() == Job.objects.count() == 1


def test_mails_get_their_ids_in_order_old_ones_among_them() -> None:
    old = messages.post(make_mail("b"), due=NOON)
    ids = messages.post_all([make_mail("a"), make_mail("b"), make_mail("c")], due=NOON)
    assert [Message.objects.get(pk=pk).key for pk in ids] == ["a", "b", "c"]
    assert ids[1] == old


def test_any_number_of_mails_takes_two_statements_or_three_with_documents(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(2):
        messages.post_all([make_mail(f"plain:{number}") for number in range(50)], due=NOON)
    with django_assert_num_queries(3):
        messages.post_all([make_mail(f"invoice:{n}", attachments=[INVOICE]) for n in range(50)], due=NOON)
    with django_assert_num_queries(0):
        assert messages.post_all([], due=NOON) == []


def test_a_line_break_in_a_name_or_subject_cannot_become_a_header() -> None:
    message = make_message(to_name="Jan\r\nBcc: all@x.example", subject="Dag\nSubject: nog een\x00")
    assert (message.to_name, message.subject) == ("Jan Bcc: all@x.example", "Dag Subject: nog een")


def test_a_newer_invitation_keeps_the_older_one_from_leaving() -> None:
    older = make_message("older", invitation=REQUEST)
    make_message("noise")
    gone = make_message("gone", invitation=REQUEST)
    Message.objects.filter(pk=gone.pk).update(handed_over_at=NOON)
    assert messages.supersede([UID], NOON) == [older.pk]
    assert messages.supersede([UID], NOON) == []
    assert messages.supersede([""], NOON) == []
    assert {message.key: message.state for message in Message.objects.all()} == {
        "older": "superseded",
        "noise": "waiting",
        "gone": "waiting",
    }


def test_mails_that_wait_for_a_document_go_when_it_is_there() -> None:
    make_message("waits", attachments=[INVOICE])
    make_message("noise")
    make_message("sent", attachments=[INVOICE])
    Message.objects.filter(key="sent").update(handed_over_at=NOON, sent_at=NOON)
    Job.objects.update(due=NOON + timedelta(minutes=5))
    messages.document_is_ready("invoice", "7", NOON)
    messages.document_is_ready("invoice", "unknown", NOON)
    early = Job.objects.filter(due=NOON).values_list("subject", flat=True)
    assert list(early) == [str(Message.objects.get(key="waits").pk)]


def test_what_is_known_of_an_address_is_one_row() -> None:
    secret = addresses.feed_secret("a@x.example")
    addresses.mark_bounced("a@x.example", NOON)
    addresses.suppress("a@x.example", NOON + timedelta(days=1))
    addresses.suppress("b@x.example", NOON)
    assert addresses.feed_secret("a@x.example") == secret != addresses.feed_secret("b@x.example")
    assert set(MailAddress.objects.values_list("address", "bounced_at", "suppressed_at")) == {
        ("a@x.example", NOON, NOON + timedelta(days=1)),
        ("b@x.example", None, NOON),
    }


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("message_is_whole", {"text": ""}),
        ("message_is_whole", {"to_address": ""}),
        ("message_calendar_is_whole", {"calendar": ""}),
        ("message_calendar_is_whole", {"calendar_method": "PUBLISH"}),
        ("message_sent_was_handed_over", {"sent_at": NOON}),
        ("message_sent_was_handed_over", {"perhaps_sent_at": NOON}),
        ("message_not_sent_was_not_handed_over", {"failed_at": NOON, "handed_over_at": NOON}),
        ("message_not_sent_was_not_handed_over", {"superseded_at": NOON, "handed_over_at": NOON}),
        ("message_ends_in_one_way", {"sent_at": NOON, "perhaps_sent_at": NOON, "handed_over_at": NOON}),
        ("message_ends_in_one_way", {"failed_at": NOON, "superseded_at": NOON}),
        ("notifications_message_message_id", {"message_id": F("key")}),
    ],
)
def test_the_table_refuses(rule: str, wrong: dict[str, Any]) -> None:
    make_message("other", message_id="confirmation:1")
    message = make_message(invitation=REQUEST)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)
