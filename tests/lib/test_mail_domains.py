"""Typing errors in mail domains: one letter off is asked about, nothing else."""

import pytest

from lib.mail_domains import COMMON, probably_meant


@pytest.mark.parametrize(
    "typed", ["gmial.com", "gmai.com", "gmaill.com", "gnail.com", "GMIAL.com", "gmail.con", "gmail.cm"]
)
def test_one_letter_off_a_common_domain_gets_a_hint(typed: str) -> None:
    assert probably_meant(f"Jan.Smit@{typed}") == "Jan.Smit@gmail.com"


def test_another_address_of_the_form_is_compared_too() -> None:
    others = ["a@oosterveen.example", "b@oosterveen.example"]
    assert probably_meant("c@oosterven.example", others) == "c@oosterveen.example"
    assert probably_meant("c@oosterven.example") == ""


@pytest.mark.parametrize("domain", COMMON)
def test_a_common_domain_gets_no_hint(domain: str) -> None:
    assert probably_meant(f"a@{domain}") == ""


@pytest.mark.parametrize("typed", ["", "a", "@gmial.com", "a@", "a@example.org", "a@mail.example"])
def test_what_is_far_from_everything_gets_no_hint(typed: str) -> None:
    assert probably_meant(typed) == ""


def test_a_domain_that_somebody_else_has_too_is_taken_as_it_is() -> None:
    assert probably_meant("a@gmial.com", ["b@gmial.com"]) == ""


def test_two_domains_as_near_as_each_other_give_no_hint() -> None:
    assert probably_meant("a@abcdef.nl", ["b@abcdeg.nl", "c@abcdeh.nl"]) == ""
