"""A passkey as a browser registers it, of a device that is not there (WebAuthn, attestation "none")."""

from __future__ import annotations

import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST, KEY_ID = "localhost", b"sleutelbos-------"
PRESENT_AND_ATTESTED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT


def make_credential() -> dict[str, Any]:
    """What is stored of it, as JSON."""
    key = ES256.from_cryptography_key(  # type: ignore[no-untyped-call]
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    attested = AttestedCredentialData.create(Aaguid.NONE, KEY_ID, key)
    site = hashlib.sha256(HOST.encode()).digest()
    device = AuthenticatorData.create(site, PRESENT_AND_ATTESTED, 0, bytes(attested))
    client = CollectedClientData.create("webauthn.create", b"challenge", f"http://{HOST}")
    return {
        "id": websafe_encode(KEY_ID),
        "rawId": websafe_encode(KEY_ID),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(bytes(client)),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", device, {}))),
        },
    }
