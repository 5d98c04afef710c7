"""How many seats there are, and what cancelling costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.editing import Step, step_of
from events.models import CancellationStep
from registrations.models import SeatPool
from workspace.forms.fields import AmountField, whole_number
from workspace.forms.meanwhile import Guarded
from workspace.forms.vat import COSTS_VAT_CHOICES, COSTS_VAT_RULES, costs_vat_name

ROWS = 5


class CapacitiesForm(Guarded):
    """A number for each pool; empty is no limit."""

    def __init__(self, data: Any, pools: Sequence[tuple[SeatPool, str]]) -> None:
        super().__init__(data)
        self.pools = {pool.slug: pool for pool, _title in pools}
        for pool, title in pools:
            field = whole_number(title, required=False)
            field.initial = pool.capacity
            self.fields[pool.slug] = field

    def rows(self) -> list[tuple[forms.BoundField, SeatPool]]:
        """Each field with its pool."""
        return [(self[slug], pool) for slug, pool in self.pools.items()]

    def refuse(self, pool_id: int) -> None:
        """Say that more seats of a pool are taken than were typed."""
        for slug, pool in self.pools.items():
            if pool.pk == pool_id:
                sentence = _("%(taken)s places are taken already: fewer is not possible.")
                self.add_error(slug, forms.ValidationError(sentence, "below_taken", {"taken": pool.taken}))


class CancellationForm(Guarded):
    """From how many days before, what it costs: an amount or a percentage, in up to five steps."""

    def __init__(self, data: Any, steps: Sequence[CancellationStep]) -> None:
        super().__init__(data)
        for n in range(ROWS):
            step = steps[n] if n < len(steps) else None
            self.fields[f"days_{n}"] = whole_number(_("From so many days before"), most=999, required=False)
            self.fields[f"fee_{n}"] = AmountField(
                label=_("Amount per participant, excl. VAT"), required=False
            )
            self.fields[f"percent_{n}"] = whole_number(_("Or a percentage"), most=100, required=False)
            self.fields[f"vat_{n}"] = forms.ChoiceField(
                label=_("VAT on the costs"), choices=COSTS_VAT_CHOICES, required=False
            )
            if step:
                self.fields[f"days_{n}"].initial = step.days_before
                self.fields[f"fee_{n}"].initial = step.fee
                self.fields[f"percent_{n}"].initial = None if step.percent is None else int(step.percent)
                self.fields[f"vat_{n}"].initial = costs_vat_name(step_of(step).vat)

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each step."""
        return [[self[f"{name}_{n}"] for name in ("days", "fee", "percent", "vat")] for n in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        seen: set[int] = set()
        for n in range(ROWS):
            days, fee, percent = (self.cleaned_data.get(f"{name}_{n}") for name in ("days", "fee", "percent"))
            if days is None and fee is None and percent is None:
                continue
            if days is None:
                self._refuse(f"days_{n}", _("Fill in from how many days before this holds."))
            elif days in seen:
                self._refuse(f"days_{n}", _("This number of days is there twice."))
            elif (fee is None) == (percent is None):
                self._refuse(f"fee_{n}", _("Fill in an amount or a percentage, one of the two."))
            else:
                seen.add(days)
        return self.cleaned_data

    def steps(self) -> list[Step]:
        """The steps, earliest first."""
        data = self.cleaned_data
        steps = [
            Step(data[f"days_{n}"], data[f"fee_{n}"], data[f"percent_{n}"], COSTS_VAT_RULES[data[f"vat_{n}"]])
            for n in range(ROWS)
            if data[f"days_{n}"] is not None
        ]
        return sorted(steps, key=lambda step: -step.days_before)

    def _refuse(self, field: str, sentence: Any) -> None:
        if field not in self.errors:
            self.add_error(field, forms.ValidationError(sentence, "invalid"))
