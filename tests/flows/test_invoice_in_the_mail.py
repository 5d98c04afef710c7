"""The invoice travels with the confirmation as it was stored, once it is there."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest

from flows.invoice_documents import make_documents
from jobs import runner
from jobs.models import Job
from lib import clock
from payments.models import Invoice, InvoiceDocument
from registrations.models import Registration
from tests.mail_server import MailServer
from tests.making import NOON, make_basket, make_congress
from tests.signed_up import CONTACT, sign_up_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registration() -> Registration:
    """Somebody at a paid congress, on invoice."""
    congress = make_congress(price="495.00")
    return sign_up_for(congress, make_basket(congress, 1))


def run_due(after: timedelta) -> None:
    with clock.at(NOON + after):
        runner.run_due()


def test_mails_with_the_invoice_wait_for_it_and_carry_its_stored_bytes(
    registration: Registration, smtp_server: MailServer
) -> None:
    run_due(timedelta(0))
    run_due(timedelta(minutes=10))
    stored = bytes(InvoiceDocument.objects.get(format="pdf").content)
    paying = [mail for mail in smtp_server.received if b"application/pdf" in mail.content]
    assert {mail.recipients[0] for mail in paying} == {CONTACT, "facturen@westerkoog.example"}
    for mail in paying:
        message = email.message_from_bytes(mail.content, policy=email.policy.default)
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == "Factuur-2026-0001.pdf"
        assert attached.get_payload(decode=True) == stored


def test_without_its_invoice_a_mail_does_not_leave(
    registration: Registration, smtp_server: MailServer
) -> None:
    Job.objects.filter(name="invoice_documents").delete()
    run_due(timedelta(0))
    run_due(timedelta(hours=1))
    assert [mail.recipients for mail in smtp_server.received] == [["deelnemer.1@westerkoog.example"]]
    with clock.at(NOON + timedelta(hours=2)):
        make_documents(str(Invoice.objects.get().pk))
    run_due(timedelta(hours=2))
    assert len(smtp_server.received) == 3
