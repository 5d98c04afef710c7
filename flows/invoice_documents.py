"""The files of an invoice, made once after it was issued; mails that wait for them then leave."""

from __future__ import annotations

from django.db import transaction

from lib import clock
from notifications.messages import document_is_ready
from payments.documents import store
from payments.models import Invoice, InvoiceDocument


def make_documents(subject: str) -> None:
    """Make and keep the UBL and the PDF of the invoice with id ``subject`` (a job handler)."""
    invoice = store.read_invoice(int(subject))
    files = store.render(invoice)
    _keep(invoice, files)


@transaction.atomic(durable=True)
def _keep(invoice: Invoice, files: dict[str, bytes]) -> None:
    now = clock.now()
    store.store(invoice, files, now)
    for file_format in InvoiceDocument.Format.values:
        document_is_ready("invoice", store.document_key(invoice, file_format), now)
