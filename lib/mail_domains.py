"""Typing errors in the domain of an email address: what was probably meant, as a hint and never an error."""

from collections.abc import Iterable

COMMON = [
    "gmail.com",
    "hotmail.com",
    "hotmail.nl",
    "outlook.com",
    "live.nl",
    "live.com",
    "icloud.com",
    "yahoo.com",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "xs4all.nl",
    "hetnet.nl",
    "home.nl",
    "telenet.be",
]


def probably_meant(address: str, others: Iterable[str] = ()) -> str:
    """Return ``address`` with the domain that was probably meant; empty where there is nothing to ask.

    Compared with common domains and those of ``others``, the other addresses of the form. A domain
    that is itself common, or that at least one of ``others`` has too, is taken as it is. One letter
    that is missing, doubled, wrong or has changed places with its neighbour counts as an error; a
    tie gives no hint. Domains of fewer than six characters are never compared.
    """
    local, at, domain = address.strip().rpartition("@")
    domain = domain.lower()
    theirs = {other.strip().rpartition("@")[2].lower() for other in others if "@" in other}
    if not (local and at) or domain in COMMON or domain in theirs:
        return ""
    near = {known for known in {*COMMON, *theirs} if len(known) > 5 and _is_one_error(domain, known)}
    return f"{local}@{near.pop()}" if len(near) == 1 else ""


def _is_one_error(typed: str, meant: str) -> bool:
    if abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    one, two = typed[start:], meant[start:]
    is_swapped = one[:2] == two[1::-1] and one[2:] == two[2:]
    return one[1:] == two[1:] or one[1:] == two or one == two[1:] or is_swapped
