"""The fields of the sign-up form that every event has: the contact, the invoice, the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from django.utils.translation import gettext as _

from flows.checkout import takes_online_payments
from lib.countries import COUNTRIES
from website.forms.controls import Choice, Choices, Control, Option
from website.forms.signup import SignUpForm

NUMERIC = {"inputmode": "numeric"}


class ContactFields(TypedDict):
    """Who signs up."""

    name: Control
    email: Control
    organisation: Control
    phone: Control
    attends: Control


class BillingFields(TypedDict):
    """Who pays."""

    organisation: Control
    attention: Control
    street: Control
    postcode: Control
    city: Control
    country: Control
    order_number: Control
    reference: Control
    email: Control
    kvk: Control
    oin: Control
    vat_number: Control
    peppol: Control


class LastFields(TypedDict):
    """What is ticked before the form is sent."""

    newsletter: Control
    terms: Control
    duplicate: Control


def text_field(
    form: SignUpForm,
    name: str,
    label: str,
    *,
    kind: str = "text",
    hint: str = "",
    required: bool = False,
    attributes: Mapping[str, str] | None = None,
) -> Control:
    """Return a field of text with what was typed in it and what is wrong with it."""
    control = Control(name, label, "", kind, hint, required=required, attributes=attributes or {})
    return form.filled(control)


def box(form: SignUpForm, name: str, label: str, *, hint: str = "") -> Control:
    """Return a box to tick; never ticked beforehand."""
    value = "on" if form.posted.is_on(name) else ""
    return Control(name, label, value, "checkbox", hint, form.errors_at(name))


def contact_fields(form: SignUpForm) -> ContactFields:
    """Return the fields about the contact, who fills them in or is on the telephone."""
    name, email, attends = (
        (_("Name"), _("Email address"), _("The contact person takes part as well"))
        if form.by_phone
        else (_("Your name"), _("Your email address"), _("I take part myself as well"))
    )
    return {
        "name": text_field(form, "contact-name", name, required=True, attributes=_filled_by(form, "name")),
        "email": text_field(
            form,
            "contact-email",
            email,
            kind="email",
            required=True,
            attributes=_filled_by(form, "email"),
        ),
        "organisation": text_field(
            form, "contact-organisation", _("Organisation"), attributes=_filled_by(form, "organization")
        ),
        "phone": text_field(
            form, "contact-phone", _("Telephone"), kind="tel", attributes=_filled_by(form, "tel")
        ),
        "attends": box(form, "contact_attends", attends),
    }


def _filled_by(form: SignUpForm, purpose: str) -> dict[str, str]:
    """What a browser may fill in by itself: not an organiser's own details for those of a caller."""
    return {"autocomplete": "off" if form.by_phone else purpose}


def billing_fields(form: SignUpForm) -> BillingFields:
    """Return the fields about the invoice."""

    def field(name: str, label: str, hint: str = "", kind: str = "text", **attributes: str) -> Control:
        return text_field(form, f"billing-{name}", label, kind=kind, hint=hint, attributes=attributes)

    return {
        "organisation": field(
            "organisation",
            _("Organisation"),
            _("Leave this empty if you pay as a private person."),
            autocomplete="billing organization",
        ),
        "attention": field("attention", _("For the attention of, or department")),
        "street": field("street", _("Street and number, or PO box"), autocomplete="billing street-address"),
        "postcode": field("postcode", _("Postcode"), autocomplete="billing postal-code"),
        "city": field("city", _("City"), autocomplete="billing address-level2"),
        "country": _country(form),
        "order_number": field(
            "order_number",
            _("Purchase order number or commitment number"),
            _("Does your organisation ask for a number on the invoice? Fill it in here."),
        ),
        "reference": field(
            "reference",
            _("Reference"),
            _("For example a cost centre, a budget holder or a routing code."),
        ),
        "email": field(
            "email",
            _("Email address for the invoice"),
            _("Often this is the address of accounts payable."),
            "email",
            autocomplete="off",
        ),
        "kvk": field("kvk", _("KvK number"), **NUMERIC),
        "oin": field("oin", _("OIN"), **NUMERIC),
        "vat_number": field("vat_number", _("VAT number")),
        "peppol": field("peppol", _("Peppol address")),
    }


def payment_choices(form: SignUpForm) -> Choices:
    """Return the ways to pay that the event offers; the first is chosen unless another was."""
    chosen = form.posted.shown("payment_method")
    offered = [_on_invoice(form)] if form.event.may_pay_on_invoice or form.by_phone else []
    if form.event.may_pay_online and not form.by_phone and takes_online_payments(form.event):
        offered.append(_online())
    cards = [
        replace(
            card,
            id="" if number else "payment_method",
            checked=chosen == card.value or not (chosen or number),
        )
        for number, card in enumerate(offered)
    ]
    return Choices("payment_method", _("Payment method"), cards, errors=form.errors_at("payment_method"))


def _on_invoice(form: SignUpForm) -> Choice:
    told = {"days": form.event.organisation.payment_term_days}
    if form.by_phone and takes_online_payments(form.event):
        meta = _(
            "An invoice with a payment term of %(days)s days. "
            "The contact person can also pay it online, on the page of the registration."
        )
    elif form.by_phone:
        meta = _("An invoice with a payment term of %(days)s days. The registration is final at once.")
    else:
        meta = _(
            "You receive an invoice with a payment term of %(days)s days (PDF and UBL). "
            "Your registration is final at once."
        )
    return Choice("payment_method", "invoice", _("On invoice"), meta=meta % told)


def _online() -> Choice:
    meta = _("You receive the invoice right after payment. Your registration is final then.")
    return Choice("payment_method", "online", _("Pay online"), meta=meta)


def code_field(form: SignUpForm) -> Control | None:
    """Return the field for a code, where the event has any or something was typed in it."""
    if not form.offering.has_codes and not form.posted.is_there("code"):
        return None
    rule = form.offering.catalogue.code
    reason = rule.reason if rule and rule.holds else ""
    hint = _("The summary shows what it costs with the code.") if form.may_cost and not reason else ""
    attributes = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
    return text_field(form, "code", _("Code"), hint=hint, attributes=attributes)


def last_fields(form: SignUpForm) -> LastFields:
    """Return the boxes at the end."""
    return {
        "newsletter": box(form, "newsletter", _("Send me the newsletter")),
        "terms": box(form, "accept_terms", ""),
        "duplicate": box(form, "confirm-duplicate", _("Yes, this is right: register all the same")),
    }


def _country(form: SignUpForm) -> Control:
    name = "billing-country"
    return Control(
        name,
        _("Country"),
        form.posted.shown(name).upper() or "NL",
        "select",
        errors=form.errors_at(name),
        options=[Option(code, str(country)) for code, country in COUNTRIES.items()],
        attributes={"autocomplete": "billing country"},
    )
