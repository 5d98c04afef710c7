"""What the words of a line are about, as far as words tell: a name, an organisation, a job, a telephone."""

from __future__ import annotations

import re
from enum import StrEnum

from lib.names import is_prefix, split_name, words

LONGEST_NAME = 100
MOST_WORDS = 9


class Kind(StrEnum):
    """What a piece of text is about. PERHAPS may be a name; OTHER is not known."""

    NAME = "name"
    PERHAPS = "perhaps"
    PREFIX = "prefix"
    ORGANISATION = "organisation"
    JOB = "job"
    PHONE = "phone"
    NUMBER = "number"
    PLACE = "place"  # a postal address, or a page on the web
    GREETING = "greeting"
    EMPTY = "empty"
    OTHER = "other"


_ORGANISATION = words(
    "academie academy b.v. bank bibliotheek brandweer bureau bv centrum college consultancy coöperatie",
    "cooperatie corporatie council federatie fonds foundation ggd ggz gemeente gmbh groep group",
    "hogeschool holding huisartsenpraktijk inc institute instituut jeugdzorg kindcentrum kinderdagverblijf",
    "kinderopvang ltd ministerie municipality n.v. netwerk nv omgevingsdienst onderneming organisatie",
    "partners politie provincie rijkswaterstaat school scholengroep stichting umc universiteit university",
    "uwv veiligheidsregio vereniging vof waterschap welzijn woningcorporatie woonstichting ziekenhuis",
)
_ORGANISATION_ENDS = ("dienst", "opvang", "groep", "school", "stichting", "universiteit", "schap")
_JOB = words(
    "accountant accountmanager adviseur advisor afdelingshoofd ambtenaar analist analyst architect arts",
    "assistent assistant bestuurder bestuurslid burgemeester ceo cfo chief coach communicatie",
    "concerncontroller consulent consultant controller coordinator",
    "coördinator cto developer directeur directeur-bestuurder",
    "director directeur docent eigenaar engineer griffier head hoofd hr ingenieur inkoper jurist lead leraar",
    "leerkracht manager medewerker officer onderwijzer onderzoeker ondernemer owner pedagoog penningmeester",
    "planner planoloog professional psycholoog raadslid researcher secretaresse secretaris specialist",
    "stagiair stagiaire strateeg student teacher",
    "teamleider trainee trainer verpleegkundige verbinder voorzitter",
    "wethouder zzp",
)
_JOB_ENDS = (
    *("adviseur", "manager", "medewerker", "leider", "leidster", "regisseur", "coach", "consulent"),
    *("coördinator", "coordinator", "directeur", "secretaris", "deskundige", "therapeut", "makelaar"),
)
_SENTENCE = words(
    "aanmelden aanmelding alvast and bericht bijgaand bijlage collega's collega’s comes dank dat deelnemen",
    "deelnemers deze dit een following for from graag haar hallo hebben heeft hi hierbij hij hoi ik",
    "inschrijven inschrijving is jullie kun kunt met namen niet",
    "of onze ook participants please register svp thanks the",
    "they this tot u voor want we wij willen wil with would zij zijn",
)
_GREETING = re.compile(
    r"(met )?(vriendelijke|hartelijke|warme) groet(en)?|met (\w+ )?groet(en)?|groet(en|jes)?|hgr|mvg|"
    r"m\.v\.g\.?|"
    r"hoogachtend|(kind|best|warm) regards|regards|sincerely|cheers|alvast (bedankt|dank).*|"
    r"(beste|hoi|hallo|dag|geachte|dear|hi|hello|goedemorgen|goedemiddag)\b.{0,60}|"
    r"(verzonden|verstuurd|sent|onderwerp|subject|datum|date)\s*:.*|-{2,}.*|_{3,}",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\(?\d[\d\s()./–-]{6,22}\d")
_PLACE = re.compile(
    r"\bwww\.|https?:|\bpostbus\b|\bpo box\b|\b[1-9]\d{3} ?[A-Z]{2}\b|"
    r"\S{1,40}\.(?:nl|com|org|eu|example)/?\Z",
    re.IGNORECASE,
)
_STREET = re.compile(r"[^\W\d][\w '’.-]{2,40} \d{1,5}[\w-]{0,5}(,.*)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’`´.\-–/][^\W\d_]*)*\.?|['’`´][^\W\d_]+")
_OPENING = re.compile(
    r"\s*(?:(?:\d{1,3}[.):]|[-–—•*·●▪◦>+]+|\[[ xX]?\]|(?:aan|van|cc|bcc|to|from):)\s+|[•·●▪◦>]+)+",
    re.IGNORECASE,
)


def without_opening(text: str) -> str:
    """Return ``text`` without the bullet, number or quotation mark before it."""
    opening = _OPENING.match(text[:60])
    return text[opening.end() :].strip() if opening else text.strip()


def kind_of(text: str) -> Kind:
    """Return what ``text``, one cell or one line without a mail address, is about."""
    text = text.strip()
    if not any(map(str.isalnum, text[:200])):
        return Kind.OTHER if text else Kind.EMPTY
    if len(text) > LONGEST_NAME:
        return Kind.OTHER
    if _GREETING.fullmatch(text.rstrip(" ,.!")):
        return Kind.GREETING
    if not any(map(str.isalpha, text)):
        return _kind_of_digits(text)
    return _kind_of_place(text) or _kind_of_words(text)


def phone_in(text: str) -> str:
    """Return the first telephone number in ``text`` as it stands there, or nothing."""
    for found in _PHONE.finditer(text[:LONGEST_NAME]):
        if 9 <= sum(map(str.isdigit, found[0])) <= 15:
            return " ".join(found[0].split())
    return ""


def name_words(text: str) -> list[str]:
    """Return the words of what may be a name, or none where something else stands in it."""
    said = text.replace(",", " ").split()
    fits = 0 < len(said) <= MOST_WORDS and len(text) <= LONGEST_NAME
    return said if fits and all(_WORD.fullmatch(word) or is_prefix(word) for word in said) else []


def _kind_of_digits(text: str) -> Kind:
    return Kind.PHONE if phone_in(text) else Kind.NUMBER


def _kind_of_place(text: str) -> Kind | None:
    """A place, or what has a telephone number in it; None for anything else."""
    if phone_in(text):
        return Kind.PHONE
    return Kind.PLACE if _PLACE.search(text) or _STREET.fullmatch(text) else None


def _kind_of_words(text: str) -> Kind:
    said = text.lower().replace(",", " ").split()
    if all(map(is_prefix, said)):
        return Kind.PREFIX
    if _ORGANISATION & set(said) or any(w.endswith(_ORGANISATION_ENDS) and len(w) > 9 for w in said):
        return Kind.ORGANISATION
    if any(word.strip("()") in _JOB or word.endswith(_JOB_ENDS) for word in said):
        return Kind.JOB
    if _SENTENCE & set(said) or text.count(",") > 1:
        return Kind.OTHER
    return _kind_of_name(text)


def _kind_of_name(text: str) -> Kind:
    said = name_words(text)
    if not said:
        return Kind.OTHER
    is_whole = bool((name := split_name(text)).surname and name.given_name)
    are_capitals = all(word[0].isupper() or not word[0].isalpha() or is_prefix(word) for word in said)
    return Kind.NAME if is_whole and are_capitals else Kind.PERHAPS
