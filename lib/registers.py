"""Numbers of professional registers, which an event asks for to report attendance: checked by their form.

None of these has a published check digit, so the form is all that can be checked offline.

- BIG: 11 digits (NORA, *BIG-register*: "een persoonlijk 11-cijferig BIG-inschrijfnummer").
- Registerplein: begins with 4610 (registerplein.nl, *Veelgestelde vragen*: "de eerste vier cijfers
  van een registratienummer zijn altijd ‘4610’").
- V&VN: attendance is reported with "het BIG- of relatienummer" (venvn.nl, *Scholing accrediteren*);
  the length of a *relatienummer* is not published.
- SKJ, NIP, NVO: digits; no length is published, so none is asked for beyond what a number can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lib.identifiers import InvalidIdentifier

_LABEL = re.compile(r"(?:SKJ|REGISTERPLEIN|BIG|V&VN|NIP|NVO|NR|NUMMER)(?=[^A-Z]|$)")
_BLANKS = re.compile(r"[\s.:\-]+")


@dataclass(frozen=True)
class Register:
    """A register: its name as the trade writes it, its numbers, and an example of one that nobody has."""

    name: str
    form: re.Pattern[str]
    example: str


REGISTERS: Final = {
    "skj": Register("SKJ", re.compile(r"[0-9]{5,12}"), "100000000"),
    "registerplein": Register("Registerplein", re.compile(r"4610[0-9]{2,10}"), "4610000000"),
    "big": Register("BIG", re.compile(r"[0-9]{11}"), "19000000030"),
    "venvn": Register("V&VN", re.compile(r"[0-9]{5,12}"), "900000000"),
    "nip": Register("NIP", re.compile(r"[0-9]{3,12}"), "100000"),
    "nvo": Register("NVO", re.compile(r"[0-9]{3,12}"), "10000"),
}


def normalise_register_number(text: str, register: str) -> str:
    """Return what somebody typed as the digits of a number of ``register`` (a key of REGISTERS).

    Blanks, dots, hyphens and a label before it ("BIG-") are forgiven, as in PE-online, where such
    labels come along. Raises InvalidIdentifier, KeyError for an unknown register.
    """
    form = REGISTERS[register].form
    number = _BLANKS.sub("", _LABEL.sub("", text.upper()))
    if not re.fullmatch(r"[0-9]+", number):
        raise InvalidIdentifier(register, "format")
    if not form.fullmatch(number):
        raise InvalidIdentifier(
            register, "length" if number[:4] == "4610" or register != "registerplein" else "format"
        )
    return number
