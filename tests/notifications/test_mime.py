import email
import email.policy
import importlib.util
import os
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from notifications.messages import _message
from notifications.mime import Document, raw_mail
from tests.notifications.making import CALENDAR, NOON, REQUEST, make_mail

INVOICE: Document = ("factuur coöperatie.pdf", "application/pdf", b"%PDF-1.7\r\n" + bytes(range(256)) * 20)


def written(*documents: Document, **more: Any) -> bytes:
    return raw_mail(_message(make_mail(**more), NOON), documents)


def read(raw: bytes) -> EmailMessage:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert [part.defects for part in mail.walk() if part.defects] == []
    return mail


def shape(part: EmailMessage) -> Any:
    if part.is_multipart():
        return [part.get_content_type(), *(shape(cast("EmailMessage", child)) for child in part.iter_parts())]
    return part.get_content_type()


def test_a_mail_without_files_is_text_and_html() -> None:
    assert shape(read(written())) == ["multipart/alternative", "text/plain", "text/html"]


def test_an_invitation_stands_last_among_the_alternatives_and_again_as_a_file() -> None:
    mail = read(written(INVOICE, invitation=REQUEST))
    assert shape(mail) == [
        "multipart/mixed",
        ["multipart/alternative", "text/plain", "text/html", "text/calendar"],
        "application/ics",
        "application/pdf",
    ]
    inline = list(mail.walk())[4]
    assert (inline["Content-Type"], inline["Content-Transfer-Encoding"], inline["Content-Disposition"]) == (
        'text/calendar; method="REQUEST"; charset="utf-8"',
        "base64",
        None,
    )
    ics, pdf = mail.iter_attachments()
    assert inline.get_payload(decode=True) == ics.get_payload(decode=True) == CALENDAR.encode()
    assert [(file.get_filename(), file.get_content_disposition()) for file in (ics, pdf)] == [
        ("invite.ics", "attachment"),
        ("factuur coöperatie.pdf", "attachment"),
    ]
    assert pdf.get_content() == INVOICE[2]


def test_the_headers_say_who_when_and_that_no_person_sent_it() -> None:
    mail = read(written(message_id="<3@x.example>", references=["<1@x.example>", "<2@x.example>"]))
    assert {
        name: str(value) for name, value in mail.items() if not name.startswith(("Content-T", "MIME"))
    } == {
        "From": "Samenkomst Academie <aanmelden@samenkomst.example>",
        "To": "José de Groot <jose@westerkoog.example>",
        "Reply-To": "organisator@samenkomst.example",
        "Subject": "Uw aanmelding is bevestigd: Kracht van netwerken",
        "Date": "Mon, 01 Mar 2027 12:00:00 +0000",
        "Message-ID": "<3@x.example>",
        "In-Reply-To": "<2@x.example>",
        "References": "<1@x.example> <2@x.example>",
        "Content-Language": "nl",
        "Auto-Submitted": "auto-generated",
    }
    assert mail["MIME-Version"] == "1.0"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Berg, Pieter van den",
        'Jan "de Timmerman" Vos',
        "Şükrü Ünal-Özdemir, " * 8,
        "José\u2019s (ploeg) <x@y.nl>",
        "A" * 200,
    ],
)
def test_a_name_stays_whole_in_the_header(name: str) -> None:
    raw = written(to_name=name, from_name=name)
    mail = email.message_from_bytes(
        raw
    )  # the newer parser keeps blanks between encoded words (RFC 2047, 6.2)
    for header, address in (("To", "jose@westerkoog.example"), ("From", "aanmelden@samenkomst.example")):
        encoded, found = parseaddr(mail[header])
        assert (str(make_header(decode_header(encoded))), found) == (" ".join(name.split()), address)
        assert len(getaddresses([mail[header]])) == 1


def test_text_comes_out_as_it_went_in_and_no_line_is_long() -> None:
    text = "€ 1.295,00 voor José\n.\nFrom hier\n" + "lang " * 2000 + "\n"
    subject = "Wijziging: ‘Coöperatief samenwerken in de wijk’ begint om 9.30 uur " * 3
    raw = written(INVOICE, text=text, html=f"<p>{text}</p>", subject=subject, invitation=REQUEST)
    mail = read(raw)
    parts = list(mail.walk())
    contents = [part.get_content().replace("\r\n", "\n") for part in parts[2:4]]
    assert contents == [text, f"<p>{text}</p>"]
    assert mail["Subject"] == subject.strip()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


def test_the_same_message_gives_the_same_mail_but_for_the_boundaries() -> None:
    message = _message(make_mail(), NOON)

    def without_boundaries(raw: bytes) -> bytes:
        boundary = read(raw).get_boundary()
        assert boundary is not None
        return raw.replace(boundary.encode(), b"")

    assert without_boundaries(raw_mail(message)) == without_boundaries(raw_mail(message))


def judge() -> ModuleType:
    """The independent judge of invitations, which is not part of this repository."""
    shared = Path(os.environ.get("SAMENKOMST_SHARED") or Path(__file__).parents[3] / "shared")
    path = shared / "calendar" / "check_invite.py"
    if not path.exists():
        pytest.skip(f"the judge of invitations is not at {path}")
    spec = importlib.util.spec_from_file_location("check_invite", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_independent_judge_finds_nothing_in_an_invitation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check = judge()
    (tmp_path / "new.eml").write_bytes(written(INVOICE, invitation=REQUEST))
    code = check.main(
        [
            str(tmp_path / "new.eml"),
            "--method",
            "REQUEST",
            "--sessions",
            "1",
            "--tz",
            "Europe/Amsterdam",
            "--attendee",
            "jose@westerkoog.example",
            "--no-icaljs",
            "--forbid",
            "{{",
            "--allow-address",
            "organisator@samenkomst.example",
        ]
    )
    told = capsys.readouterr().out
    assert code == 0, told
    assert "WARN" not in told
