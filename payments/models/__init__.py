"""Invoices, and the money that moves."""

from payments.models.bookkeeping import BookkeepingCode, CostCentre
from payments.models.invoices import (
    Invoice,
    InvoicedLine,
    InvoiceDocument,
    InvoiceLine,
    InvoiceVat,
    NumberRange,
)
from payments.models.money import Allocation, Payment, Refund, StripeEvent

__all__ = [
    "Allocation",
    "BookkeepingCode",
    "CostCentre",
    "Invoice",
    "InvoiceDocument",
    "InvoiceLine",
    "InvoiceVat",
    "InvoicedLine",
    "NumberRange",
    "Payment",
    "Refund",
    "StripeEvent",
]
