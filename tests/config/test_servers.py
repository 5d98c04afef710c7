"""The servers and fixtures that other tests stand on."""

import smtplib
import time
from email.message import EmailMessage

import pytest
import redis
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from config.celery import app
from config.postgresql.base import CONNECT_WITHIN
from demo.services.valkey import Valkey
from tests.mail_server import MailServer
from tests.proxy import Proxy
from tests.worker import WorkerProcess


@pytest.mark.django_db
def test_the_database_is_postgresql_on_a_socket() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int >= 150000")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_who_freezes_in_a_transaction_keeps_its_locks_for_a_minute() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("1min",)


@pytest.mark.django_db
def test_a_database_that_accepts_and_says_nothing_is_given_up_soon() -> None:
    nobody = Proxy(("127.0.0.1", 9))
    with nobody:
        nobody.hold()
        held = ConnectionHandler({"default": connection.settings_dict | {"HOST": "127.0.0.1"}})
        held["default"].settings_dict["PORT"] = nobody.port
        begun = time.monotonic()
        with pytest.raises(OperationalError):
            held["default"].ensure_connection()
        assert time.monotonic() - begun < CONNECT_WITHIN + 2
        nobody.mend()


def test_a_cache_that_stops_answers_as_if_it_were_empty(valkey: Valkey) -> None:
    cache.set("word", "samenkomst")
    assert cache.get("word") == "samenkomst"
    valkey.stop()
    assert cache.get("word", "nothing") == "nothing"
    cache.set("word", "lost")


def publish() -> None:
    app.send_task("jobs.tasks.wake", args=[1])


def test_a_publish_reaches_the_broker_of_the_test(valkey: Valkey) -> None:
    publish()
    with redis.Redis(unix_socket_path=str(valkey.socket)) as server:
        assert server.llen("celery") == 1


@pytest.mark.parametrize("state", ["paused", "stopped"])
def test_a_publish_gives_up_soon_when_the_broker(state: str, valkey: Valkey) -> None:
    publish()
    valkey.pause() if state == "paused" else valkey.stop()
    begun = time.monotonic()
    with pytest.raises(Exception, match=r"."):
        publish()
    assert time.monotonic() - begun < 1.5


def test_a_worker_takes_tasks_and_dies_when_killed(
    valkey: Valkey, celery_worker_process: WorkerProcess
) -> None:
    assert app.control.inspect(timeout=2).ping()
    celery_worker_process.kill()
    assert not app.control.inspect(timeout=0.5).ping()


def test_the_mail_server_keeps_what_it_takes(smtp_server: MailServer) -> None:
    send_mail("Dag", "tekst", "a@example.nl", ["b@example.nl"])
    assert [mail.recipients for mail in smtp_server.received] == [["b@example.nl"]]


def test_the_mail_server_refuses_and_hangs_when_told(smtp_server: MailServer) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Dag", "a@example.nl", "b@example.nl"
    smtp_server.answers["data"] = "451 Later"
    address = smtp_server.host, smtp_server.port
    with smtplib.SMTP(*address, timeout=1) as client, pytest.raises(smtplib.SMTPDataError):
        client.send_message(mail)
    smtp_server.answers.clear()
    smtp_server.hangs_at = "data"
    with smtplib.SMTP(*address, timeout=0.5) as client, pytest.raises(smtplib.SMTPServerDisconnected):
        client.send_message(mail)
    assert len(smtp_server.received) == 1
