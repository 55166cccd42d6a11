"""Bodies of dead letters are sealed whole: in a body that can't be decoded nobody can find the personal data."""

import secrets
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from common.primitives.ciphers import Cipher, DoesNotOpen


class CannotOpen(Exception):  # noqa: N818 - told to a person
    """No key of this service opens it, or it was tampered with."""


class WrongKeys(ValueError):  # noqa: N818 - a mistake in the environment
    """The keys are not base64 of 32 bytes each."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """AES-256-GCM: ``data`` is nonce, ciphertext and tag; ``key_id`` says which key."""

    key_id: str
    data: bytes


class Sealing:
    """Seals with the first key, opens with all of them: a new key goes in front, old ones stay while letters live."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        self._keys = {sha256(b"brandmon dead letters" + key).hexdigest()[:8]: Cipher(key) for key in keys}
        if not self._keys:
            raise WrongKeys("at least one key is needed")
        self._newest = next(iter(self._keys))

    @classmethod
    def of(cls, text: str) -> "Sealing":
        """From base64 keys of 32 bytes, comma separated; ``WrongKeys`` where they are not."""
        try:
            keys = [b64decode(part.strip(), validate=True) for part in text.split(",")]
        except NotBase64:
            raise WrongKeys("a key is not base64") from None
        if any(len(key) != 32 for key in keys):
            raise WrongKeys("a key does not have 32 bytes")
        return cls(keys)

    @classmethod
    def ephemeral(cls) -> "Sealing":
        """A key that lives as long as the process: for tests."""
        return cls([secrets.token_bytes(32)])

    def seal(self, body: bytes, place: str) -> Sealed:
        """Seal ``body``; it opens only together with ``place`` (topic, partition, offset of the message)."""
        return Sealed(self._newest, self._keys[self._newest].seal(body, place.encode()))

    def open(self, sealed: Sealed, place: str) -> bytes:
        """The body; ``CannotOpen`` where no key fits or anything was changed."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise CannotOpen(f"no key {sealed.key_id} among the service's dead-letter keys")
        try:
            return key.open(sealed.data, place.encode())
        except DoesNotOpen:
            raise CannotOpen("the letter was changed after it was sealed") from None
