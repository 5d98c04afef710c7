"""The key that makes one registration of a form, however often it is posted."""

from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer


def new_key(event_id: int) -> str:
    """Return a new key, signed for one event. Nothing is stored."""
    return _signer(event_id).sign(uuid4().hex)


def read_key(event_id: int, text: str) -> UUID | None:
    """Return the UUID of a key that was made for this event, else None."""
    try:
        return UUID(_signer(event_id).unsign(text[:200]))
    except (BadSignature, ValueError):
        return None


def _signer(event_id: int) -> Signer:
    return Signer(salt=f"sign-up:{event_id}")
