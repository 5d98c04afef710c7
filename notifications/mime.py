"""A stored message as the bytes that leave (RFC 5322, MIME, iMIP: RFC 6047).

With an invitation: multipart/mixed, in it first the alternatives, text/calendar last, then the
same calendar as a file; this is the shape in which Google, Outlook and Apple Mail each see it.
"""

from collections.abc import Sequence
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr
from uuid import uuid4

from notifications.models import Message

WIRE = compat32.clone(linesep="\r\n")
UTF8 = Charset("utf-8")
UTF8.body_encoding = QP

Document = tuple[str, str, bytes]  # file name, media type, content


def raw_mail(message: Message, documents: Sequence[Document] = ()) -> bytes:
    """Return the mail as it goes to a mail server: CRLF, seven bits, no line over 998 octets."""
    mail = _multipart("alternative")
    mail.attach(_text(message.text, "plain"))
    mail.attach(_text(message.html, "html"))
    files: list[MIMEBase] = []
    if message.calendar:
        calendar = message.calendar.encode()
        mail.attach(
            _base64(MIMEBase("text", "calendar", method=message.calendar_method, charset="utf-8"), calendar)
        )
        files.append(_file("invite.ics", "application/ics", calendar))
    files += [_file(*document) for document in documents]
    if files:
        alternatives, mail = mail, _multipart("mixed")
        del alternatives["MIME-Version"]
        mail.attach(alternatives)
        for file in files:
            mail.attach(file)
    _add_headers(mail, message)
    return mail.as_bytes(policy=WIRE)


def _multipart(subtype: str) -> MIMEMultipart:
    # Without a boundary Python looks for one that no part holds; no encoded part holds this (RFC 2045 §6.7).
    return MIMEMultipart(subtype, boundary=f"=_{uuid4().hex}")


def _add_headers(mail: MIMEMultipart, message: Message) -> None:
    mail["From"] = _address(message.from_name, message.from_address)
    mail["To"] = _address(message.to_name, message.to_address)
    if message.reply_to:
        mail["Reply-To"] = message.reply_to
    charset = "us-ascii" if message.subject.isascii() else "utf-8"
    mail["Subject"] = Header(message.subject, charset, header_name="Subject").encode()
    mail["Date"] = format_datetime(message.due)
    mail["Message-ID"] = message.message_id
    if message.references:
        mail["In-Reply-To"] = message.references.split()[-1]
        mail["References"] = message.references
    mail["Content-Language"] = message.language.partition("-")[0]
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: out-of-office replies stay away


def _address(name: str, address: str) -> str:
    """Return `"Berg, J. van den" <j@x.example>`, the name as encoded words where it is not ASCII."""
    if name.isascii():
        return formataddr((name, address))
    return f"{Header(name, 'utf-8').encode()} <{address}>"


def _text(content: str, subtype: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part.set_payload(content, UTF8)
    del part["MIME-Version"]
    return part


def _file(name: str, media_type: str, content: bytes) -> MIMEBase:
    part = _base64(MIMEBase(*media_type.split("/", 1)), content)
    part.add_header(
        "Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name)
    )
    return part


def _base64(part: MIMEBase, content: bytes) -> MIMEBase:
    part.set_payload(content)
    encode_base64(part)
    del part["MIME-Version"]
    return part
