"""What there has to be for every page of the site to be there, and what stands in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from demo.models import MailboxMail
from demo.services.process import wait_until
from events.models import EventText, Partnership
from jobs.models import Job
from lib import clock
from organisations.memberships import invite
from organisations.models import Membership
from payments.models import Invoice, Payment
from registrations.models import Registration
from tests.invoiced import make_customer, make_loose, make_refund_by_bank
from tests.making import NOON, make_basket, make_organisation, make_person
from tests.paying import EVA
from tests.pictures import make_speaker
from tests.registered import make_registration
from tests.walk.people import make_secured
from tests.walk.world import World

SESSION = "cs_test_" + "a" * 24


@dataclass(frozen=True)
class Found:
    """``values`` by the name of the part, in all addresses; ``own_values`` in those of one route."""

    values: Mapping[str, str]
    own_values: Mapping[str, Mapping[str, str]]
    to_pay: Registration


def make_found(world: World, settings: Any) -> Found:
    """Store one of everything that has a page."""
    registration, to_pay = sign_up_two(world), sign_up_online(world, settings)
    invoice = Invoice.objects.get(registration=registration)
    with clock.at(NOON):
        loose = make_loose(make_customer(world.organisation))
    refund = make_refund_by_bank(loose)
    partner = make_organisation(slug="oosterveen", name="Gemeente Oosterveen")
    shares = Partnership.objects.create(event=world.congress, organisation=partner, sees_totals=True)
    text = EventText.objects.create(
        event=world.congress, position=0, title="Met de trein", body="10 minuten."
    )
    question = world.congress.questions.create(position=0, slug="doel", title="Uw doel", kind="text")
    discount = world.congress.price_rules.create(kind="group", effect="percent", value=10, least=5)
    member = world.organisation.members.create(name="Gemeente Westerkoog")
    with transaction.atomic():
        invite(world.organisation, "nieuw@x.example", "trainer", None, "geheim", clock.now(), None)
    person, secured = registration.participants.get(position=0), make_secured()
    assert registration.customer is not None
    assert wait_until(MailboxMail.objects.exists, 20)
    values = {
        "kind": "congressen",
        "slug": world.congress.slug,
        "organisation": world.organisation.slug,
        "reference": registration.reference,
        "secret": registration.secret,
        "participant_id": str(person.pk),
        "session": "ronde-1-a",
        "round": "ronde-1",
        "series": "kracht-van-netwerken",
        "text": "terms",
        "rule_id": str(discount.pk),
        "member_id": str(member.pk),
        "mail_id": str(MailboxMail.objects.latest("pk").pk),
        "number": invoice.number,
        "membership_id": str(Membership.objects.get(user=world.organiser).pk),
        "ticket": "regulier",
        "customer_number": str(registration.customer.number),
        "partnership_id": str(shares.pk),
        "text_id": str(text.pk),
        "question_id": str(question.pk),
        "speaker_id": str(make_speaker(world.congress).pk),
        "uidb36": user_pk_to_url_str(world.organiser),
        "key": default_token_generator.make_token(world.organiser),
        "pk": str(secured.passkey_id),
        "session_id": SESSION,
    }
    by_number, fair = {"number": "1"}, {"slug": world.fair.slug}
    own = {
        "legal_text": {"kind": "privacyverklaring", "slug": world.organisation.slug},
        "embedded_agenda": {"slug": world.organisation.slug},
        "participation": {"secret": person.secret},
        "participation_answers": {"secret": person.secret},
        "edit_person": by_number,
        "replace_person": by_number,
        "workspace:event_meetings": {"slug": world.course.slug},
        "workspace:event_stands": fair,
        "workspace:event_stand": fair | by_number,
        "workspace:discount_new": {"kind": "early"},
        "workspace:membership_invite": {"secret": "geheim"},
        "workspace:invoice_repaid": {"number": loose.number, "refund_id": str(refund.pk)},
        "payment_left": {"key": str(Payment.objects.get(registration=to_pay).request_key)},
    }
    return Found(values, own, to_pay)


def sign_up_two(world: World) -> Registration:
    """Anna and Pieter at the congress, on invoice: two mails, two days, an invoice."""
    rounds = {f"ronde-{number}": f"ronde-{number}-a" for number in (1, 2, 3)}
    people = [make_person("Anna de Wit", rounds=rounds), make_person("Pieter Bos", rounds=rounds)]
    with clock.at(NOON):  # the time of the site: its mails are due
        return make_registration(world.congress, make_basket(world.congress, people), NOON)


def sign_up_online(world: World, settings: Any) -> Registration:
    """Eva went to Stripe's page and has not paid."""
    settings.STRIPE_SECRET_KEY, settings.STRIPE_ORGANISATION = "sk_test_x", world.organisation.slug
    basket = make_basket(world.course, [EVA], payment_method="online")
    with clock.at(NOON):
        registration = make_registration(world.course, basket, NOON)
    Payment.objects.filter(registration=registration).update(checkout_session_id=SESSION)
    Job.objects.filter(name__in=("checkout", "payment_check", "payment_hold")).delete()  # there is no Stripe
    return registration
