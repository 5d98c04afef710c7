"""Numbers and addresses that identify: checked, and written in one way.

Each ``normalise_…`` takes what somebody typed and returns the one form that is stored, or
raises InvalidIdentifier. Blanks and dots in numbers are forgiven.
"""

import re
from typing import Final

from stdnum import iban
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.nl import btw

MAX_EMAIL_LENGTH: Final = 254  # RFC 5321 4.5.3.1.3 less the angle brackets
_LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_DUTCH_POSTCODE = re.compile(r"([1-9][0-9]{3})([A-Z]{2})")
_PEPPOL_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,49}")
# Peppol's list of electronic address schemes (EAS), without those for mail and for other uses.
_PEPPOL_SCHEMES = frozenset(
    scheme
    for row in (
        "0002 0007 0009 0060 0088 0096 0097 0106 0130 0135 0142 0151 0183 0184 0188 0190 0191 0192",
        "0195 0196 0198 0199 0200 0201 0204 0208 0209 0210 0211 0216 0218 0221 0225 0230 0235 0240",
        "0242 0244 0245 0246 0248 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927",
        "9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945",
        "9946 9947 9948 9949 9950 9951 9952 9953 9957 9959",
    )
    for scheme in row.split()
)
_EU_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}")


class InvalidIdentifier(ValueError):
    """What was typed is no such identifier.

    ``kind`` is "kvk", "oin", "vat", "iban", "postcode", "peppol" or "email"; ``code`` is
    "format", "length" or "checksum" (the form is right, a digit is wrong).
    """

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"invalid {kind}: {code}")
        self.kind = kind
        self.code = code


def normalise_kvk(text: str) -> str:
    """Return a number of the Dutch trade register (KvK): 8 digits, no check digit."""
    return _digits(text, "kvk", 8)


def normalise_oin(text: str) -> str:
    """Return an *organisatie-identificatienummer* of a Dutch public body: 20 digits, no check digit."""
    return _digits(text, "oin", 20)


def normalise_dutch_vat_id(text: str) -> str:
    """Return a Dutch btw-id as "NL123456789B01"; the country code may be left out.

    Both forms are taken: that of a legal person (RSIN, weighted modulo 11) and that of a sole
    trader since 2020 (modulo 97 over the whole).
    """
    number = _compact(text)
    try:
        return f"NL{btw.validate(number)}"
    except ValidationError as error:
        raise _invalid("vat", error) from error


def normalise_vat_id(text: str, country: str = "NL") -> str:
    """Return a VAT id with its prefix: checked for the Union, its form alone elsewhere.

    ``country`` (ISO 3166, two letters) is the customer's; it is used where the number has no
    prefix. Greece writes EL.
    """
    number = _compact(text)
    prefix = "EL" if country.upper() == "GR" else country.upper()
    if not re.match(r"[A-Z]{2}", number) or (prefix == "NL" and re.fullmatch(r"[0-9]{9}B[0-9]{2}", number)):
        number = prefix + number
    if number.startswith("NL"):
        return normalise_dutch_vat_id(number)
    if not _EU_NUMBER.fullmatch(number):
        raise InvalidIdentifier("vat", "format")
    if number[:2].lower() not in eu_vat.MEMBER_STATES | {"el", "xi"}:
        return number
    try:
        return _with_prefix(number[:2], eu_vat.validate(number))
    except ValidationError as error:
        raise _invalid("vat", error) from error


def is_eu_vat_id(number: str, country: str) -> bool:
    """Whether ``number``, as ``normalise_vat_id`` gives it, is a valid VAT id of that state of the Union.

    ``country`` is ISO 3166. Northern Ireland (XI) is in the Union for goods alone, not for services.
    """
    prefix = "EL" if country == "GR" else country
    if prefix.lower() not in (eu_vat.MEMBER_STATES | {"el"}) - {"xi"} or not number.startswith(prefix):
        return False
    return bool(eu_vat.is_valid(number))


def normalise_iban(text: str) -> str:
    """Return an IBAN without spaces, its check digits and its country's form checked (ISO 13616)."""
    try:
        return str(iban.validate(_compact(text)))
    except ValidationError as error:
        raise _invalid("iban", error) from error


def format_iban(number: str) -> str:
    """Return an IBAN in groups of four, as people read it: "NL91 ABNA 0417 1643 00"."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def normalise_postcode(text: str, country: str = "NL") -> str:
    """Return a postcode: a Dutch one as "3852 GC" (never SA, SD or SS), another in capitals.

    Those of other ``country`` codes (ISO 3166) have 2 to 12 letters, digits, spaces and hyphens.
    """
    if country.upper() != "NL":
        code = " ".join(text.upper().split())
        if not re.fullmatch(r"[0-9A-Z][0-9A-Z -]{1,11}", code):
            raise InvalidIdentifier("postcode", "format")
        return code
    found = _DUTCH_POSTCODE.fullmatch(re.sub(r"\s", "", text).upper())
    if not found or found[2] in ("SA", "SD", "SS"):
        raise InvalidIdentifier("postcode", "format")
    return f"{found[1]} {found[2]}"


def normalise_peppol(text: str) -> str:
    """Return a Peppol address as "scheme:number" (EN 16931, BT-49), such as "0106:68750110".

    The scheme is one of Peppol's; a KvK number (0106) and an OIN (0190) are checked as such.
    """
    scheme, colon, number = re.sub(r"\s", "", text[:100]).partition(":")
    if not colon or scheme not in _PEPPOL_SCHEMES or not _PEPPOL_NUMBER.fullmatch(number):
        raise InvalidIdentifier("peppol", "format")
    checked = {"0106": normalise_kvk, "0190": normalise_oin}.get(scheme)
    return f"{scheme}:{checked(number) if checked else number}"


def normalise_email(text: str) -> str:
    """Return one mail address in lower case, its host in ASCII (IDNA): what addresses are compared by.

    Refused are more than one address, quoted or non-ASCII local parts, hosts without a dot,
    addresses of more than 254 characters. "mailto:" and angle brackets are forgiven.
    """
    address = text.strip()
    if len(address) > 4 * MAX_EMAIL_LENGTH:
        raise InvalidIdentifier("email", "length")
    address = address.removeprefix("<").removesuffix(">")
    address = re.sub(r"(?i)\Amailto:", "", address).strip()
    local, at, host = address.rpartition("@")
    local, host = local.lower(), _ascii_host(host)
    if not at or not _LOCAL_PART.fullmatch(local) or not _is_host(host):
        raise InvalidIdentifier("email", "format")
    if len(local) > 64 or len(local) + 1 + len(host) > MAX_EMAIL_LENGTH:
        raise InvalidIdentifier("email", "length")
    return f"{local}@{host}"


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise InvalidIdentifier("email", "format") from error


def _is_host(host: str) -> bool:
    labels = host.split(".")
    return len(labels) > 1 and all(map(_HOST_LABEL.fullmatch, labels)) and not labels[-1].isdigit()


def _digits(text: str, kind: str, length: int) -> str:
    number = _compact(text)
    if not re.fullmatch(r"[0-9]+", number) or not number.strip("0"):
        raise InvalidIdentifier(kind, "format")
    if len(number) != length:
        raise InvalidIdentifier(kind, "length")
    return number


def _compact(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text[:100]).upper()


def _with_prefix(prefix: str, number: str) -> str:
    return number if number.startswith(prefix) else prefix + number


def _invalid(kind: str, error: ValidationError) -> InvalidIdentifier:
    return InvalidIdentifier(kind, "checksum" if isinstance(error, InvalidChecksum) else "format")
