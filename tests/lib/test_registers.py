import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.identifiers import InvalidIdentifier
from lib.registers import REGISTERS, normalise_register_number

DIGITS = st.text("0123456789", max_size=16)


@pytest.mark.parametrize(
    ("register", "typed", "kept"),
    [
        ("big", "19000000030", "19000000030"),
        ("big", " BIG-nr. 190 0000 0030 ", "19000000030"),
        ("big", "big: 19.0000.00030", "19000000030"),
        ("registerplein", "4610-0000-12", "4610000012"),
        ("skj", "SKJ 100000123", "100000123"),
        ("venvn", "V&VN 900000000", "900000000"),
        ("venvn", "19000000030", "19000000030"),
        ("nip", "NIP 123456", "123456"),
        ("nvo", "nvo 4321", "4321"),
    ],
)
def test_a_number_is_read_as_people_write_it(register: str, typed: str, kept: str) -> None:
    assert normalise_register_number(typed, register) == kept


@pytest.mark.parametrize(
    ("register", "typed", "code"),
    [
        ("big", "1900000003", "length"),
        ("big", "190000000301", "length"),
        ("big", "1900000003O", "format"),
        ("big", "", "format"),
        ("registerplein", "4611000012", "format"),
        ("registerplein", "4610", "length"),
        ("skj", "ABC123456", "format"),
        ("nvo", "12", "length"),
        ("nip", "١٢٣٤٥٦", "format"),  # digits of another script
    ],
)
def test_what_is_no_number_of_the_register_is_refused(register: str, typed: str, code: str) -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        normalise_register_number(typed, register)
    assert (refused.value.kind, refused.value.code) == (register, code)


@given(st.sampled_from(sorted(REGISTERS)), st.text(max_size=40))
def test_any_text_is_read_or_refused_and_what_was_read_stays_so(register: str, text: str) -> None:
    try:
        number = normalise_register_number(text, register)
    except InvalidIdentifier:
        return
    assert REGISTERS[register].form.fullmatch(number)
    assert normalise_register_number(number, register) == number


@given(st.sampled_from(sorted(REGISTERS)), DIGITS, st.lists(st.sampled_from(" .-"), max_size=5))
def test_blanks_and_points_make_no_difference(register: str, digits: str, marks: list[str]) -> None:
    spaced = "".join(digit + "".join(marks) for digit in digits)

    def outcome(text: str) -> str:
        try:
            return normalise_register_number(text, register)
        except InvalidIdentifier as refused:
            return refused.code

    assert outcome(spaced) == outcome(digits)


@pytest.mark.parametrize("register", REGISTERS)
def test_the_example_is_one(register: str) -> None:
    assert normalise_register_number(REGISTERS[register].example, register) == REGISTERS[register].example
