"""The code of a sign-up: found by what was typed, its uses, and why it is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.models import Code, Event
from registrations.models import Line, SeatClaim, SeatPool
from registrations.pricing.catalogue import Catalogue
from registrations.pricing.codes import CodeRule
from registrations.refusals import Refusal

if TYPE_CHECKING:
    from registrations.offering import Offering
    from registrations.pricing import Quote

UNKNOWN = _("This code is not known here. Check it, or leave the field empty.")
NOT_NOW = _("This code cannot be used any more, or not yet. Leave the field empty to go on without it.")
NOT_FOR_THIS = _("This code is not for the admission that was chosen. Choose another one, or leave it out.")
NOT_FOR_YOU = _("This code is for others: check who pays. Leave the field empty to go on without it.")
USED_UP = _("This code has been used up. Leave the field empty to go on without it.")
FEW_USES = _("This code can be used for only %(left)s more. Register fewer people with it, or leave it out.")


def read_code(text: str) -> str:
    """A code as it is kept: in capitals, without blanks."""
    return re.sub(r"\s+", "", text).upper()[:40]


def with_code(offering: Offering, text: str, now: datetime) -> Offering:
    """The same offering for who typed ``text`` at ``now`` (UTC): one statement, none where nothing was."""
    typed = read_code(text)
    if not typed:
        return offering
    row = Code.objects.filter(event=offering.event, text=typed).prefetch_related("ticket_types").first()
    rule = CodeRule(typed, holds=False) if row is None else rule_of(row, now)
    return replace(offering, catalogue=_opened(offering.catalogue, rule))


def _opened(catalogue: Catalogue, rule: CodeRule) -> Catalogue:
    """The same with what the code opens on sale: ticket types that are hidden, and that it names."""
    tickets = (
        replace(ticket, on_sale=True)
        if rule.holds and ticket.behind_code and ticket.id in rule.ticket_ids
        else ticket
        for ticket in catalogue.tickets
    )
    return replace(catalogue, code=rule, tickets=tuple(tickets))


def rule_of(row: Code, now: datetime) -> CodeRule:
    """A stored code as it is priced at ``now`` (UTC)."""
    return CodeRule(
        text=row.text,
        id=row.pk,
        effect=row.effect,
        value=row.value,
        counts=row.counts,
        ticket_ids=frozenset(ticket.pk for ticket in row.ticket_types.all()),
        partnership_id=row.partnership_id,
        audience=row.audience,
        holds=row.holds(now),
    )


def check_code(offering: Offering, quote: Quote) -> Iterator[Refusal]:
    """What is wrong with the code that was typed, its uses apart."""
    rule = offering.catalogue.code
    if rule is None:
        return
    if not rule.holds:
        yield Refusal(
            "code", "invalid", NOT_FOR_YOU if rule.is_for_others else NOT_NOW if rule.id else UNKNOWN
        )
    elif not any(rule.is_for(line) for line in quote.lines):
        yield Refusal("code", "invalid", NOT_FOR_THIS)


def refuse_uses(left: int) -> Refusal:
    """A code that has ``left`` uses, fewer than were asked for."""
    return Refusal("code", "full", FEW_USES, {"left": left}) if left else Refusal("code", "full", USED_UP)


def open_uses(code: Code, uses: int | None) -> SeatPool:
    """Let a new code be used so often (None: without limit)."""
    pool = SeatPool(event_id=code.event_id, slug=_free_slug(code), capacity=uses, code=code)
    pool.save(force_insert=True)
    return pool


def switch(code: Code, *, is_off: bool) -> bool:
    """Switch a code off or on; says whether that changed anything. Sign-ups under way lose."""
    if not Code.objects.filter(pk=code.pk, is_off=not is_off).update(is_off=is_off):
        return False
    SeatPool.objects.filter(code=code).update(open=not is_off)
    return True


def keep_use_of_sign_up(ending: Collection[int]) -> None:
    """Hand a use that counts a whole sign-up to a line that stays, where its line (id) ends."""
    rows = SeatClaim.objects.filter(
        line_id__in=ending, released_at=None, pool__code__counts=Code.Counts.SIGN_UPS
    )
    for claim in rows.select_related("line").order_by("id"):
        assert claim.line is not None  # noqa: S101 - found by its line
        staying = Line.objects.filter(registration=claim.line.registration_id, ended_at=None)
        heir = staying.exclude(pk__in=ending).order_by("id").first()
        if heir is not None:
            SeatClaim.objects.filter(pk=claim.pk, released_at=None).update(line=heir)


def came_by(offering: Offering) -> dict[str, int | None]:
    """The code and the partnership (ids) that a registration keeps."""
    rule = offering.catalogue.code
    return {"code_id": rule.id, "partnership_id": rule.partnership_id} if rule and rule.holds else {}


def _free_slug(code: Code) -> str:
    slug = f"code-{slugify(code.text)}"
    taken = SeatPool.objects.filter(event=code.event_id, slug=slug).exists()
    return f"{slug}-{code.pk}" if taken else slug


def uses_by_code(event: Event) -> dict[int, SeatPool]:
    """The pool of uses of each code (by id) of an event: one statement."""
    return {
        pool.code_id: pool
        for pool in SeatPool.objects.filter(event=event, code__isnull=False)
        if pool.code_id
    }
