"""Tokens that were verified a moment ago: to check a signature again costs a hundred times what looking it up does."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from common.http.access.revocations import Ties
from common.http.principal import Principal

MOST = 20_000
"""About 30 MB when full; the one that was not used for longest goes first."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A token whose signature was good, and all that must be asked again at each use of it."""

    principal: Principal
    ties: Ties
    key_id: str
    key: Any
    expires_at: float


class Seen:
    """The last ``most`` verified tokens by the digest of the token: what is not the same bit by bit is not found."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Verified] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, token: str) -> tuple[bytes, Verified | None]:
        """The digest of ``token``, and what is known of it."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        found = self._kept.get(digest)
        if found is not None:
            self._kept.move_to_end(digest)
        return digest, found

    def keep(self, digest: bytes, verified: Verified) -> None:
        """Remember a token that was verified."""
        self._kept[digest] = verified
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, digest: bytes) -> None:
        """Forget one that is good no more."""
        self._kept.pop(digest, None)
