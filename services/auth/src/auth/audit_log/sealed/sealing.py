"""What is personal in the audit log, under a key per person: destroying it erases, and the chain still verifies."""

import json
import secrets
from dataclasses import asdict, dataclass
from uuid import UUID

from common.primitives.ciphers import Cipher, DoesNotOpen, derived
from common.primitives.text import shown

_LONGEST_ADDRESS, LONGEST_AGENT = 64, 255


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from: the client's address, and what its program calls itself."""

    address: str
    user_agent: str | None = None

    @classmethod
    def given(cls, address: str, user_agent: str | None) -> "Origin":
        """One out of a request: made sound, and cut."""
        return cls(shown(address, _LONGEST_ADDRESS), shown(user_agent, LONGEST_AGENT) if user_agent else None)


@dataclass(frozen=True, slots=True)
class PersonKey:
    """The key of one person, open."""

    person_id: UUID
    key: bytes

    def seal(self, origin: Origin) -> bytes:
        """The origin, sealed and bound to the person."""
        plain = json.dumps(asdict(origin), ensure_ascii=False).encode()
        return Cipher(self.key).seal(plain, b"origin" + self.person_id.bytes)

    def open(self, sealed: bytes) -> Origin | None:
        """The origin; None where it does not open with this key."""
        try:
            return Origin(**json.loads(Cipher(self.key).open(sealed, b"origin" + self.person_id.bytes)))
        except DoesNotOpen:
            return None


class MasterKey:
    """What persons' keys are sealed under."""

    def __init__(self, secret: str) -> None:
        self._cipher = Cipher(derived(secret.encode(), b"brandmon auth audit log persons"))

    def new(self, person_id: UUID) -> tuple[PersonKey, bytes]:
        """A new key of a person, open and sealed."""
        key = secrets.token_bytes(32)
        return PersonKey(person_id, key), self._cipher.seal(key, b"person" + person_id.bytes)

    def open(self, person_id: UUID, sealed: bytes) -> PersonKey | None:
        """The key; None where the secret is another one, or the row was tampered with."""
        try:
            return PersonKey(person_id, self._cipher.open(sealed, b"person" + person_id.bytes))
        except DoesNotOpen:
            return None
