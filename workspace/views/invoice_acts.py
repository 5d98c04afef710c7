"""What finance does with an invoice: GET shows what will happen, POST with ``confirm`` does it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flows.invoice_credit import CreditRefused, credit_invoice, plan_credit
from flows.invoice_money import MoreThanIsOpen, RefundRefused, note_bank_payment, pay_back, returnable
from flows.refunds import note_paid_back
from lib.dates import day_in_zone
from lib.money import format_euros
from payments.access import find_invoice
from payments.balances import balance_of
from payments.models import Invoice
from workspace.access import Desk, at_organisation
from workspace.finance import finance_tabs
from workspace.forms.invoice_acts import AmountForm, PaidForm, PastDayForm
from workspace.frame import show
from workspace.views.invoice import invoice_url


@at_organisation("invoices.change")
def invoice_paid(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Note that money for an invoice came by bank."""
    row = _find(desk, number)
    today = day_in_zone(desk.now, desk.organisation.timezone)
    left = balance_of(row).to_pay
    posted = request.POST.copy() if request.method == "POST" else None
    form = PaidForm(posted, today=today, initial={"amount": left, "date": today, "seen": left})
    status = 200
    if posted is not None:
        status = _may_go_on(posted, form, left)
        if status == 303:
            try:
                amount = form.cleaned_data["amount"]
                note_bank_payment(row, amount, form.cleaned_data["date"], desk.now, actor=desk.actor)
            except MoreThanIsOpen as more:
                form.refuse_more_than(more.left, _language(), _("Of this invoice %(left)s is outstanding."))
                status = 422
            else:
                return _done(request, desk, row, _("%(amount)s is noted as paid."), amount)
    context = {"form": form, "left": left}
    return _show(request, desk, row, "workspace/invoices/paid.html", context, status)


@at_organisation("invoices.change")
def invoice_refund(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Have money that was paid for an invoice go back."""
    row = _find(desk, number)
    balance, most = balance_of(row), returnable(row)
    usual = min(balance.to_return, most) or most
    posted = request.POST.copy() if request.method == "POST" else None
    form = AmountForm(posted, initial={"amount": usual, "seen": most})
    status = 200
    if posted is not None:
        status = _may_go_on(posted, form, most)
        if status == 303:
            amount = form.cleaned_data["amount"]
            try:
                pay_back(row, amount, desk.now, actor=desk.actor)
            except RefundRefused as refused:
                form.refuse_more_than(refused.left, _language(), _("At most %(left)s can go back."))
                status = 422
            else:
                return _done(request, desk, row, _("%(amount)s is on its way back."), amount)
    context = {
        "form": form,
        "most": most,
        "balance": balance,
        "methods": {
            part.payment.method for part in row.allocations.filter(undone_at=None).select_related("payment")
        },
    }
    return _show(request, desk, row, "workspace/invoices/refund.html", context, status)


@at_organisation("invoices.change")
def invoice_repaid(request: HttpRequest, desk: Desk, number: str, refund_id: int) -> HttpResponse:
    """Note that somebody paid back by bank what was to go back."""
    row = _find(desk, number)
    refund = row.refunds.filter(pk=refund_id, method="bank").first()
    if refund is None:
        raise Http404
    today = day_in_zone(desk.now, desk.organisation.timezone)
    form = PastDayForm(request.POST or None, today=today, initial={"date": today})
    status = 200
    if request.method == "POST":
        if form.is_valid() and request.POST.get("confirm") == "on":
            note_paid_back(refund.pk, form.cleaned_data["date"], desk.now, actor=desk.actor)
            return _done(request, desk, row, _("%(amount)s is noted as paid back."), refund.amount)
        status = 422
    return _show(
        request, desk, row, "workspace/invoices/repaid.html", {"form": form, "refund": refund}, status
    )


@at_organisation("invoices.change")
def invoice_credit(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Credit an invoice, or some of it: at first all that is left is chosen."""
    row = _find(desk, number)
    sent = request.POST if request.method == "POST" else request.GET
    keys = sent.getlist("lines") if request.method == "POST" or "chosen" in sent else None
    problem, status = "", 200
    try:
        plan = plan_credit(row, keys)
        if request.method == "POST" and request.POST.get("confirm") == "on":
            note = credit_invoice(row, keys or [], desk.now, actor=desk.actor)
            return _done(request, desk, row, _("Credit note of %(amount)s is made."), note.payable)
    except CreditRefused:
        status = 409 if keys else 422
        problem = _("Choose what to credit. What was credited before cannot be credited again.")
        plan = plan_credit(row, [])
    context = {
        "plan": plan,
        "choices": [(choice, choice.key in plan.keys) for choice in plan.choices],
        "totals": plan.draft.totals if plan.draft else None,
        "problem": problem,
        "paid": balance_of(row).paid,
    }
    return _show(request, desk, row, "workspace/invoices/credit.html", context, status)


def _find(desk: Desk, number: str) -> Invoice:
    row = find_invoice(desk.actor, desk.organisation.pk, number, "invoices.change")
    if row is None or row.type_code == Invoice.TypeCode.CREDIT_NOTE:
        if row is None and find_invoice(desk.actor, desk.organisation.pk, number):
            raise PermissionDenied
        raise Http404
    return row


def _may_go_on(posted: QueryDict, form: AmountForm, now_open: Decimal) -> int:
    """303 where the form is right and confirmed, else the status of the page that comes back."""
    if not form.is_valid() or posted.get("confirm") != "on":
        return 422
    if form.is_stale(now_open):
        posted["seen"] = str(now_open)
        form.add_error(None, _("Something changed since this page was opened. Look again, and then do it."))
        return 409
    return 303


def _done(request: HttpRequest, desk: Desk, row: Invoice, sentence: str, amount: Decimal) -> HttpResponse:
    messages.success(request, sentence % {"amount": format_euros(amount, _language())})
    return HttpResponseRedirect(invoice_url(desk, row.number), status=303)


def _show(
    request: HttpRequest, desk: Desk, row: Invoice, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    around = {
        "invoice": row,
        "invoice_url": invoice_url(desk, row.number),
        "tabs": finance_tabs(desk, "invoices"),
        "tabs_label": _("Finance"),
    }
    return show(request, desk, template, {**around, **context}, "invoices", status=status)


def _language() -> str:
    return get_language() or "nl"
