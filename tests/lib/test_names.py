import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.names import Form, NameParts, Title, full_name, salutation, sort_key, sorted_name, split_name


@pytest.mark.parametrize(
    ("typed", "given_name", "prefix", "surname"),
    [
        ("Pieter Jansen", "Pieter", "", "Jansen"),
        ("José van den Berg", "José", "van den", "Berg"),
        ("Zoë van 't Hof", "Zoë", "van 't", "Hof"),
        ("Zoë van ’t Hof", "Zoë", "van ’t", "Hof"),
        ("pieter van den berg", "pieter", "van den", "berg"),
        ("PIETER VAN DEN BERG", "PIETER", "VAN DEN", "BERG"),
        ("Pieter Van den Berg", "Pieter", "Van den", "Berg"),
        ("P. v.d. Berg", "P.", "v.d.", "Berg"),
        ("Piet v d Berg", "Piet", "v d", "Berg"),
        ("A.B. de Wit", "A.B.", "de", "Wit"),
        ("A. B. Wit", "A. B.", "", "Wit"),
        ("P.Jansen", "P.", "", "Jansen"),
        ("Anna Maria Jansen", "Anna Maria", "", "Jansen"),
        ("Anne-Marie de Vries", "Anne-Marie", "de", "Vries"),
        ("Anna Jansen-de Vries", "Anna", "", "Jansen-de Vries"),
        ("Anna Jansen - de Vries", "Anna", "", "Jansen-de Vries"),
        ("Anna Jansen-van 't Hof", "Anna", "", "Jansen-van 't Hof"),
        ("Anna Jansen - Bakker", "Anna", "", "Jansen-Bakker"),
        ("Anna van den Berg-van der Wal", "Anna", "van den", "Berg-van der Wal"),
        ("Jan Jansen jr.", "Jan", "", "Jansen jr."),
        ("Ine in 't Veld", "Ine", "in 't", "Veld"),
        ("Koos op den Camp", "Koos", "op den", "Camp"),
        ("Els uit den Bogaard", "Els", "uit den", "Bogaard"),
        ("Frits ter Beek", "Frits", "ter", "Beek"),
        ("Otto von Habsburg", "Otto", "von", "Habsburg"),
        ("Maria de la Cruz", "Maria", "de la", "Cruz"),
        ("Cato d'Ancona", "Cato", "d'", "Ancona"),
        ("Nino D'Angelo", "Nino", "", "D'Angelo"),
        ("Mo el Idrissi", "Mo", "el", "Idrissi"),
        ("Ben de Vries", "Ben", "de", "Vries"),
        ("La Toya Jackson", "La Toya", "", "Jackson"),
        ("de Vries", "", "de", "Vries"),
        ("Van den Berg", "", "Van den", "Berg"),
        ("Sukarno", "Sukarno", "", ""),
        ("Jan de", "Jan", "", "de"),
        ("", "", "", ""),
        ("  Jan   Jansen ", "Jan", "", "Jansen"),
        ("Berg, Pieter van den", "Pieter", "van den", "Berg"),
        ("Berg, P. van den", "P.", "van den", "Berg"),
        ("Berg,Pieter", "Pieter", "", "Berg"),
        ("van den Berg, Pieter", "Pieter", "van den", "Berg"),
        ("Berg van den, Pieter", "Pieter", "van den", "Berg"),
        ("Berg, van den, Pieter", "Pieter", "van den", "Berg"),
        ("Jansen-de Vries, Anna", "Anna", "", "Jansen-de Vries"),
        ("Vries, de", "", "de", "Vries"),
        ("Vries,", "Vries", "", ""),
        ("dr. Pieter de Vries", "Pieter", "de", "Vries"),
        ("prof. dr. ir. P. de Vries", "P.", "de", "Vries"),
        ("de heer J. de Vries", "J.", "de", "Vries"),
        ("Pieter de Vries, MSc", "Pieter", "de", "Vries"),
        ("Pieter de Vries MSc", "Pieter", "de", "Vries"),
        ("Vries, Pieter de, MSc", "Pieter", "de", "Vries"),
    ],
)
def test_a_name_as_typed_falls_into_its_parts(typed: str, given_name: str, prefix: str, surname: str) -> None:
    assert split_name(typed) == NameParts(given_name, prefix, surname)


def test_a_name_is_put_together_in_both_orders() -> None:
    berg = NameParts("José", "van den", "Berg")
    assert (full_name(berg), sorted_name(berg)) == ("José van den Berg", "Berg, José van den")
    ancona = NameParts("Cato", "d'", "Ancona")
    assert (full_name(ancona), sorted_name(ancona)) == ("Cato d'Ancona", "Ancona, Cato d'")
    alone = NameParts("Sukarno", "", "")
    assert (full_name(alone), sorted_name(alone)) == ("Sukarno", "Sukarno")


def test_lists_are_in_order_of_surname_without_prefix_or_accent() -> None:
    ordered = [
        NameParts("Émile", "", "Bakker"),
        NameParts("An", "van den", "Berg"),
        NameParts("Pieter", "van den", "Berg"),
        NameParts("Bo", "", "Bergman"),
        NameParts("Zoë", "van 't", "Hof"),
        NameParts("Wim", "", "Jansen"),
        NameParts("Ans", "", "Jansen Bakker"),
        NameParts("Anna", "", "Jansen-de Vries"),
    ]
    for shuffled in (ordered[::-1], ordered[4:] + ordered[:4]):
        assert sorted(shuffled, key=sort_key) == ordered
    assert sort_key(NameParts("José", "van den", "Berg")) == "berg\tjose\tvan den"


@pytest.mark.parametrize(
    ("typed", "form", "language", "title", "expected"),
    [
        ("Pieter van den Berg", "je", "nl", None, "Beste Pieter"),
        ("Pieter van den Berg", "u", "nl", None, "Geachte Pieter van den Berg"),
        ("Els van den Berg", "u", "nl", "mevrouw", "Geachte mevrouw Van den Berg"),
        ("Pieter in 't Veld", "u", "nl-informal", "heer", "Geachte heer In 't Veld"),
        ("Els van den Berg", "je", "nl", "mevrouw", "Beste Els"),
        ("Els van den Berg", "u", "en", "mevrouw", "Dear Ms Van den Berg"),
        ("Pieter Jansen", "u", "en", None, "Dear Pieter Jansen"),
        ("P. van den Berg", "je", "nl", None, "Beste P. van den Berg"),
        ("pieter van den berg", "je", "nl", None, "Beste Pieter"),
        ("PIETER VAN DEN BERG", "je", "nl", None, "Beste Pieter"),
        ("ijsbrand jansen-de vries", "u", "nl", "heer", "Geachte heer Jansen-de Vries"),
        ("ijsbrand jansen", "je", "nl", None, "Beste IJsbrand"),
        ("Jo-Anne Jansen", "je", "nl", None, "Beste Jo-Anne"),
        ("de Vries", "je", "nl", None, "Beste De Vries"),
        ("", "je", "nl", None, "Beste deelnemer"),
        ("", "u", "nl", "mevrouw", "Geachte deelnemer"),
        ("", "je", "en", None, "Dear participant"),
    ],
)
def test_a_mail_begins_as_an_office_would(
    typed: str, form: Form, language: str, title: Title | None, expected: str
) -> None:
    assert salutation(split_name(typed), form, language, title) == expected


words = st.sampled_from(
    ["Jan", "jansen", "de", "van", "den", "'t", "d'Ancona", "Berg-de", "A.", "dr.", "jr.", "Zoë"]
)
typed_names = st.lists(words | st.just(","), max_size=8).map(" ".join)


@given(typed_names | st.text(max_size=40))
def test_every_text_can_be_split_and_the_parts_are_tidy(typed: str) -> None:
    parts = split_name(typed)
    assert all(part == " ".join(part.split()) for part in (parts.given_name, parts.prefix, parts.surname))
    assert not (parts.prefix and not parts.surname)
    assert full_name(parts) or not "".join(typed.replace(",", " ").split())


given_words = st.sampled_from(["Jan", "José", "A.B.", "Anne-Marie", "Zoë", "Karel"])
prefixes = st.sampled_from(["", "de", "van", "van den", "van 't", "in 't", "ter", "d'", "von der", "op de"])
surnames = st.sampled_from(["Berg", "Hof", "Wit-van der Wal", "Vries", "Ángel", "IJssel"])


@given(st.builds(NameParts, given_words, prefixes, surnames))
def test_what_was_put_together_is_split_into_the_same_parts_from_either_order(parts: NameParts) -> None:
    assert split_name(full_name(parts)) == parts
    assert split_name(sorted_name(parts)) == parts
