"""Mails at rest: sealed with AES-256-GCM until they have left, and counted by a digest that names nobody. Pure."""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from auth.mails.rules import Letter, MailKind
from common.primitives.ciphers import Cipher, DoesNotOpen, derived


class UnreadableError(Exception):
    """A sealed mail does not open: the secret is another one, or the row was tampered with."""


class Sealing:
    """Seals letters, and makes digests of addresses, under keys derived from ``secret`` (HKDF, RFC 5869)."""

    def __init__(self, secret: str) -> None:
        self._letters = Cipher(derived(secret.encode(), b"brandmon auth mails"))
        self._digests = derived(secret.encode(), b"brandmon auth mail addresses")

    def seal(self, mail_id: UUID, letter: Letter) -> bytes:
        """The letter, sealed and bound to its row, so that rows cannot swap."""
        until = letter.useful_until.isoformat() if letter.useful_until else None
        told: dict[str, Any] = {"kind": letter.kind, "recipient": letter.recipient, "until": until}
        told |= {"code": letter.code, "values": dict(letter.values)}
        return self._letters.seal(json.dumps(told).encode(), mail_id.bytes)

    def unseal(self, mail_id: UUID, sealed: bytes) -> Letter:
        """The letter that ``seal`` sealed; ``UnreadableError`` where it does not open."""
        try:
            plain = self._letters.open(sealed, mail_id.bytes)
        except DoesNotOpen:
            raise UnreadableError(f"the mail {mail_id} does not open") from None
        told = json.loads(plain)
        until = datetime.fromisoformat(told["until"]) if told["until"] else None
        return Letter(MailKind(told["kind"]), told["recipient"], until, told["code"], told["values"])

    def digest(self, address: str) -> bytes:
        """32 bytes by which mails to one address are counted; without the secret nobody can try addresses on it."""
        return hmac.digest(self._digests, address.lower().encode(), hashlib.sha256)
