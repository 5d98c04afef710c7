"""Routes of finance: invoices, what is done with them, customers, numbering."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _

from workspace.views.bookkeeping import bookkeeping
from workspace.views.customer_merge import customer_merge
from workspace.views.customers import customer, customer_edit, customer_new, customers
from workspace.views.invoice import invoice, invoice_file
from workspace.views.invoice_acts import invoice_credit, invoice_paid, invoice_refund, invoice_repaid
from workspace.views.invoice_new import invoice_new
from workspace.views.invoices import invoices
from workspace.views.money_concerns import concerns
from workspace.views.number_ranges import number_ranges
from workspace.views.waiting_invoices import waiting


class InvoiceNumber(StringConverter):
    """What a number can look like (payments.number_ranges): anything else leads to no page."""

    regex = "[A-Za-z0-9][A-Za-z0-9.-]{0,29}"


register_converter(InvoiceNumber, "invoice_number")

finance_patterns: list[URLPattern] = [
    path(_("<slug:organisation>/invoices/"), invoices, name="invoices"),
    path(_("<slug:organisation>/invoices/new/"), invoice_new, name="invoice_new"),
    path(_("<slug:organisation>/invoices/numbering/"), number_ranges, name="number_ranges"),
    path(_("<slug:organisation>/invoices/bookkeeping/"), bookkeeping, name="bookkeeping"),
    path(_("<slug:organisation>/invoices/waiting/"), waiting, name="waiting"),
    path(_("<slug:organisation>/invoices/attention/"), concerns, name="concerns"),
    path(_("<slug:organisation>/invoices/<invoice_number:number>/"), invoice, name="invoice"),
    path(
        _("<slug:organisation>/invoices/<invoice_number:number>/credit/"),
        invoice_credit,
        name="invoice_credit",
    ),
    path(_("<slug:organisation>/invoices/<invoice_number:number>/paid/"), invoice_paid, name="invoice_paid"),
    path(
        _("<slug:organisation>/invoices/<invoice_number:number>/refund/"),
        invoice_refund,
        name="invoice_refund",
    ),
    path(
        _("<slug:organisation>/invoices/<invoice_number:number>/refund/<int:refund_id>/"),
        invoice_repaid,
        name="invoice_repaid",
    ),
    path(
        _("<slug:organisation>/invoices/<invoice_number:number>.<slug:extension>"),
        invoice_file,
        name="invoice_file",
    ),
    path(_("<slug:organisation>/customers/"), customers, name="customers"),
    path(_("<slug:organisation>/customers/new/"), customer_new, name="customer_new"),
    path(_("<slug:organisation>/customers/<int:customer_number>/"), customer, name="customer"),
    path(_("<slug:organisation>/customers/<int:customer_number>/edit/"), customer_edit, name="customer_edit"),
    path(
        _("<slug:organisation>/customers/<int:customer_number>/merge/"), customer_merge, name="customer_merge"
    ),
]
