"""Lists as people paste them, and what is made of them."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.pasted.people import PastedPerson, Reason
from lib.pasted.printing import print_people
from lib.pasted.reading import read_people

WALK = "p.vandenberg@w.example"
SIGNATURE = """Met vriendelijke groet,

Pieter van den Berg
Senior adviseur Sociaal Domein
Team Jeugd

Gemeente Westerkoog
Postbus 12, 1541 AB Westerkoog
T 075 123 45 67 | M 06-12345678
E p.vandenberg@westerkoog.example
www.westerkoog.example"""


def said(person: PastedPerson) -> str:
    """Given name / prefix / surname, address, then what is known besides; a ? where it is guessed."""
    name = person.parts
    parts = f"{name.given_name}/{name.prefix}/{name.surname}"
    more = [person.email, person.organisation, person.job_title, person.phone]
    return " ".join([parts, *filter(None, more), *["?"] * person.is_guessed])


CASES = [
    # Outlook and other mail programs
    ("Berg, Pieter van den <p@w.example>", ["Pieter/van den/Berg p@w.example"]),
    (
        "Jan de Vries <j@w.example>; Piet Bos <p@w.example>",
        ["Jan/de/Vries j@w.example", "Piet//Bos p@w.example"],
    ),
    (
        "Berg, Pieter van den <p@w.example>, Vries, Jan de <j@w.example>",
        ["Pieter/van den/Berg p@w.example", "Jan/de/Vries j@w.example"],
    ),
    ('"Berg, Pieter van den" <p@w.example>', ["Pieter/van den/Berg p@w.example"]),
    ("'Jan de Vries' <j@w.example>", ["Jan/de/Vries j@w.example"]),
    ("Jan de Vries <j@w.example>;", ["Jan/de/Vries j@w.example"]),
    ("Jan de Vries <mailto:j@w.example>", ["Jan/de/Vries j@w.example"]),
    ("Jan de Vries [mailto:j@w.example]", ["Jan/de/Vries j@w.example"]),
    ("Jan de Vries j@w.example<mailto:j@w.example>", ["Jan/de/Vries j@w.example"]),
    ("Aan: Jan de Vries <j@w.example>; Piet Bos", ["Jan/de/Vries j@w.example", "Piet//Bos"]),
    ("Berg, P. van den (Pieter) <p@w.example>", ["Pieter/van den/Berg p@w.example"]),
    ("Berg, P. van den (DGMR) <p@w.example>", ["P./van den/Berg p@w.example DGMR"]),
    ("Jan de Vries (Gemeente X) <j@w.example>", ["Jan/de/Vries j@w.example Gemeente X"]),
    ("Jan <j@w.example> Piet <p@w.example>", ["Jan// j@w.example", "Piet// p@w.example"]),
    # addresses alone
    ("y.yilmaz@w.example", ["Y.//Yilmaz y.yilmaz@w.example ?"]),
    (WALK, ["P./van den/Berg p.vandenberg@w.example ?"]),
    ("<jan.de.vries@w.example>", ["Jan/de/Vries jan.de.vries@w.example ?"]),
    ("jan.devries@w.example", ["Jan/de/Vries jan.devries@w.example ?"]),
    ("m.smit@w.example, a.bos@w.example", ["M.//Smit m.smit@w.example ?", "A.//Bos a.bos@w.example ?"]),
    ("jw.bos@w.example", ["J.W.//Bos jw.bos@w.example ?"]),
    ("anne-marie.bos@w.example", ["Anne-Marie//Bos anne-marie.bos@w.example ?"]),
    ("jan.bos2+werk@w.example", ["Jan//Bos jan.bos2+werk@w.example ?"]),
    ("bos.j@w.example", ["J.//Bos bos.j@w.example ?"]),
    ("info@w.example", ["// info@w.example ?"]),
    ("'j.bos@w.example' <j.bos@w.example>", ["J.//Bos j.bos@w.example ?"]),
    ("JAN.BOS@W.EXAMPLE", ["Jan//Bos jan.bos@w.example ?"]),
    # spreadsheets
    ("Jan de Vries\tj@w.example", ["Jan/de/Vries j@w.example"]),
    ("j@w.example\tJan de Vries", ["Jan/de/Vries j@w.example"]),
    ("Jan\tde Vries\tj.devries@w.example", ["Jan/de/Vries j.devries@w.example"]),
    ("Vries\tJan de\tj.devries@w.example", ["Jan/de/Vries j.devries@w.example"]),
    ("Bos\tPiet\tp.bos@w.example", ["Piet//Bos p.bos@w.example"]),
    ("Jan\tvan der\tVeen\tj@w.example", ["Jan/van der/Veen j@w.example ?"]),
    ("Jan de Vries;j@w.example;Gemeente X;Adviseur", ["Jan/de/Vries j@w.example Gemeente X Adviseur"]),
    ("Jan,de Vries,j.devries@w.example", ["Jan/de/Vries j.devries@w.example"]),
    ("Vries, Jan de, j.devries@w.example", ["Jan/de/Vries j.devries@w.example"]),
    ("Jan de Vries | j@w.example", ["Jan/de/Vries j@w.example"]),
    ("Jan de Vries    j@w.example", ["Jan/de/Vries j@w.example"]),
    (
        "Jan de Vries\tWesterkoog\tj.devries@westerkoog.example",
        ["Jan/de/Vries j.devries@westerkoog.example Westerkoog"],
    ),
    ("Naam\tE-mail\nJan de Vries\tj@w.example", ["Jan/de/Vries j@w.example"]),
    ("E-mail;Naam\nj@w.example;Vries, Jan de", ["Jan/de/Vries j@w.example"]),
    ("Voornaam;Tussenvoegsel;Achternaam;E-mail\nJan;de;Vries;j@w.example", ["Jan/de/Vries j@w.example"]),
    ("Achternaam\tVoornaam\tMail\nvan den Berg\tPieter\tp@w.example", ["Pieter/van den/Berg p@w.example"]),
    ("Voorletters\tAchternaam\tMail\nP.J.\tBerg, van den\tp@w.example", ["P.J./van den/Berg p@w.example"]),
    ("First name,Last name,Email\nJan,Bos,j@w.example", ["Jan//Bos j@w.example"]),
    ("Name\tCompany\tJob title\tPhone\nJan Bos\tAcme\tCTO\t06 1", ["Jan//Bos Acme CTO 06 1"]),
    ("Nr\tNaam\tE-mail\tDieet\n1\tJan Bos\tj@w.example\tgeen vis", ["Jan//Bos j@w.example"]),
    (
        'Naam;Organisatie;E-mail\nJan Bos;"Stichting ""De Brug""";j@w.example',
        ['Jan//Bos j@w.example Stichting "De Brug"'],
    ),
    # plain lines
    ("Jan de Vries", ["Jan/de/Vries"]),
    ("Jan de Vries\nFatima el Amrani", ["Jan/de/Vries", "Fatima/el/Amrani"]),
    ("Jan de Vries, Piet Bos, Ine Smit", ["Jan/de/Vries", "Piet//Bos", "Ine//Smit"]),
    (
        "1. Jan de Vries - j@w.example\n2) Piet Bos (p@w.example)",
        ["Jan/de/Vries j@w.example", "Piet//Bos p@w.example"],
    ),
    ("- Jan Bos: j@w.example\n• Ine Smit", ["Jan//Bos j@w.example", "Ine//Smit"]),
    (
        "Jan de Vries\nj.devries@w.example\nFatima el Amrani",
        ["Jan/de/Vries j.devries@w.example", "Fatima/el/Amrani"],
    ),
    ("j.devries@w.example\nJan de Vries", ["Jan/de/Vries j.devries@w.example"]),
    (
        "Jan de Vries\nFatima el Amrani\ny.yilmaz@w.example",
        ["Jan/de/Vries", "Fatima/el/Amrani", "Y.//Yilmaz y.yilmaz@w.example ?"],
    ),
    ("Jan de Vries, adviseur", ["Jan/de/Vries adviseur"]),
    ("Naam: Jan de Vries\nE-mail: j@w.example\nFunctie: adviseur", ["Jan/de/Vries j@w.example adviseur ?"]),
    (
        SIGNATURE,
        [
            (
                "Pieter/van den/Berg p.vandenberg@westerkoog.example Gemeente Westerkoog "
                "Senior adviseur Sociaal Domein 075 123 45 67"
            )
        ],
    ),
    # names
    ("JAN VAN DEN BERG <j@w.example>", ["Jan/van den/Berg j@w.example"]),
    ("jan van den berg <j@w.example>", ["Jan/van den/Berg j@w.example"]),
    ("prof. dr. ir. A. Bos MSc <a@w.example>", ["A.//Bos a@w.example"]),
    ("drs. J. de Wit <j@w.example>", ["J./de/Wit j@w.example"]),
    ("mr. Bos, Piet <p@w.example>", ["Piet//Bos p@w.example"]),
    ("Anna Jansen-de Vries <a@w.example>", ["Anna//Jansen-de Vries a@w.example"]),
    ("Annemarie van der Meulen-Hoekstra <a@w.example>", ["Annemarie/van der/Meulen-Hoekstra a@w.example"]),
    ("Zoë Müller-Øster <z@w.example>", ["Zoë//Müller-Øster z@w.example"]),
    ("Ine van ’t Hof <i@w.example>", ["Ine/van ’t/Hof i@w.example"]),
    ("IJSBRAND DE BOER <i@w.example>", ["IJsbrand/de/Boer i@w.example"]),
    ("A.B.C. de Wit <a@w.example>", ["A.B.C./de/Wit a@w.example"]),
]


@pytest.mark.parametrize(("text", "people"), CASES, ids=[case[0][:40] for case in CASES])
def test_each_list_gives_these_people(text: str, people: list[str]) -> None:
    assert [said(person) for person in read_people(text).people] == people


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("??? 12", [(1, "??? 12", Reason.NO_PERSON)]),
        ("jan@", [(1, "jan@", Reason.WRONG_ADDRESS)]),
        ("Jan Bos <jan@gemeente>", [(1, "Jan Bos <jan@gemeente>", Reason.WRONG_ADDRESS)]),
        ("Jan Bos <j@w.example> jan@", [(1, "jan@", Reason.WRONG_ADDRESS)]),
        ("Jan Bos\tj@w.example\tjan@w.example", [(1, "jan@w.example", Reason.SECOND_ADDRESS)]),
        ("Jan Bos\nWe komen graag met de trein", [(2, "We komen graag met de trein", Reason.NO_PERSON)]),
        ("Gemeente Westerkoog", [(1, "Gemeente Westerkoog", Reason.NO_PERSON)]),
        ("Met vriendelijke groet,\n\nJan Bos", []),
        ("josé@w.example", [(1, "josé@w.example", Reason.WRONG_ADDRESS)]),
    ],
)
def test_what_is_nobody_is_kept_with_its_reason(text: str, unread: list[tuple[int, str, Reason]]) -> None:
    assert [(left.line, left.text, left.reason) for left in read_people(text).unread] == unread


NAMES = st.sampled_from(
    ["Jan Bos", "Vries, Jan de", "Ine van 't Hof", "P.", "ANNA SMIT", "Gemeente X", "van den", "x", "Ma Berg"]
)
ADDRESSES = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{2,8}\.(nl|example)", fullmatch=True)
MARKS = st.sampled_from(
    [";", ", ", "\t", "\n", " ", "<", ">", '"', "(", ")", ":", " - ", "E-mail", "\r\n", "Naam"]
)
LISTS = st.lists(st.one_of(NAMES, ADDRESSES, MARKS, st.text(max_size=6)), max_size=25).map("".join)
ADDRESS = re.compile(
    r"(?<![\w.%+&'=~!#$*/?^`{|}@-])[a-z]{1,8}(?:\.[a-z]{1,8})?@[a-z]{2,8}\.(?:nl|example)(?![\w.@-])"
)


@given(st.one_of(LISTS, st.text()))
def test_no_text_stops_it_and_no_address_is_lost(text: str) -> None:
    read = read_people(text)
    kept = " ".join([*(person.email for person in read.people), *(left.text for left in read.unread)])
    assert [address for address in ADDRESS.findall(text) if address not in kept] == []


@given(LISTS)
def test_what_it_prints_it_reads_as_the_same_people(text: str) -> None:
    people = read_people(text).people
    again = read_people(print_people(people))
    assert [said(person).rstrip(" ?") for person in again.people] == [said(p).rstrip(" ?") for p in people]
    assert again.unread == ()


@pytest.mark.parametrize(
    "piece",
    [
        "@",
        "a",
        "a@b.c ",
        "<",
        '"',
        "(",
        "Jan <j@w.example>, ",
        "\n",
        "a\t",
        "a@",
        ", ",
        "van ",
        "1 ",
        "-",
        ".",
    ],
)
def test_a_megabyte_takes_less_than_a_second(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begin = process_time()
    read_people(text)
    assert process_time() - begin < 1
