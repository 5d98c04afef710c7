import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.references import (
    ALPHABET,
    digest,
    digest_of_json,
    new_reference,
    new_secret,
    normalise_reference,
    same,
)


def test_references_are_read_aloud_without_doubt() -> None:
    assert not set("01OILAEU") & set(ALPHABET)
    found = {new_reference() for _ in range(2000)}
    assert len(found) == 2000
    assert all(re.fullmatch(rf"SK-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", reference) for reference in found)


@pytest.mark.parametrize("typed", ["SK-7F3K-29QX", "sk 7f3k 29qx", " sk7f3k29qx\n", "SK–7F3K–29QX"])
def test_a_reference_is_known_however_it_is_typed(typed: str) -> None:
    assert normalise_reference(typed) == "SK-7F3K-29QX"


@pytest.mark.parametrize(
    "typed", ["", "SK-7F3K-29Q", "SK-7F3K-29QO", "7F3K-29QX", "SK-7F3K-29QX2", "X" * 10**6]
)
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert normalise_reference(typed) is None


def test_secrets_hold_at_least_128_bits_and_fit_an_url() -> None:
    found = {new_secret() for _ in range(1000)}
    assert len(found) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", secret) for secret in found)


def test_digests_are_sha_256() -> None:
    assert (
        digest("é")
        == digest("é".encode())
        == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
    )


texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.none() | st.booleans() | st.integers() | texts | st.lists(texts, max_size=3)


@given(st.dictionaries(texts, values, min_size=2, max_size=5))
def test_the_order_of_keys_does_not_change_a_digest(
    value: dict[str, bool | int | str | list[str] | None],
) -> None:
    turned = dict(reversed(value.items()))
    assert digest_of_json(turned) == digest_of_json(value)


def test_other_content_has_another_digest() -> None:
    contents: list[list[str] | str | int | None] = [["a", "b"], ["b", "a"], ["ab"], "1", 1, None, []]
    assert len({digest_of_json(content) for content in contents}) == len(contents)


def test_secrets_are_compared_as_text() -> None:
    assert same("é", "é")
    assert not same("abc", "abd")
