"""Sending events to the webhook, signed as Stripe signs."""

import http.client
import json
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import stripe

from demo.stripe.objects import Given

PATIENCE = 10  # seconds


def send(event: Given, url: str, secrets: Sequence[str]) -> str:
    """Send it once; return "" where it was taken (2xx), else what was met instead."""
    body = json.dumps(event, indent=2)
    target = urlsplit(url)
    kind = http.client.HTTPSConnection if target.scheme == "https" else http.client.HTTPConnection
    connection = kind(target.hostname or "", target.port, timeout=PATIENCE)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature(body, secrets),
        "User-Agent": "Stripe/1.0 (sandbox of the demo)",
    }
    try:
        connection.request("POST", target.path or "/", body.encode(), headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
    return "" if 200 <= status < 300 else f"HTTP {status}"


def signature(body: str, secrets: Sequence[str]) -> str:
    """Return the header for ``body`` at the real time, with one signature per secret."""
    second = int(time.time())  # receivers compare it with the real time, whatever the demo's is
    signed = [stripe.WebhookSignature.generate_signature_header(body, secret, second) for secret in secrets]
    return ",".join([signed[0], *(header.partition(",")[2] for header in signed[1:])])
