"""What a rule by which people pay less is called, when it holds and what it gives, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.models import PriceRule
from lib.dates import format_moment
from lib.money import format_euros
from registrations import pricing

Kind = PriceRule.Kind


def name_of(rule: pricing.PriceRule) -> str:
    """Its title, else what it is, in the active language."""
    if rule.title:
        return rule.title
    usual = {
        Kind.EARLY: _("Early bird discount"),
        Kind.GROUP: _("Group discount"),
        Kind.MEMBER: _("Member discount"),
    }
    return usual[Kind(rule.kind)]


def condition_of(rule: pricing.PriceRule, zone: str, language: str) -> str:
    """When it holds, in the active language: "tot 1 februari 2027, 9.00 uur"; empty for all members."""
    told = {"people": rule.first or rule.least}
    if rule.kind == Kind.GROUP:
        if rule.counts == PriceRule.Counts.CUSTOMER:
            return _("from %(people)s people of one organisation, earlier registrations included") % told
        return _("from %(people)s people") % told
    if rule.kind == Kind.MEMBER:
        return _("for the first %(people)s of each member organisation") % told if rule.first else ""
    until = format_moment(rule.until, zone, language) if rule.until else ""
    if until and rule.first:
        return _("for the first %(people)s, until %(until)s") % {**told, "until": until}
    return _("until %(until)s") % {"until": until} if until else _("for the first %(people)s") % told


def effect_of(rule: pricing.PriceRule, language: str) -> str:
    """What it gives, in the active language; euros are the way each price is kept."""
    euros = format_euros(rule.value, language)
    if rule.effect == "percent":
        number = f"{rule.value.normalize():f}"
        percent = number.replace(".", ",") if language.startswith("nl") else number
        return _("%(percent)s%% off") % {"percent": percent}
    if rule.effect == "amount":
        return _("%(amount)s off for each person") % {"amount": euros}
    if rule.effect == "price":
        return _("for %(amount)s") % {"amount": euros}
    return _("free of charge")


def sentence_of(rule: pricing.PriceRule, gives: str, zone: str, language: str, titles: str = "") -> str:
    """All of it: "Vroegboekkorting (tot 1 februari 2027, 9.00 uur): 10% korting"; ``titles`` say for what."""
    conditions = ", ".join(filter(None, (condition_of(rule, zone, language), titles)))
    name = f"{name_of(rule)} ({conditions})" if conditions else name_of(rule)
    return f"{name}: {gives}"
