"""AES-256-GCM as it is written down everywhere here: nonce, ciphertext and tag in one, bound to what it is about."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class DoesNotOpen(InvalidTag):
    """The key is another one, it was sealed about something else, or it was tampered with."""


class Cipher:
    """Seals and opens under one key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, about: bytes = b"") -> bytes:
        """``plain``, sealed. It opens together with ``about`` alone, such as its row's id: so rows can't swap."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, about)

    def open(self, sealed: bytes, about: bytes = b"") -> bytes:
        """What ``seal`` sealed; ``DoesNotOpen``."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError):
            raise DoesNotOpen from None


def derived(secret: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose, out of a secret of any form (HKDF with SHA-256, RFC 5869)."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose).derive(secret)
