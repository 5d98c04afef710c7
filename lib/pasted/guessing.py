"""What a mail address tells of its owner's name, and no more than that."""

from __future__ import annotations

import re

from lib.folding import fold
from lib.names import NameParts, full_name, is_prefix, split_name, words, written

# Before the @: a desk, not a person.
_DESKS = words(
    "aanmelden aanmelding administratie admin backoffice balie bestuur communicatie contact crediteuren",
    "debiteuren directie events evenementen factuur facturen finance financien frontoffice griffie hello",
    "helpdesk hr info inkoop invoice invoices kantoor klantenservice mail mailbox marketing noreply office",
    "opleidingen organisatie planning post postbus postmaster receptie reply sales secr secretariaat",
    "service studie support team verkoop webmaster welkom werk",
)
_GLUED = re.compile(
    r"(vanden|vander|vande|van|vd)(?!essa|ger\b)([a-z]{3}.*)|"
    r"(de)((?:boer|bruijn|bruin|graaf|groot|haan|jong|jonge|koning|lange|leeuw|roos|vos|vries|waal|wit)\b.*)"
)
_WRITTEN_OUT = {"vanden": "van den", "vander": "van der", "vande": "van de", "vd": "v.d."}
_VOWELS = frozenset("aeiouyj")


def guess_name(email: str) -> NameParts:
    """Return the name in an address: y.yilmaz@ is "Y. Yilmaz"; nothing where it names nobody (info@)."""
    local = re.sub(r"\+.*", "", email.partition("@")[0])
    parts = [part.strip("-") for part in re.split(r"[._]+", re.sub(r"[^a-z._-]+", "", local))]
    said = [part for part in parts if part]
    if not said or said[0] in _DESKS:
        return NameParts("", "", "")
    if len(said) > 1 and len(said[-1]) == 1 and len(said[0]) > 1:  # yilmaz.y
        said = [*said[-1:], *said[:-1]]
    return NameParts(_capital(said[0]), "", "") if len(said) == 1 else _named(said)


def fits(name: NameParts, email: str) -> bool:
    """Whether an address may well be that of somebody with this name: part of it, or its initials."""
    local = fold(email.partition("@")[0])
    letters = local.replace(" ", "")
    parts = fold(f"{name.given_name} {name.prefix} {name.surname}").split()
    if any(len(part) > 2 and not is_prefix(part) and part in letters for part in parts):
        return True
    return len(parts) > 1 and letters.strip("0123456789") == "".join(part[0] for part in parts)


def is_of_desk(email: str) -> bool:
    """Whether an address is of an office rather than of a person."""
    return re.split(r"[._-]", email.partition("@")[0])[0] in _DESKS


def is_in_domain(text: str, email: str) -> bool:
    """Whether a text (an organisation, perhaps) is what the host of an address is called."""
    hosts = email.rpartition("@")[2].replace("-", "").split(".")[:-1]
    plain = fold(text).replace(" ", "")
    return len(plain) > 3 and any(plain in host or (len(host) > 3 and host in plain) for host in hosts)


def _named(said: list[str]) -> NameParts:
    first, *rest = said
    if glued := _GLUED.fullmatch(rest[-1]):
        prefix, surname = glued[1] or glued[3], glued[2] or glued[4]
        rest = [*rest[:-1], *_WRITTEN_OUT.get(prefix, prefix).split(), surname]
    is_last = len(rest) - 1
    family = [word if at < is_last and is_prefix(word) else _capital(word) for at, word in enumerate(rest)]
    return split_name(" ".join([_given(first), *family]))


def _given(word: str) -> str:
    """Initials where they cannot be a name: y is "Y.", jw is "J.W."."""
    if len(word) == 1 or (len(word) < 4 and not _VOWELS & set(word.replace("j", ""))):
        return "".join(f"{letter.upper()}." for letter in word if letter.isalpha())
    return _capital(word)


def _capital(word: str) -> str:
    """Write each part of a double name with a capital: "anne-marie" is "Anne-Marie"."""
    if len(word) == 1:
        return f"{word.upper()}."
    return full_name(written(NameParts(word, "", "")))
