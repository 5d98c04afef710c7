"""What must always be true of invoices (design §3.4)."""

from __future__ import annotations

from django.db import connection, models
from django.db.models import Q

from lib.invariants import Broken, Result, Rule
from lib.vat import vat_amount
from payments import document_invariants, money_invariants
from payments.models import Invoice, InvoicedLine

GAPS = """
SELECT range.id, format('range %s of %s: numbers %s to %s, %s invoices, next is %s', range.prefix,
    range.fiscal_year, range.first_number, max(invoice.position), count(invoice.id), range.next_number)
FROM payments_numberrange range LEFT JOIN payments_invoice invoice ON invoice.number_range_id = range.id
GROUP BY range.id
HAVING count(DISTINCT invoice.position) <> range.next_number - range.first_number
    OR count(invoice.id) <> count(DISTINCT invoice.position)
    OR coalesce(max(invoice.position), range.next_number - 1) <> range.next_number - 1
    OR coalesce(min(invoice.position), range.first_number) <> range.first_number
"""


def gapless(event_id: int | None) -> Result:
    """Invoice numbers have no gaps and no doubles in their range; a range knows no event."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM payments_invoice")
        checked = int(cursor.fetchone()[0])
        cursor.execute(GAPS)
        broken = [Broken("payments_numberrange", row, text) for row, text in cursor.fetchall()]
    return Result(checked if event_id is None else 0, broken)


def totals(event_id: int | None) -> Result:
    """Lines add up to totals: BR-CO-10, 13 to 17; and no line is invoiced twice without a credit."""
    invoices = _of(event_id).prefetch_related("lines", "vat")
    checked, broken = 0, []
    for invoice in invoices.iterator(chunk_size=500):
        checked += 1
        broken += [Broken("payments_invoice", invoice.pk, text) for text in _wrong_sums(invoice)]
    return Result(checked, [*broken, *_invoiced_twice(event_id)])


def _of(event_id: int | None) -> models.QuerySet[Invoice]:
    wanted = Q() if event_id is None else Q(event_id=event_id)
    return Invoice.objects.filter(wanted).order_by("pk")


def _wrong_sums(invoice: Invoice) -> list[str]:
    lines, vat = list(invoice.lines.all()), list(invoice.vat.all())
    found = []
    if sum(line.net for line in lines) != invoice.line_total:
        found.append("the lines do not add up to the line total (BR-CO-10)")
    if invoice.line_total != invoice.tax_exclusive or sum(p.taxable for p in vat) != invoice.tax_exclusive:
        found.append("the taxable amounts do not add up to the total without VAT (BR-CO-13)")
    if sum(part.amount for part in vat) != invoice.vat_total:
        found.append("the VAT amounts do not add up (BR-CO-14)")
    if invoice.tax_exclusive + invoice.vat_total != invoice.tax_inclusive:
        found.append("net and VAT do not add up (BR-CO-15)")
    if invoice.tax_inclusive - invoice.prepaid + invoice.rounding != invoice.payable:
        found.append("the amount due does not add up (BR-CO-16)")
    if any(vat_amount(part.taxable, part.percent) != part.amount for part in vat):
        found.append("VAT is not taxable amount times rate, half up (BR-CO-17)")
    return found


def _invoiced_twice(event_id: int | None) -> list[Broken]:
    wanted = Q() if event_id is None else Q(invoice_line__invoice__event_id=event_id)
    invoice = Q(invoice_line__invoice__type_code=Invoice.TypeCode.INVOICE)
    rows = (
        InvoicedLine.objects.filter(wanted)
        .values("line_id")
        .annotate(times=models.Count("id", filter=invoice) - models.Count("id", filter=~invoice))
        .exclude(times__in=[0, 1])
    )
    return [
        Broken("registrations_line", row["line_id"], f"is invoiced {row['times']} times, credits taken off")
        for row in rows
    ]


RULES: list[Rule] = [
    ("invoice.gapless", gapless),
    ("invoice.totals", totals),
    *document_invariants.RULES,
    *money_invariants.RULES,
]
