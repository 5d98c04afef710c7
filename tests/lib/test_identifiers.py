from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.identifiers import (
    InvalidIdentifier,
    format_iban,
    normalise_dutch_vat_id,
    normalise_email,
    normalise_iban,
    normalise_kvk,
    normalise_oin,
    normalise_peppol,
    normalise_postcode,
    normalise_vat_id,
)


def foreign_vat_id(country: str) -> Callable[[str], str]:
    return lambda text: normalise_vat_id(text, country)


def foreign_postcode(country: str) -> Callable[[str], str]:
    return lambda text: normalise_postcode(text, country)


@pytest.mark.parametrize(
    ("normalise", "typed", "kept"),
    [
        (normalise_kvk, "12 34 56 78", "12345678"),
        (normalise_kvk, "01234567", "01234567"),
        (normalise_oin, "00000001 823288444 000", "00000001823288444000"),
        (normalise_dutch_vat_id, "NL 8232.88.444.B01", "NL823288444B01"),
        (normalise_dutch_vat_id, "823288444b01", "NL823288444B01"),
        (normalise_dutch_vat_id, "NL002455799B11", "NL002455799B11"),  # a sole trader's
        (normalise_vat_id, "823288444B01", "NL823288444B01"),
        (normalise_vat_id, "BE 0428.759.497", "BE0428759497"),
        (foreign_vat_id("BE"), "0428759497", "BE0428759497"),
        (foreign_vat_id("GR"), "094259216", "EL094259216"),
        (foreign_vat_id("DE"), "de136695976", "DE136695976"),
        (foreign_vat_id("GB"), "GB980780684", "GB980780684"),
        (normalise_iban, "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        (normalise_postcode, "3852gc", "3852 GC"),
        (normalise_postcode, " 3852  GC ", "3852 GC"),
        (foreign_postcode("BE"), "2000", "2000"),
        (foreign_postcode("GB"), "sw1a  1aa", "SW1A 1AA"),
        (normalise_peppol, " 0106 : 12345678", "0106:12345678"),
        (normalise_peppol, "0208:0428759497", "0208:0428759497"),
        (normalise_email, " Jan.de-Vries@Westerkoog.EXAMPLE ", "jan.de-vries@westerkoog.example"),
        (normalise_email, "mailto:jan@x.example", "jan@x.example"),
        (normalise_email, "<jan+congres@x.example>", "jan+congres@x.example"),
        (normalise_email, "jan&piet@x.example", "jan&piet@x.example"),
        (normalise_email, "info@bücher.example", "info@xn--bcher-kva.example"),
        (normalise_email, "jan@a-b.c1.example", "jan@a-b.c1.example"),
    ],
)
def test_what_was_typed_gets_one_form(normalise: Callable[[str], str], typed: str, kept: str) -> None:
    assert normalise(typed) == kept
    assert normalise(kept) == kept


@pytest.mark.parametrize(
    ("normalise", "typed", "kind", "code"),
    [
        (normalise_kvk, "1234567", "kvk", "length"),
        (normalise_kvk, "1234567a", "kvk", "format"),
        (normalise_kvk, "00000000", "kvk", "format"),
        (normalise_kvk, "", "kvk", "format"),
        (normalise_kvk, "١٢٣٤٥٦٧٨", "kvk", "format"),
        (normalise_oin, "0000000182328844400", "oin", "length"),
        (normalise_dutch_vat_id, "NL823288445B01", "vat", "checksum"),
        (normalise_dutch_vat_id, "NL002455799B12", "vat", "checksum"),
        (normalise_dutch_vat_id, "NL823288444B00", "vat", "format"),
        (normalise_dutch_vat_id, "823288444", "vat", "format"),
        (normalise_dutch_vat_id, "", "vat", "format"),
        (normalise_vat_id, "BE0428759498", "vat", "checksum"),
        (normalise_vat_id, "DE1", "vat", "format"),
        (normalise_vat_id, "CH<script>", "vat", "format"),
        (normalise_iban, "NL92ABNA0417164300", "iban", "checksum"),
        (normalise_iban, "NL91ABNA041716430", "iban", "checksum"),
        (normalise_iban, "rekening", "iban", "checksum"),
        (normalise_iban, "", "iban", "format"),
        (normalise_postcode, "0852 GC", "postcode", "format"),
        (normalise_postcode, "3852 SS", "postcode", "format"),
        (normalise_postcode, "3852 sa", "postcode", "format"),
        (normalise_postcode, "3852 SD", "postcode", "format"),
        (normalise_postcode, "3852 G", "postcode", "format"),
        (foreign_postcode("BE"), "2000\x00", "postcode", "format"),
        (normalise_peppol, "12345678", "peppol", "format"),
        (normalise_peppol, "0107:12345678", "peppol", "format"),
        (normalise_peppol, "0208:", "peppol", "format"),
        (normalise_peppol, "0106:1234567", "kvk", "length"),
        (normalise_email, "", "email", "format"),
        (normalise_email, "jan", "email", "format"),
        (normalise_email, "jan@", "email", "format"),
        (normalise_email, "@x.example", "email", "format"),
        (normalise_email, "jan@localhost", "email", "format"),
        (normalise_email, "jan@127.0.0.1", "email", "format"),
        (normalise_email, "jan@x..example", "email", "format"),
        (normalise_email, "jan@-x.example", "email", "format"),
        (normalise_email, "jan..vries@x.example", "email", "format"),
        (normalise_email, "jan@x.example, els@x.example", "email", "format"),
        (normalise_email, "jan@x.example;els@x.example", "email", "format"),
        (normalise_email, "jan@x.example\nBcc: els@x.example", "email", "format"),
        (normalise_email, "jan\x00@x.example", "email", "format"),
        (normalise_email, "Jan <jan@x.example>", "email", "format"),
        (normalise_email, '"jan de vries"@x.example', "email", "format"),
        (normalise_email, "josé@x.example", "email", "format"),
        (normalise_email, "j" * 65 + "@x.example", "email", "length"),
        (normalise_email, "jan@" + "a.bcdefghij" * 23 + ".example", "email", "length"),
        (normalise_email, "x" * 1_000_000, "email", "length"),
    ],
)
def test_what_is_none_is_refused_by_kind_and_reason(
    normalise: Callable[[str], str], typed: str, kind: str, code: str
) -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        normalise(typed)
    assert (refused.value.kind, refused.value.code) == (kind, code)


def test_an_iban_is_read_in_groups_of_four() -> None:
    assert format_iban("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"


EVERY_ONE = [
    normalise_kvk,
    normalise_oin,
    normalise_dutch_vat_id,
    normalise_vat_id,
    normalise_iban,
    normalise_postcode,
    normalise_peppol,
    normalise_email,
]


@pytest.mark.parametrize("normalise", EVERY_ONE)
@given(
    typed=st.text()
    | st.from_regex(r"(NL|BE|EL|XI|)[0-9B]{0,14}")
    | st.from_regex(r"(0106|0208|9944):[0-9A-Z]{0,9}")
    | st.emails()
)
def test_any_text_is_either_kept_in_one_form_or_refused(normalise: Callable[[str], str], typed: str) -> None:
    try:
        kept = normalise(typed)
    except InvalidIdentifier:
        return
    assert normalise(kept) == kept
    assert kept.isascii()
    assert kept.isprintable()
    assert len(kept) <= 254
