import socket
import time
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jobs import queue, runner
from jobs.models import Job
from lib import clock
from notifications import addresses, delivery, messages
from notifications.models import MailAddress, Message
from tests.mail_server import MailServer
from tests.notifications.making import INVOICE, NOON, REQUEST, UID, ends, make_mail, make_message

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db(transaction=True)


def send(after: timedelta = timedelta(0)) -> int:
    """Do what is due so long after noon, and return how many jobs that were."""
    with clock.at(NOON + after):
        return runner.run_due()


def documents(key: str) -> bytes | None:
    """Give the invoice once ``there`` holds it."""
    return there.get(key)


there: dict[str, bytes] = {}


@pytest.fixture(autouse=True)
def document_source(settings: Any) -> None:
    settings.DOCUMENT_SOURCES = {"invoice": "tests.notifications.test_delivery.documents"}
    there.clear()


def test_a_mail_leaves_once_to_its_one_address(smtp_server: MailServer) -> None:
    message = make_message()
    assert send() == 1
    assert send(after=timedelta(days=1)) == 0
    (mail,) = smtp_server.received
    assert (mail.sender, mail.recipients) == ("aanmelden@samenkomst.example", ["jose@westerkoog.example"])
    assert b"Uw plaats is definitief." in mail.content
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.handed_over_at) == ("sent", NOON, NOON)


def test_a_mail_that_is_due_tomorrow_stays_until_then(smtp_server: MailServer) -> None:
    messages.post(make_mail(), due=NOON + timedelta(days=1))
    assert send() == 0
    assert send(after=timedelta(days=1)) == 1
    assert len(smtp_server.received) == 1


def test_several_mails_go_over_one_connection(
    smtp_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections: list[Any] = []
    connect = socket.create_connection

    def count_and_connect(*where: Any, **how: Any) -> socket.socket:
        connections.append(where)
        return connect(*where, **how)

    monkeypatch.setattr(socket, "create_connection", count_and_connect)
    for number in range(3):
        make_message(str(number))
    send()
    assert (len(smtp_server.received), len(connections)) == (3, 1)


def test_a_plain_mail_takes_five_statements_with_its_job(smtp_server: MailServer) -> None:
    make_message()
    with CaptureQueriesContext(connection) as statements, clock.at(NOON):
        runner.run(Job.objects.values_list("key", flat=True).get())
    words = [words for each in statements if (words := each["sql"].split()[0]) not in ("BEGIN", "COMMIT")]
    assert words == ["SELECT", "UPDATE", "SELECT", "UPDATE", "UPDATE", "UPDATE"]  # the first is the test's


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_a_server_that_says_later_gets_the_mail_later(stage: str, smtp_server: MailServer) -> None:
    make_message()
    smtp_server.answers[stage] = "451 Greylisted"
    assert send() == 1
    assert ends() == [("waiting", "to do")]
    assert Message.objects.get().handed_over_at is None
    assert "451 Greylisted" in Job.objects.get().last_error
    smtp_server.answers.clear()
    assert send(after=MINUTE) == 1
    assert ends() == [("sent", "finished")]
    assert len(smtp_server.received) == 1


def test_a_mail_that_is_put_off_too_often_is_shown_as_failed(smtp_server: MailServer) -> None:
    make_message()
    smtp_server.answers["rcpt"] = "451 Later"
    for day in range(7):
        send(after=timedelta(days=day))
    assert ends() == [("failed", "failed")]
    assert "451 Later" in Message.objects.get().last_error
    assert smtp_server.received == []


def test_an_address_that_does_not_exist_is_remembered(smtp_server: MailServer) -> None:
    make_message()
    smtp_server.answers["rcpt"] = "550 5.1.1 No such person"
    send()
    assert ends() == [("failed", "failed")]
    assert Message.objects.get().last_error == "550 5.1.1 No such person"
    assert MailAddress.objects.get().bounced_at == NOON


@pytest.mark.parametrize(
    ("stage", "answer"), [("rcpt", "550 5.7.1 We do not like the sender"), ("data", "554 Looks like spam")]
)
def test_a_refusal_that_is_not_about_the_address_fails_the_mail_alone(
    stage: str, answer: str, smtp_server: MailServer
) -> None:
    make_message()
    smtp_server.answers[stage] = answer
    send()
    assert ends() == [("failed", "failed")]
    assert Message.objects.get().last_error == answer
    assert not MailAddress.objects.exists()


def test_a_refused_mail_does_not_disturb_the_next(smtp_server: MailServer) -> None:
    make_message("refused")
    smtp_server.answers["rcpt"] = "550 No"
    send()
    smtp_server.answers.clear()
    make_message("next")
    send()
    assert ends() == [("failed", "failed"), ("sent", "finished")]


def test_an_address_outside_ascii_fails_by_itself(smtp_server: MailServer) -> None:
    make_message(to_address="josé@westerkoog.example")
    make_message("noise")
    send()
    assert ends() == [("failed", "failed"), ("sent", "finished")]


def test_a_server_that_is_down_loses_nothing(smtp_server: MailServer, settings: Any) -> None:
    make_message()
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.EMAIL_PORT = nobody.getsockname()[1]
    send()
    assert ends() == [("waiting", "to do")]
    settings.EMAIL_PORT = smtp_server.port
    send(after=MINUTE)
    assert ends() == [("sent", "finished")]


def test_a_server_that_accepts_and_never_answers_is_left(smtp_server: MailServer, settings: Any) -> None:
    make_message()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = mute.getsockname()[1], 0.3
        send()
    assert ends() == [("waiting", "to do")]


def test_many_mails_for_a_mute_server_do_not_keep_a_worker_from_its_other_jobs(
    smtp_server: MailServer, settings: Any
) -> None:
    for number in range(20):
        make_message(str(number))
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = mute.getsockname()[1], 0.3
        assert send() == 20
    assert time.monotonic() - begun < 3
    settings.EMAIL_PORT = smtp_server.port
    send(after=MINUTE)
    assert ends() == [("sent", "finished")] * 20


def test_a_server_that_hangs_before_it_has_the_mail_gets_it_later(
    smtp_server: MailServer, settings: Any
) -> None:
    make_message()
    smtp_server.hangs_at, settings.EMAIL_TIMEOUT = "rcpt", 0.3
    send()
    assert ends() == [("waiting", "to do")]
    smtp_server.release()
    settings.EMAIL_TIMEOUT = 2
    send(after=MINUTE)
    assert ends() == [("sent", "finished")]
    assert len(smtp_server.received) == 1


def test_a_mail_whose_answer_never_came_was_perhaps_sent_and_is_not_repeated(
    smtp_server: MailServer, settings: Any
) -> None:
    make_message()
    smtp_server.hangs_at, settings.EMAIL_TIMEOUT = "data", 0.3
    send()
    smtp_server.release()
    assert ends() == [("perhaps_sent", "finished")]
    assert send(after=timedelta(days=2)) == 0
    assert len(smtp_server.received) == 1


def test_a_connection_that_died_between_two_mails_is_made_anew(smtp_server: MailServer) -> None:
    from notifications import smtp

    make_message("first")
    send()
    server = smtp.transport()._server
    assert server is not None
    assert server.sock is not None
    server.sock.shutdown(socket.SHUT_RDWR)
    make_message("second")
    send()
    assert ends() == [("sent", "finished")] * 2


def supersede() -> None:
    with transaction.atomic():
        messages.supersede([UID], NOON)


def test_a_superseded_mail_does_not_leave(smtp_server: MailServer) -> None:
    make_message(invitation=REQUEST)
    make_message("noise")
    supersede()
    send()
    assert ends() == [("superseded", "finished"), ("sent", "finished")]
    assert len(smtp_server.received) == 1


def test_one_that_is_superseded_at_the_last_moment_does_not_leave_either(
    smtp_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_message(invitation=REQUEST)
    mark = delivery._mark

    def supersede_first(*a: Any) -> bool:
        supersede()
        return mark(*a)

    monkeypatch.setattr(delivery, "_mark", supersede_first)
    send()
    assert ends() == [("superseded", "finished")]
    assert smtp_server.received == []


def test_a_suppressed_address_gets_nothing(smtp_server: MailServer) -> None:
    addresses.suppress("jose@westerkoog.example", NOON)
    make_message()
    make_message("noise", to_address="els@westerkoog.example")
    send()
    assert ends() == [("failed", "failed"), ("sent", "finished")]
    assert [mail.recipients for mail in smtp_server.received] == [["els@westerkoog.example"]]


def test_a_mail_waits_for_its_document_and_carries_its_bytes(smtp_server: MailServer) -> None:
    make_message(attachments=[INVOICE])
    assert send() == 1
    job = Job.objects.get()
    assert (job.due, job.attempts, ends()) == (NOON + timedelta(seconds=2), 0, [("waiting", "to do")])
    send(after=timedelta(minutes=2))
    assert Job.objects.get().due == NOON + timedelta(minutes=4)
    send(after=timedelta(days=1))
    assert Job.objects.get().due == NOON + timedelta(days=1, minutes=5)
    there["7"] = b"%PDF-1.7 of invoice 7"
    with clock.at(NOON + timedelta(days=1)):
        messages.document_is_ready("invoice", "7", clock.now())
    send(after=timedelta(days=1))
    assert ends() == [("sent", "finished")]
    assert b"factuur-2027-0001.pdf" in smtp_server.received[0].content


def test_a_lapsed_lease_without_the_mark_sends_the_mail(smtp_server: MailServer) -> None:
    make_message()
    take_and_die()
    send(after=MINUTE)
    assert ends() == [("sent", "finished")]


def test_a_lapsed_lease_with_the_mark_shows_the_mail_as_perhaps_sent(smtp_server: MailServer) -> None:
    message = make_message()
    take_and_die()
    Message.objects.filter(pk=message.pk).update(handed_over_at=NOON)
    send(after=MINUTE)
    assert ends() == [("perhaps_sent", "finished")]
    assert smtp_server.received == []


def take_and_die() -> None:
    key = Job.objects.values_list("key", flat=True).get()
    assert runner._take(key, NOON) is not None


def test_who_was_slow_still_tells_that_the_mail_was_sent(smtp_server: MailServer) -> None:
    """The lease lapses while the server thinks: another worker says "perhaps", and the first knows better."""
    message = make_message()
    smtp_server.hangs_at = "data"
    slow = Thread(target=send_and_close)
    slow.start()
    while not smtp_server.received:
        assert slow.is_alive()
    send(after=MINUTE)
    assert ends() == [("perhaps_sent", "finished")]
    smtp_server.release()
    slow.join()
    message.refresh_from_db()
    assert (message.state, message.perhaps_sent_at, len(smtp_server.received)) == ("sent", None, 1)


def send_and_close() -> None:
    try:
        send()
    finally:
        connection.close()


def test_two_workers_on_one_mail_send_it_once(smtp_server: MailServer) -> None:
    """Even where both believe that the job is theirs."""
    message = make_message()
    both = [Thread(target=deliver_and_close, args=(message.pk,)) for _ in range(2)]
    for worker in both:
        worker.start()
    for worker in both:
        worker.join()
    assert len(smtp_server.received) == 1


def deliver_and_close(message_id: int) -> None:
    try:
        with clock.at(NOON):
            delivery.deliver(str(message_id))
    finally:
        connection.close()


def test_a_mail_of_a_job_that_fails_otherwise_is_shown_too(smtp_server: MailServer, settings: Any) -> None:
    make_message(attachments=[INVOICE])
    settings.DOCUMENT_SOURCES = {}
    for day in range(7):
        send(after=timedelta(days=day))
    assert ends() == [("failed", "failed")]
    assert queue.postpone(f"message:{Message.objects.get().pk}", NOON) is False
