"""Who pays is found or taken on, once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from organisations.customers import Payer, find_or_add_customer
from organisations.models import Customer, CustomerLikeness
from tests.at_once import at_once
from tests.making import NOON, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
PAYER = Payer(organisation="Gemeente Westerkoog", street="Postbus 12", postcode="1541 AB", city="Westerkoog")
KNOWN = replace(PAYER, kvk="68750110")


def test_six_sign_ups_at_once_with_one_number_make_one_customer() -> None:
    organisation = make_organisation()

    def find(_: int) -> int:
        with transaction.atomic():
            return find_or_add_customer(organisation.pk, KNOWN, NOON).pk

    assert len(set(at_once(6, find))) == Customer.objects.count() == 1


def test_an_oin_goes_before_a_kvk_and_another_organisation_knows_nobody() -> None:
    organisation, other = make_organisation(), make_organisation()
    town = find_or_add_customer(organisation.pk, replace(KNOWN, oin="00000001001234567000"), NOON)
    assert find_or_add_customer(organisation.pk, KNOWN, NOON) != town  # a KvK counts without OIN alone
    assert find_or_add_customer(other.pk, KNOWN, NOON).organisation_id == other.pk
    assert Customer.objects.count() == 3


def test_two_hits_make_a_new_customer_and_a_likeness_to_both() -> None:
    organisation = make_organisation()
    for name in ("Een", "Twee"):
        Customer.objects.create(organisation=organisation, name=name, kvk=KNOWN.kvk, created_at=NOON)
    new = find_or_add_customer(organisation.pk, KNOWN, NOON)
    assert new.name == "Gemeente Westerkoog"
    assert CustomerLikeness.objects.filter(customer=new).count() == 2


def test_without_a_number_everybody_is_new() -> None:
    organisation = make_organisation()
    assert find_or_add_customer(organisation.pk, PAYER, NOON) != find_or_add_customer(
        organisation.pk, PAYER, NOON
    )
