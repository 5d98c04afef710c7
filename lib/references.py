"""References that people read aloud, secrets that open a page, and digests of what was typed."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping, Sequence

# No vowels (no words), and nothing that looks like something else: 0 and O, 1 and I and L.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
_REFERENCE = re.compile(rf"SK([{ALPHABET}]{{4}})([{ALPHABET}]{{4}})")

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def new_reference() -> str:
    """Return a new reference such as "SK-7F3K-29QX": one of 3.7 x 10^11, to be made unique by the caller."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"SK-{code[:4]}-{code[4:]}"


def normalise_reference(text: str) -> str | None:
    """Return the reference in ``text`` however it was typed ("sk 7f3k29qx"), or None if it is none."""
    found = _REFERENCE.fullmatch(re.sub(r"[\s\-‐‑‒–—.]", "", text[:40]).upper())
    return f"SK-{found[1]}-{found[2]}" if found else None


def new_secret() -> str:
    """Return 192 random bits as 32 characters that may stand in an URL."""
    return secrets.token_urlsafe(24)


def digest(data: bytes | str) -> str:
    """Return the SHA-256 of ``data`` (text as UTF-8), 64 hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def digest_of_json(value: Json) -> str:
    """Return the SHA-256 of ``value`` as JSON: the same for equal values, whatever order their keys have.

    Raises TypeError for what JSON cannot hold and ValueError for a float that is no number.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return digest(text)


def same(one: str, other: str) -> bool:
    """Compare two secrets or digests in a time that tells nothing about where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
