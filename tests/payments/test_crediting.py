"""Credit notes take back what was invoiced, at its rate, to the cent and never more."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.vat import vat_amount
from payments.crediting import CreditRefused, Portion, credit, draft_credit, left_of, whole_rest
from payments.documents import store
from payments.invariants import gapless, totals
from payments.models import Invoice, InvoiceLine
from registrations.models import Registration
from tests.making import NOON, make_basket, make_congress
from tests.payments.crediting import make_invoice, make_line
from tests.registered import make_registration

pytestmark = pytest.mark.django_db
CENT = Decimal("0.01")


def make_sign_up() -> Registration:
    """A free sign-up with who would pay, whose lines a test makes itself."""
    event = make_congress(seats=5)
    paid = make_congress(seats=5, price="1.00", organisation=event.organisation)
    registration = make_registration(paid, make_basket(paid))
    return Registration.objects.select_related("event__organisation", "customer", "billing").get(
        pk=registration.pk
    )


def take(invoice: Invoice, *wanted: tuple[int, str, str]) -> Invoice:
    """Credit of the line at each position so many pieces for so much."""
    lines = {line.position: line for line in invoice.lines.all()}
    portions = [Portion(lines[at], Decimal(pieces), Decimal(amount)) for at, pieces, amount in wanted]
    return credit(draft_credit(invoice, portions), NOON)


def amounts(note: Invoice) -> tuple[str, str, str, str]:
    return str(note.tax_exclusive), str(note.vat_total), str(note.rounding), str(note.payable)


def test_three_people_of_ten_seventy_are_credited_one_by_one_to_what_was_invoiced() -> None:
    registration = make_sign_up()
    invoice = make_invoice(registration, [make_line(registration, "10.70") for _ in range(3)])
    assert str(invoice.payable) == "38.84"
    notes = [take(invoice, (1, "1", "10.70")) for _ in range(3)]
    assert [amounts(note) for note in notes] == [
        ("10.70", "2.25", "0.00", "12.95"),
        ("10.70", "2.25", "-0.01", "12.94"),
        ("10.70", "2.25", "0.00", "12.95"),
    ]
    assert sum(note.payable for note in notes) == invoice.payable


def test_a_price_with_vat_comes_back_as_it_was_shown() -> None:
    registration = make_sign_up()
    lines = [make_line(registration, "12.95", gross=True) for _ in range(2)]
    invoice = make_invoice(registration, lines)
    assert (str(invoice.payable), str(invoice.rounding)) == ("25.90", "0.01")
    assert [str(take(invoice, (1, "1", "12.95")).payable) for _ in range(2)] == ["12.95", "12.95"]


def test_more_than_is_left_of_a_line_is_refused_and_takes_no_number() -> None:
    registration = make_sign_up()
    invoice = make_invoice(
        registration, [make_line(registration, "100.00"), make_line(registration, "100.00")]
    )
    take(invoice, (1, "1", "100.00"))
    with pytest.raises(CreditRefused):
        take(invoice, (1, "1", "100.01"))
    with pytest.raises(CreditRefused):
        take(invoice, (1, "1", "50.00"), (1, "1", "50.01"))
    other = make_invoice(registration, [make_line(registration, "1.00")])
    with pytest.raises(CreditRefused):
        credit(draft_credit(invoice, [Portion(other.lines.get(), Decimal(1), CENT)]), NOON)
    assert str(take(invoice, (1, "1", "100.00")).payable) == "121.00"
    assert [rule(None).broken for rule in (gapless, totals)] == [[], []]


def test_a_credit_note_says_which_lines_of_which_invoice_it_takes_back_for_less() -> None:
    registration = make_sign_up()
    sold = [make_line(registration, "495.00", allowance="49.50") for _ in range(2)]
    invoice = make_invoice(registration, sold)
    line = invoice.lines.get()
    portion = Portion(line, Decimal(1), Decimal("410.50"), "Annuleringskosten", (sold[0],))
    note = credit(draft_credit(invoice, [portion]), NOON)
    row = note.lines.get()
    assert (note.type_code, note.original, note.number) == ("381", invoice, "2026-0003")
    assert (row.quantity, row.unit_price, row.allowance, row.net) == (
        Decimal(1),
        Decimal("495.00"),
        Decimal("84.50"),
        Decimal("410.50"),
    )
    assert row.allowance_reason == "Groepskorting, Annuleringskosten"
    assert row.credits == line
    assert [linked.line for linked in row.invoiced.all()] == [sold[0]]
    assert left_of(InvoiceLine.objects.get(pk=line.pk)) == Decimal("480.50")
    data = store.invoice_data(store.read_invoice(note.pk))
    assert (data.is_credit_note, data.original_number) == (True, invoice.number)


def test_each_rate_keeps_its_own() -> None:
    registration = make_sign_up()
    sold = [
        make_line(registration, "100.00"),
        make_line(registration, "40.00", percent="9", text="Boek"),
        make_line(registration, "250.00", percent="0", text="Leergang"),
    ]
    invoice = make_invoice(registration, sold)
    note = take(invoice, (2, "1", "40.00"), (3, "1", "250.00"))
    assert [(v.category, v.percent, v.taxable, v.amount) for v in note.vat.all()] == [
        ("E", Decimal(0), Decimal("250.00"), Decimal("0.00")),
        ("S", Decimal("9.00"), Decimal("40.00"), Decimal("3.60")),
    ]
    rest = credit(draft_credit(invoice, whole_rest(invoice)), NOON)
    assert amounts(rest) == ("100.00", "21.00", "0.00", "121.00")


SOLD = st.lists(
    st.tuples(
        st.integers(1, 60000).map(lambda cents: str(Decimal(cents) / 100)),
        st.sampled_from(["21", "9", "0"]),
        st.booleans(),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sold=SOLD, shares=st.lists(st.floats(0.05, 1), min_size=1, max_size=6))
def test_any_credits_one_after_another_add_up_to_the_invoice_and_never_beyond(
    sold: list[tuple[str, str, bool, int]], shares: list[float]
) -> None:
    registration = make_sign_up()
    lines = [
        make_line(registration, price, percent=percent, gross=gross, text=f"Deelname {number}")
        for number, (price, percent, gross, pieces) in enumerate(sold)
        for _ in range(pieces)
    ]
    invoice = make_invoice(registration, lines)
    notes = []
    for share in shares:
        portions = [
            Portion(line, Decimal(1), (left_of(line) * Decimal(share)).quantize(CENT))
            for line in invoice.lines.prefetch_related("credited_by")
        ]
        draft = draft_credit(invoice, portions)
        if draft.portions:
            notes.append(credit(draft, NOON))
            assert sum(note.payable for note in notes) <= invoice.payable
    rest = draft_credit(invoice, whole_rest(invoice))
    if rest.portions:
        notes.append(credit(rest, NOON))
    assert sum(note.payable for note in notes) == invoice.payable
    for note in notes:
        rates = list(note.vat.all())
        assert all(part.amount == vat_amount(part.taxable, part.percent) for part in rates)
        assert abs(note.rounding) <= CENT * len(rates)
        assert sum(line.net for line in note.lines.all()) == note.tax_exclusive
        assert all(line.net >= 0 for line in note.lines.all())
        for line in note.lines.all():
            reckoned = (line.quantity * line.unit_price - line.allowance).quantize(CENT, "ROUND_HALF_UP")
            assert reckoned == line.net
    for part in invoice.vat.all():
        same = [
            p for n in notes for p in n.vat.all() if (p.category, p.percent) == (part.category, part.percent)
        ]
        assert sum(p.taxable for p in same) == part.taxable
