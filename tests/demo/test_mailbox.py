"""What the demo mails is in its mailbox: for people, for programs, and as it left."""

import re
from email import message_from_bytes
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from demo import mailbox
from demo.models import MailboxMail
from notifications.models import Message
from tests.demo.mails import NOON, make_invitation, make_mail


@pytest.mark.django_db
def test_a_mail_is_listed_with_all_that_the_contract_names() -> None:
    mail = make_mail()
    answer = Client().get("/demo/mailbox/", {"to": "M.Visser@westerkoog.example", "format": "json"})
    assert answer.json() == [
        {
            "id": mail.pk,
            "to": "m.visser@westerkoog.example",
            "subject": "Uw aanmelding is bevestigd: Kracht van netwerken – 11 maart",
            "sent_at": "2027-01-18T13:06:00Z",
            "message_id": Message.objects.get().message_id,
            "about": "SK-7F3K-29QX",
            "attachments": [{"name": "factuur.pdf", "type": "application/pdf"}],
        }
    ]


@pytest.mark.django_db
def test_mails_are_found_by_address_and_since_an_id_with_the_newest_first() -> None:
    first, _other, second = make_mail(), make_mail("jan@x.example"), make_mail()

    def ids(**query: Any) -> list[int]:
        answer = Client().get("/demo/mailbox/", {"format": "json", **query})
        return [mail["id"] for mail in answer.json()]

    assert ids(to="m.visser@westerkoog.example") == [second.pk, first.pk]
    assert ids(to="m.visser@westerkoog.example", since=first.pk) == [second.pk]
    assert ids(since=second.pk) == []
    assert len(ids()) == 3
    assert ids(to="niemand@x.example") == []


@pytest.mark.django_db
def test_the_raw_mail_is_what_was_sent() -> None:
    mail = make_mail()
    message = Message.objects.get()
    answer = Client().get(f"/demo/mailbox/{mail.pk}.eml")
    assert answer["Content-Type"] == "message/rfc822"
    assert message_from_bytes(answer.content)["Message-ID"] == message.message_id
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n")


@pytest.mark.django_db
def test_people_see_the_list_and_one_mail_in_the_look_of_the_site() -> None:
    mail = make_mail()
    listed = Client().get("/demo/mailbox/").content.decode()
    shown = Client().get(f"/demo/mailbox/{mail.pk}/").content.decode()
    assert 'lang="nl"' in listed
    assert "Kracht van netwerken – 11 maart" in listed
    assert "Marjolein Visser &lt;m.visser@westerkoog.example&gt;" in shown
    assert "SK-7F3K-29QX" in shown
    assert "factuur.pdf" in shown
    assert re.search(r"18 januari 2027, 14\.06", shown), "the zone of the events"


@pytest.mark.django_db
def test_a_mail_cannot_run_anything_or_reach_the_page_around_it() -> None:
    mail = make_mail(html="<html><head></head><body><script>alert(1)</script><p>Dag</p></body></html>")
    answer = Client().get(f"/demo/mailbox/{mail.pk}/letter.html")
    policy = answer["Content-Security-Policy"]
    assert "<p>Dag</p>" in answer.content.decode()
    assert "default-src 'none'" in policy
    assert re.search(r"sandbox(?! [^;]*allow-scripts)", policy)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_a_file_that_came_along_can_be_saved_but_is_not_shown() -> None:
    mail = make_mail()
    answer = Client().get(f"/demo/mailbox/{mail.pk}/0/")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="factuur.pdf"'
    assert Client().get(f"/demo/mailbox/{mail.pk}/1/").status_code == 404


@pytest.mark.django_db
def test_an_invitation_is_shown_with_its_hours_on_the_clock_of_the_place() -> None:
    mail = make_mail(invitation=make_invitation())
    shown = Client().get(f"/demo/mailbox/{mail.pk}/").content.decode()
    assert "Uitnodiging voor de agenda" in shown
    assert "donderdag 8 april 2027" in shown
    assert "9.30–17.00 uur" in shown
    assert "Tuinzaal, Driebergen" in shown


@pytest.mark.django_db
def test_what_django_mails_itself_arrives_too_once_for_each_recipient() -> None:
    mail = EmailMultiAlternatives(
        "Uw code",
        "De code is 123456.",
        "Samenkomst <a@samenkomst.example>",
        ["jan@x.example", "ine@x.example"],
    )
    assert mailbox.EmailBackend().send_messages([mail]) == 1
    answer = Client().get("/demo/mailbox/", {"format": "json"}).json()
    assert [(m["to"], m["subject"], m["about"]) for m in answer] == [
        ("ine@x.example", "Uw code", ""),
        ("jan@x.example", "Uw code", ""),
    ]
    assert "De code is 123456." in Client().get(f"/demo/mailbox/{answer[0]['id']}/").content.decode()


@pytest.mark.django_db
def test_older_mails_are_on_the_next_page() -> None:
    mailbox_mails = [
        MailboxMail(
            to_address="a@x.example", subject=f"nummer {n}", message_id=f"<{n}@x>", sent_at=NOON, raw=b""
        )
        for n in range(60)
    ]
    MailboxMail.objects.bulk_create(mailbox_mails)
    first = Client().get("/demo/mailbox/").content.decode()
    link = re.search(r'rel="next" href="([^"]+)"', first)
    assert link
    second = Client().get(f"/demo/mailbox/{link[1].replace('&amp;', '&')}").content.decode()
    assert first.count("nummer ") == 50
    assert second.count("nummer ") == 10


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["999/", "999.eml", "999/letter.html", "999/0/"])
def test_an_unknown_mail_is_not_found(path: str) -> None:
    assert Client().get(f"/demo/mailbox/{path}").status_code == 404
