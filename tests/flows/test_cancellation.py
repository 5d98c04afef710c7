"""Cancelling: seats, documents, money, calendars and mails go together, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from events.models import CancellationStep
from flows.cancellation import Cancelled, Plan, cancel, preview
from flows.invoice_documents import make_documents
from jobs.models import Job
from lib import clock
from notifications.mime import raw_mail
from notifications.models import Message
from operations.integrity import check
from organisations.access import Actor
from organisations.models import Trail
from payments.balances import balance_of
from payments.crediting import credit, draft_credit, whole_rest
from payments.models import Invoice, InvoiceLine
from registrations.models import Attending, Line, Participant, Registration, SeatPool
from tests.at_once import at_once
from tests.calendar_mails import invitation_in, judge_mails, mails_of
from tests.making import (
    NOON,
    make_basket,
    make_branchedag,
    make_congress,
    make_leergang,
    make_person,
    make_steps,
)
from tests.registered import make_registration

pytestmark = pytest.mark.django_db(transaction=True)
CONTACT = Actor("contact")
LATER = NOON + timedelta(hours=2)


def three_at(price: str = "100.00", **fields: object) -> Registration:
    """Anna, Bas and Cor at a congress of ten, on invoice; all mails have left."""
    event = make_congress(seats=10, price=price, **fields)  # type: ignore[arg-type]
    chosen = {"ronde-1": "ronde-1-a"} if fields.get("rounds") else {}
    people = [make_person(name, rounds=chosen) for name in ("Anna de Wit", "Bas Kuiper", "Cor Postma")]
    registration = make_registration(event, make_basket(event, people))
    everything_leaves()
    return registration


def everything_leaves() -> None:
    """As if all documents had been made and all mails handed over."""
    for invoice in Invoice.objects.filter(documents=None):
        make_documents(str(invoice.pk))
    Message.objects.filter(superseded_at=None).update(handed_over_at=NOON, sent_at=NOON)
    Job.objects.filter(finished_at=None).update(finished_at=NOON)


def leave(
    registration: Registration, *names: str, now: datetime = LATER, actor: Actor = CONTACT
) -> Cancelled:
    people = Participant.objects.filter(registration=registration, given_name__in=names)
    ids = list(people.values_list("pk", flat=True)) if names else None
    return cancel(registration.pk, ids, now, actor=actor)


def taken(registration: Registration) -> list[int]:
    return list(SeatPool.objects.filter(event=registration.event).values_list("taken", flat=True))


def told_since(registration: Registration, before: int) -> list[tuple[str, str, str]]:
    """Kind, address and calendar method of the mails since the one with that id."""
    return [(m.kind, m.to_address, m.calendar_method) for m in mails_of(registration) if m.pk > before]


def newest_mail() -> int:
    return Message.objects.latest("pk").pk


def money(plan: Plan) -> tuple[str, str, str, str]:
    return str(plan.cost), str(plan.credited), str(plan.to_return), str(plan.left_to_pay)


def sound() -> bool:
    """Whether no rule of design §3 is broken."""
    everything_leaves()
    with clock.at(LATER):
        assert check().broken == []
    return True


def test_one_of_three_leaves_and_nobody_else_hears_of_it(tmp_path: Path) -> None:
    registration = three_at(rounds=1, round_seats=5)
    before = newest_mail()
    invited = mails_of(registration, "bas.kuiper@westerkoog.example")
    done = leave(registration, "Bas")
    registration.refresh_from_db()
    assert registration.state == Registration.State.CONFIRMED
    assert taken(registration)[0] == 2
    assert told_since(registration, before) == [
        ("cancellation", "m.visser@westerkoog.example", ""),
        ("cancellation", "bas.kuiper@westerkoog.example", "CANCEL"),
        ("invoice", "facturen@westerkoog.example", ""),
    ]
    (note,) = done.credit_notes
    assert (note.tax_exclusive, note.vat_total, note.payable) == (
        Decimal("100.00"),
        Decimal("21.00"),
        Decimal("121.00"),
    )
    original = Invoice.objects.get(type_code="380")
    assert (note.original, note.customer, note.reference) == (original, original.customer, original.reference)
    assert balance_of(original).open == Decimal("242.00")
    assert Attending.objects.filter(participant__given_name="Bas", until=None).count() == 0
    assert sound()
    bye = mails_of(registration, "bas.kuiper@westerkoog.example")[-1]
    old = tmp_path / "old.eml"
    old.write_bytes(raw_mail(invited[0]))
    judge_mails([bye], tmp_path, "--method", "CANCEL", "--previous", str(old))


def test_the_rest_leaves_later_and_the_sign_up_is_cancelled() -> None:
    registration = three_at()
    leave(registration, "Bas")
    before = newest_mail()
    done = leave(registration)
    registration.refresh_from_db()
    assert (registration.state, registration.ended_at) == ("cancelled", LATER)
    assert taken(registration) == [0]
    assert [method for _, address, method in told_since(registration, before) if method] == ["CANCEL"] * 2
    assert [str(note.payable) for note in done.credit_notes] == ["242.00"]
    assert balance_of(Invoice.objects.get(type_code="380")).open == 0
    assert sound()


def test_again_changes_nothing() -> None:
    registration = three_at()
    leave(registration, "Bas")
    before = (newest_mail(), Invoice.objects.count(), Trail.objects.count(), taken(registration))
    assert leave(registration, "Bas").plan.is_nothing
    leave(registration)
    after = (newest_mail(), Invoice.objects.count(), Trail.objects.count(), taken(registration))
    assert leave(registration).plan.is_nothing
    assert after != before
    assert (newest_mail(), Invoice.objects.count(), Trail.objects.count(), taken(registration)) == after


def test_six_at_once_cancel_it_once() -> None:
    registration = three_at()
    done = at_once(6, lambda _: leave(registration))
    assert sorted(len(one.credit_notes) for one in done) == [0, 0, 0, 0, 0, 1]
    assert taken(registration) == [0]
    assert Message.objects.filter(kind="cancellation").count() == 4
    assert sound()


def test_a_preview_tells_what_happens_and_changes_nothing() -> None:
    registration = three_at()
    Registration.objects.filter(pk=registration.pk).update(
        cancellation_rules=[{"days_before": 999, "fee": "35.00", "percent": ""}]
    )
    registration.refresh_from_db()
    before = (newest_mail(), Invoice.objects.count(), taken(registration))
    told = preview(registration, None, LATER)
    assert (newest_mail(), Invoice.objects.count(), taken(registration)) == before
    assert money(told) == ("127.05", "235.95", "0.00", "127.05")
    assert money(leave(registration).plan) == money(told)
    assert sum(n.payable for n in Invoice.objects.filter(type_code="381")) == told.credited


def test_a_fee_is_held_back_at_the_rate_of_what_was_sold() -> None:
    event = make_congress(seats=10, price="495.00")
    make_steps(event)
    registration = make_registration(event, make_basket(event, 2))
    everything_leaves()
    (note,) = leave(registration).credit_notes
    line = note.lines.get()
    assert [int(n) for n in (line.quantity, line.unit_price, line.allowance, line.net)] == [2, 495, 70, 920]
    assert line.allowance_reason == "Annuleringskosten"
    assert (note.vat_total, note.payable) == (Decimal("193.20"), Decimal("1113.20"))
    assert balance_of(Invoice.objects.get(type_code="380")).open == Decimal("84.70")
    text = mails_of(registration, "m.visser@westerkoog.example")[-1].text
    assert "annuleringskosten zijn € 84,70 (2 × € 35,00 plus 21% btw)" in " ".join(text.split())
    assert sound()


def test_the_rules_of_the_sign_up_hold_and_those_of_today_do_not() -> None:
    event = make_congress(seats=10, price="100.00")
    registration = make_registration(event, make_basket(event))
    make_steps(event)
    assert money(preview(registration, None, LATER)) == ("0.00", "121.00", "0.00", "0.00")


@pytest.mark.parametrize(
    ("days_before", "expected"),
    [
        (21, ("0.00", "121.00")),  # before the first step
        (20, ("60.50", "60.50")),
        (8, ("60.50", "60.50")),
        (7, ("121.00", "0.00")),
        (0, ("121.00", "0.00")),
    ],
)
def test_each_step_counts_from_its_day_on(days_before: int, expected: tuple[str, str]) -> None:
    event = make_congress(seats=10, price="100.00")
    CancellationStep.objects.create(event=event, days_before=20, percent=Decimal(50))
    CancellationStep.objects.create(event=event, days_before=7, percent=Decimal(100))
    registration = make_registration(event, make_basket(event))
    day = event.begins_at.replace(hour=22, minute=30) - timedelta(days=days_before)  # still that day here
    assert money(preview(registration, None, day))[:2] == expected


def test_nothing_is_credited_where_all_of_it_is_still_due() -> None:
    event = make_congress(seats=10, price="100.00")
    CancellationStep.objects.create(event=event, days_before=999, percent=Decimal(100))
    registration = make_registration(event, make_basket(event))
    done = leave(registration)
    assert (done.credit_notes, money(done.plan)) == ((), ("121.00", "0.00", "0.00", "121.00"))
    assert sound()


def test_a_fee_is_never_more_than_was_to_be_paid() -> None:
    event = make_congress(seats=10, price="20.00")
    make_steps(event)
    registration = make_registration(event, make_basket(event))
    assert money(preview(registration, None, LATER)) == ("24.20", "0.00", "0.00", "24.20")


def test_costs_with_other_vat_stand_on_an_invoice_of_their_own() -> None:
    event = make_leergang(seats=10, price="1950.00")
    CancellationStep.objects.create(
        event=event, days_before=999, fee=Decimal("50.00"), vat_category="S", vat_percent=Decimal(21)
    )
    registration = make_registration(event, make_basket(event, 2))
    everything_leaves()
    done = leave(registration)
    assert [(n.vat.get().category, n.payable) for n in done.credit_notes] == [("E", Decimal("3900.00"))]
    assert done.costs_invoice is not None
    assert [
        (line.name, int(line.quantity), int(line.net), line.vat_category)
        for line in done.costs_invoice.lines.all()
    ] == [("Annuleringskosten: Deelname aan de leergang", 2, 100, "S")]
    assert done.costs_invoice.payable == Decimal("121.00")
    assert money(done.plan) == ("121.00", "3900.00", "0.00", "121.00")
    assert Line.objects.filter(registration=registration, ended_at=None).count() == 0
    assert sound()


def test_a_course_leaves_the_calendar_meeting_by_meeting() -> None:
    event = make_leergang(seats=10, price="1950.00")
    registration = make_registration(event, make_basket(event, [make_person("Anna de Wit")]))
    everything_leaves()
    before = newest_mail()
    after_two = event.begins_at + timedelta(days=30)
    leave(registration, now=after_two)
    cancels = [m for m in mails_of(registration) if m.pk > before and m.calendar_method == "CANCEL"]
    assert [invitation_in(m)["begin"][:8] for m in cancels] == [
        "20270325",
        "20270408",
        "20270520",
        "20270617",
    ]
    assert {invitation_in(m)["sequence"] for m in cancels} == {1}
    assert len({m.subject for m in cancels}) == 4


def test_who_shares_an_address_gets_an_invitation_without_who_left() -> None:
    event = make_congress(seats=10)
    people = [make_person(name, "gezin@x.example") for name in ("Anna de Wit", "Bas Kuiper")]
    registration = make_registration(event, make_basket(event, people))
    everything_leaves()
    before = newest_mail()
    leave(registration, "Bas")
    mails = [m for m in mails_of(registration, "gezin@x.example") if m.pk > before]
    assert [m.calendar_method for m in mails] == ["", "REQUEST"]
    entry = invitation_in(mails[1])
    assert (entry["sequence"], "Bas" in entry["text"]) == (0, False)
    before = newest_mail()
    leave(registration, "Anna")
    assert [m for _, _, m in told_since(registration, before) if m] == ["CANCEL"]
    assert sound()


def test_what_was_never_sent_is_not_cancelled_and_the_others_keep_their_confirmation() -> None:
    event = make_congress(seats=10, price="100.00")
    people = [make_person("Bas Kuiper")]
    registration = make_registration(event, make_basket(event, people, contact_attends=True))
    before = newest_mail()
    leave(registration, "Marjolein")
    assert [m for _, _, m in told_since(registration, before) if m] == []
    again = Message.objects.get(key__endswith=":again")
    confirmation = Message.objects.get(kind="confirmation", superseded_at__isnull=False)
    assert (again.text, again.calendar, confirmation.calendar_method) == (confirmation.text, "", "REQUEST")
    assert again.attachments.count() == confirmation.attachments.count() == 1
    assert sound()


def test_a_stand_becomes_free_with_the_whole_sign_up_and_not_with_its_staff() -> None:
    event = make_branchedag(stands=3)
    basket = make_basket(event, [make_person("Anna de Wit"), make_person("Bas Kuiper")], stand=2)
    registration = make_registration(event, basket)
    stand = SeatPool.objects.get(event=event, slug="stand-2")
    leave(registration, "Anna", "Bas")
    stand.refresh_from_db()
    registration.refresh_from_db()
    assert (stand.taken, registration.state) == (1, "confirmed")
    leave(registration)
    stand.refresh_from_db()
    registration.refresh_from_db()
    assert (stand.taken, registration.state) == (0, "cancelled")
    assert Invoice.objects.get(type_code="381").payable == Decimal("840.95")
    assert sound()
    make_registration(event, make_basket(event, [make_person("Cor Postma")], stand=2))


def test_something_free_is_cancelled_without_a_word_about_money() -> None:
    event = make_congress(seats=10)
    registration = make_registration(event, make_basket(event))
    done = leave(registration)
    assert (done.credit_notes, Invoice.objects.count()) == ((), 0)
    mail = mails_of(registration, "m.visser@westerkoog.example")[-1]
    assert "kosten" not in mail.text
    assert taken(registration) == [0]


def test_an_organiser_may_ask_no_costs_and_send_no_mail() -> None:
    event = make_congress(seats=10, price="100.00")
    make_steps(event)
    registration = make_registration(event, make_basket(event, [make_person("Anna de Wit")]))
    everything_leaves()
    before = newest_mail()
    done = cancel(registration.pk, None, LATER, actor=Actor("user"), without_costs=True, with_mail=False)
    assert money(done.plan) == ("0.00", "121.00", "0.00", "0.00")
    assert told_since(registration, before) == [
        ("cancellation", "anna.de.wit@westerkoog.example", "CANCEL"),
        ("invoice", "facturen@westerkoog.example", ""),
    ]


def test_a_credit_before_is_not_given_again() -> None:
    registration = three_at()
    with transaction.atomic():
        credit(draft_credit(Invoice.objects.get(), whole_rest(Invoice.objects.get())), LATER)
    done = leave(registration)
    assert (done.credit_notes, money(done.plan)) == ((), ("0.00", "0.00", "0.00", "0.00"))
    assert InvoiceLine.objects.filter(invoice__type_code="381").count() == 1
    assert sound()


def test_all_of_it_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    registration = three_at()
    before = (newest_mail(), Invoice.objects.count(), taken(registration))
    monkeypatch.setattr("flows.cancellation.post_farewell", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        leave(registration)
    assert (newest_mail(), Invoice.objects.count(), taken(registration)) == before
    assert not Line.objects.exclude(ended_at=None).exists()


def test_the_mails_of_a_cancellation_speak_the_language_of_the_sign_up() -> None:
    event = make_congress(seats=10, price="100.00")
    basket = replace(make_basket(event, [make_person("Anna de Wit")]), language="en")
    registration = make_registration(event, basket)
    everything_leaves()
    leave(registration)
    contact, anna, payer = mails_of(registration)[-3:]
    assert contact.subject == "Your registration is cancelled: Kracht van netwerken, Thursday 11 March 2027"
    assert "Marjolein Visser has cancelled your participation" in anna.text
    assert payer.subject.startswith("Credit note 2026-0002: ")
