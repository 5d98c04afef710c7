"""Member organisations: found by what is known of somebody, and kept."""

from __future__ import annotations

import re
from collections.abc import Collection

from organisations.models import MemberKey, MemberOrganisation

PUBLIC_MAILBOXES = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.nl", "live.nl", "live.com"),
        *(
            "msn.com",
            "icloud.com",
            "me.com",
            "yahoo.com",
            "yahoo.nl",
            "ziggo.nl",
            "kpnmail.nl",
            "kpnplanet.nl",
        ),
        *("planet.nl", "hetnet.nl", "home.nl", "xs4all.nl", "upcmail.nl", "casema.nl", "quicknet.nl"),
        *("proton.me", "protonmail.com", "gmx.net", "gmx.com", "online.nl", "tele2.nl", "solcon.nl"),
    )
)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_KVK = re.compile(r"\d{8}")


class KeyTaken(Exception):
    """Another member is recognised by ``text`` already."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def member_of(organisation_id: int, kvk: str, email: str) -> MemberOrganisation | None:
    """The member with that KvK number, else with the domain of that address: one statement."""
    wanted = [text for text in (kvk, email.rpartition("@")[2].lower()) if text]
    rows = MemberKey.objects.filter(
        organisation=organisation_id, text__in=wanted, member__is_stopped=False
    ).select_related("member")
    found = {row.text: row.member for row in rows} if wanted else {}
    return next((found[text] for text in wanted if text in found), None)


def read_keys(typed: str) -> tuple[list[str], list[str]]:
    """The domains and KvK numbers in what was ``typed``, each once, and what is neither.

    "@westerkoog.example" and "www.westerkoog.example" are domains too; a public mailbox is none.
    """
    keys: dict[str, None] = {}
    wrong = []
    for word in re.split(r"[\s,;]+", typed.strip()):
        text = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", word.lower()).rpartition("@")[2]
        is_domain = _DOMAIN.fullmatch(text) and text not in PUBLIC_MAILBOXES
        if is_domain or _KVK.fullmatch(text):
            keys[text] = None
        elif word:
            wrong.append(word)
    return list(keys), wrong


def keep_member(member: MemberOrganisation, keys: Collection[str]) -> list[str]:
    """Store a member, new or changed, with the keys by which it is recognised; names what changed.

    Raises KeyTaken: the caller rolls back. The organisation's row is locked by the caller.
    """
    old = MemberOrganisation.objects.filter(pk=member.pk).first() if member.pk else None
    changed = [n for n in ("name", "is_stopped") if old is None or getattr(old, n) != getattr(member, n)]
    member.save()
    taken = MemberKey.objects.filter(organisation=member.organisation_id, text__in=keys)
    if other := taken.exclude(member=member).first():
        raise KeyTaken(other.text)
    known = set(member.keys.values_list("text", flat=True))
    if known != set(keys):
        member.keys.exclude(text__in=keys).delete()
        MemberKey.objects.bulk_create(
            MemberKey(organisation_id=member.organisation_id, member=member, text=text)
            for text in sorted(set(keys) - known)
        )
        changed.append("keys")
    return changed
