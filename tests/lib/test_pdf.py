import io
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

from lib.pdf import Attachment, render

DATE = datetime(2027, 1, 14, 9, 30, tzinfo=UTC)
UBL = Attachment("factuur-2027-0001.xml", "<Invoice>€ 1</Invoice>".encode(), "text/xml", "De factuur als UBL")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
LOOK = """#let heading-of(text) = heading(text)
"""
INVOICE = """#import "look.typ": heading-of
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "nl")
#for file in json(bytes(sys.inputs.attachments)) {
  pdf.attach(
    "/" + file.name, read(file.path, encoding: none), relationship: file.relationship,
    mime-type: file.mime_type, description: file.description,
  )
}
#heading-of(data.title)
#data.body
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "look.typ").write_text(LOOK)
    path = tmp_path / "invoice.typ"
    path.write_text(INVOICE)
    return path


def make_pdf(template: Path, body: str = "Twee plaatsen", date: datetime = DATE) -> bytes:
    return render(template, {"title": "Factuur 2027-0001", "body": body}, date, attachments=[UBL])


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_a_document_is_fit_for_the_archive_and_for_a_screen_reader(template: Path) -> None:
    document = opened(make_pdf(template))
    catalog: Any = document.trailer["/Root"]
    assert bool(catalog["/MarkInfo"]["/Marked"])
    assert catalog["/Lang"] == "nl"
    xmp = catalog["/Metadata"].get_object().get_data().decode()
    assert all(told in xmp for told in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"))
    assert document.metadata is not None
    assert document.metadata.title == "Factuur 2027-0001"


def test_the_attachment_comes_out_as_it_went_in(template: Path) -> None:
    document = opened(make_pdf(template))
    (attached,) = document.attachment_list
    assert (attached.name, attached.content) == (UBL.name, UBL.content)
    assert (attached.description, attached.associated_file_relationship) == (UBL.description, "/Alternative")


def test_the_same_input_gives_the_same_bytes_whatever_the_clock_says(template: Path) -> None:
    first = make_pdf(template)
    time.sleep(1.1)
    assert make_pdf(template) == first
    assert make_pdf(template, date=DATE.astimezone(timezone(timedelta(hours=1)))) == first
    assert make_pdf(template, date=DATE + timedelta(days=1)) != first


def test_data_are_text_and_never_markup(template: Path) -> None:
    body = '*Jansen* #read("/etc/passwd") $x$ <a> \\u{41} ‘é’ // "\''
    assert (
        " ".join(opened(make_pdf(template, body)).pages[0].extract_text().split())
        == f"Factuur 2027-0001 {body}"
    )


def test_nothing_outside_its_folder_can_be_read(template: Path) -> None:
    template.write_text(INVOICE + '#read("../../../../../../etc/hostname")')
    with pytest.raises(typst.TypstError):
        make_pdf(template)


def test_a_picture_needs_a_text_for_who_cannot_see_it(template: Path) -> None:
    data = {"title": "Factuur", "body": ""}
    template.write_text(INVOICE + '#image("/files/logo.png", alt: "Logo van Samenkomst Academie")')
    seen = render(template, data, DATE, files={"logo.png": PIXEL})
    assert len(opened(seen).pages[0].images) == 1
    template.write_text(INVOICE + '#image("/files/logo.png")')
    with pytest.raises(typst.TypstError, match="alt"):
        render(template, data, DATE, files={"logo.png": PIXEL})


def test_a_document_without_a_title_is_refused(template: Path) -> None:
    template.write_text("Tekst")
    with pytest.raises(typst.TypstError, match="title"):
        make_pdf(template)


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x.xml", "a/b.xml", "", ".."])
def test_an_attachment_has_a_plain_name(template: Path, name: str) -> None:
    attachment = Attachment(name, b"", "text/xml", "")
    with pytest.raises(ValueError, match="not the name of a file"):
        render(template, {"title": "x", "body": ""}, DATE, attachments=[attachment])


def test_a_date_without_a_zone_is_refused(template: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        make_pdf(template, date=datetime(2027, 1, 14))  # noqa: DTZ001


def test_a_warm_document_takes_less_than_forty_milliseconds(template: Path) -> None:
    make_pdf(template)
    took = []
    for number in range(15):
        begun = time.thread_time()
        make_pdf(template, f"Regel {number}")
        took.append(time.thread_time() - begun)
    assert sorted(took)[len(took) // 2] < 0.040
