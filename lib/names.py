"""Names of people: given name, prefix (*tussenvoegsel*) and surname, and how to address them.

A split is a proposal: what was typed is kept beside it, and people may correct the parts.
"""

import re
from dataclasses import dataclass
from typing import Literal

from lib.folding import sortable


def words(*texts: str) -> frozenset[str]:
    """Return the words of ``texts``, which blanks part."""
    return frozenset(word for text in texts for word in text.split())


# Words that stand between given name and surname: Dutch, Frisian, and what is met beside them.
_PREFIXES = words(
    "aan af bij boven de den der des die het in 'n onder op over 's 't te ten ter thoe toe tot uijt uit",
    "van vande vanden vander vom von voor v. v.d. v/d vd v.d v.h. zu zum zur auf",
    "da dal das degli dei del della delle di do dos du la las le les lo los",
    "d' l' al ben bin el ibn",
)
# Abbreviations of one letter: only in lower case, else they are initials.
_LETTER_PREFIXES = frozenset({"v", "d", "t"})
# A name may begin with these ("Ben Jansen", "La Toya Jackson"): prefixes only further on.
_NEVER_FIRST = words("al ben bin da das die do el in la le lo")
_TITLES_BEFORE = words("dhr dhr. dr dr. drs drs. ds. ing. ir ir. mevr mevr. mevrouw mr mr. mw mw. prof prof.")
_TITLES_AFTER = words("BSc MBA MEd MPA MPH MSc LLM PhD")
_TITLES_AFTER_COMMA = words("aa ba bsc llb llm ma mba med mpa mph msc phd ra rc")
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr."})
_APOSTROPHES = str.maketrans("‘’ʼ`´", "'" * 5)
_GLUED_INITIALS = re.compile(r"((?:\w\.)+)(\w[\w'’-]{2,})")
_GLUED_PREFIX = re.compile(r"([dl]['’])(\w.*)")  # d'Ancona; D'Angelo is one word
_INITIALS = re.compile(r"(\w\.\s?)+|\w")

Form = Literal["u", "je"]
Title = Literal["mevrouw", "heer"]


@dataclass(frozen=True)
class NameParts:
    """A name in three parts, each possibly empty: "José", "van den", "Berg"."""

    given_name: str
    prefix: str
    surname: str


def split_name(name: str) -> NameParts:
    """Split a name as people type it: "José van den Berg", "Berg, José van den", "A.B. de Wit".

    Letters and case stay as typed; titles ("dr.", "MSc") are left out. A single word is a given
    name. Without a prefix the last word is the surname, and a double name stays whole
    ("Anna Jansen-de Vries"). Blank text gives three empty parts.
    """
    tidy = re.sub(r"\s*([-–])\s+|\s+([-–])\s*", lambda found: found[1] or found[2], " ".join(name.split()))
    tidy = tidy.strip(" ,")
    before, comma, after = tidy.partition(",")
    if comma and not _are_titles(after):
        return _split_reversed(before, after)
    return _split_words(_without_titles(before.split()))


def full_name(name: NameParts) -> str:
    """Return "José van den Berg", or what there is of it."""
    return " ".join(part for part in (name.given_name, _family_name(name)) if part)


def sorted_name(name: NameParts) -> str:
    """Return "Berg, José van den", as lists show it."""
    rest = " ".join(part for part in (name.given_name, name.prefix) if part)
    return ", ".join(part for part in (name.surname, rest) if part)


def sort_key(name: NameParts) -> str:
    """Return surname, given name and prefix, folded and parted by tabs, to be compared byte by byte.

    A tab sorts before all else: "Jansen" with any given name comes before "Jansen Bakker".
    """
    return "\t".join(sortable(part) for part in (name.surname, name.given_name, name.prefix))


def salutation(name: NameParts, form: Form, language: str = "nl", title: Title | None = None) -> str:
    """Return how a mail to this person begins, without the comma.

    "Beste Pieter" (je); "Geachte mevrouw Van den Berg" (u, where ``title`` is known), else
    "Geachte Pieter van den Berg". A name typed in capitals or small letters alone is written
    as a name. Without a name it is "Beste deelnemer" or "Geachte deelnemer".
    """
    dutch = language.startswith("nl")
    proper = NameParts(_proper(name.given_name), name.prefix, _proper(name.surname))
    greeting = ("Beste" if form == "je" else "Geachte") if dutch else "Dear"
    return f"{greeting} {_addressee(proper, form, title, dutch=dutch)}"


def written(name: NameParts) -> NameParts:
    """Return a name that was typed in capitals or in small letters alone as names are written.

    "JOSÉ VAN DEN BERG" and "josé van den berg" become "José van den Berg"; any other stays as it is.
    """
    whole = full_name(name)
    if whole not in (whole.lower(), whole.upper()):
        return name
    return NameParts(_proper(name.given_name), name.prefix.lower(), _proper(name.surname))


def is_prefix(word: str) -> bool:
    """Whether a word stands between given name and surname ("van", "'t"), or begins a surname."""
    plain = word.translate(_APOSTROPHES)
    return plain in _LETTER_PREFIXES or plain.lower() in _PREFIXES


def _addressee(name: NameParts, form: Form, title: Title | None, *, dutch: bool) -> str:
    if form == "je" and name.given_name and not _INITIALS.fullmatch(name.given_name):
        return name.given_name
    if form == "u" and title and name.surname:
        word = title if dutch else {"mevrouw": "Ms", "heer": "Mr"}[title]
        return f"{word} {_capital(_family_name(name))}"
    return _capital(full_name(name)) or ("deelnemer" if dutch else "participant")


def _split_reversed(before: str, after: str) -> NameParts:
    """Split "Berg, José van den", and the prefix where else people put it before or after the comma."""
    parts = [part.split() for part in after.split(",") if part.strip() and not _are_titles(part)]
    surname, prefix = (
        _without_titles(before.split()),
        [word for part in parts if _all_prefixes(part) for word in part],
    )
    given = _without_titles([word for part in parts if not _all_prefixes(part) for word in part])
    while len(given) > 1 and is_prefix(given[-1]):
        prefix.insert(0, given.pop())
    leading = _prefixes_from(surname, 0)
    if leading and not prefix:  # van den Berg, José
        prefix, surname = surname[:leading], surname[leading:]
    while len(surname) > 1 and is_prefix(surname[-1]) and not prefix:  # Berg van den, José
        cut = next(at for at in range(1, len(surname)) if _all_prefixes(surname[at:]))
        prefix, surname = surname[cut:], surname[:cut]
    return _parts(given, prefix, surname)


def _split_words(words: list[str]) -> NameParts:
    if len(words) == 1 and (glued := _GLUED_INITIALS.fullmatch(words[0])):  # P.Jansen
        words = [glued[1], glued[2]]
    if len(words) < 2:
        return _parts(words, [], [])
    if words[0].translate(_APOSTROPHES).lower() not in _NEVER_FIRST and (count := _prefixes_from(words, 0)):
        return _parts([], words[:count], words[count:])
    for at in range(1, len(words) - 1):
        if count := _prefixes_from(words, at):
            return _parts(words[:at], words[at : at + count], words[at + count :])
        if is_prefix(words[at].rpartition("-")[2]) and "-" in words[at]:  # Jansen-de Vries
            return _parts(words[:at], [], words[at:])
    cut = -2 if len(words) > 2 and words[-1].lower() in _GENERATIONS else -1
    return _parts(words[:cut], [], words[cut:])


def _parts(given: list[str], prefix: list[str], surname: list[str]) -> NameParts:
    if surname and not prefix and (glued := _GLUED_PREFIX.fullmatch(surname[0])):
        prefix, surname = [glued[1]], [glued[2], *surname[1:]]
    return NameParts(" ".join(given), " ".join(prefix), " ".join(surname))


def _prefixes_from(words: list[str], at: int) -> int:
    """Return how many words from ``at`` on are prefixes, keeping the last word for the surname."""
    end = at
    while end < len(words) - 1 and is_prefix(words[end]):
        end += 1
    return end - at


def _all_prefixes(words: list[str]) -> bool:
    return bool(words) and all(is_prefix(word) for word in words)


def _are_titles(text: str) -> bool:
    words = text.replace(",", " ").lower().replace(".", "").split()
    return bool(words) and all(word in _TITLES_AFTER_COMMA for word in words)


def _without_titles(words: list[str]) -> list[str]:
    kept = list(words)
    if len(kept) > 2 and [word.lower() for word in kept[:2]] == ["de", "heer"]:
        kept = kept[2:]
    while len(kept) > 1 and kept[0].lower() in _TITLES_BEFORE:
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in _TITLES_AFTER:
        kept.pop()
    return kept


def _family_name(name: NameParts) -> str:
    glue = "" if name.prefix.translate(_APOSTROPHES).endswith(("d'", "l'")) else " "
    return (
        f"{name.prefix}{glue}{name.surname}" if name.prefix and name.surname else name.prefix or name.surname
    )


def _proper(text: str) -> str:
    """Write a name that was typed in one case as a name; leave any other as it is."""
    if _INITIALS.fullmatch(text):
        return text.upper()
    if text not in (text.lower(), text.upper()):
        return text
    words = re.split(r"([\s-]+)", text.lower())
    return "".join(word if at and is_prefix(word) else _capital(word) for at, word in enumerate(words))


def _capital(text: str) -> str:
    """Return ``text`` with its first letter as a capital; "ijsbrand" becomes "IJsbrand"."""
    if text.startswith("ij"):
        return f"IJ{text[2:]}"
    return text[:1].upper() + text[1:]
