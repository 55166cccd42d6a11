"""Secrets of webhooks: made, sealed and opened, and what is signed with them (Standard Webhooks, ``v1``)."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from standardwebhooks import Webhook

from common.primitives.ciphers import Cipher, DoesNotOpen, derived

PREFIX = "whsec_"
_SECRET_BYTES = 32


class WrongSecretError(Exception):
    """A sealed secret does not open: the key is another one, or the row was tampered with."""


def new_secret() -> str:
    """A random secret in the form that receivers' libraries take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


class Seal:
    """Seals secrets under one key, bound to organisation and webhook."""

    def __init__(self, key: str) -> None:
        self._cipher = Cipher(derived(key.encode(), b"brandmon reports webhook secrets"))

    def close(self, secret: str, tenant_id: UUID, webhook_id: UUID) -> bytes:
        """The secret, sealed: no row of another webhook can be put in its place."""
        return self._cipher.seal(secret.encode(), tenant_id.bytes + webhook_id.bytes)

    def open(self, sealed: bytes, tenant_id: UUID, webhook_id: UUID) -> str:
        """What ``close`` sealed; ``WrongSecretError`` where it does not open."""
        try:
            return self._cipher.open(sealed, tenant_id.bytes + webhook_id.bytes).decode()
        except (DoesNotOpen, ValueError):
            text = f"REPORTS_KEY_ENCRYPTION_SECRET does not open the secret of webhook {webhook_id}"
            raise WrongSecretError(text) from None


def headers_of(message_id: str, at: datetime, body: str, own: Iterable[str]) -> dict[str, str]:
    """The headers of a try at ``at`` (UTC), with a signature by each of the secrets."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(message_id, at, body) for secret in own),
    }
