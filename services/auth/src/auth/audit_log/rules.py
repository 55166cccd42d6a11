"""What an entry is, how entries are chained, and what is said of them every hour. Pure.

An entry's hash is SHA-256 over the canonical JSON (keys sorted, no blanks, UTF-8) of all its fields, the hash of the
entry before it included, so that none can be changed, taken out or moved without every later one saying so. A root is
that of a Merkle tree (RFC 9162, 2.1.1) over the hashes of the entries that came since the root before.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from common.contracts.auth import ActionNoted

KEPT_YEARS = 7
KEPT = timedelta(days=365 * KEPT_YEARS + 2)
BEGINNING = bytes(32)
"""What the first entry of a chain names as the hash before it."""
_LEAF, _NODE = b"\x00", b"\x01"
_DOMAIN = "brandmon audit log entry 1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``origin``: address and program, sealed under the key of the person ``origin_of``."""

    tenant_id: UUID
    sequence: int
    id: UUID
    recorded_at: datetime
    occurred_at: datetime
    action: str
    service: str
    actor: str
    resource_type: str
    resource_id: UUID | None
    user_id: UUID | None
    session_id: UUID | None
    key_id: UUID | None
    facts: Mapping[str, str]
    origin: bytes | None
    origin_of: UUID | None
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class SealedOrigin:
    """Where a request came from, as it is kept: readable as long as the key of the person ``of`` is there."""

    of: UUID
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain; ``sequence`` 0 where there is none yet."""

    sequence: int = 0
    hash: bytes = BEGINNING


@dataclass(frozen=True, slots=True)
class Part:
    """What a root covers of one organisation: entries ``first`` to ``last``, and the hash of the last."""

    tenant_id: UUID
    first: int
    last: int
    head: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed every hour. ``previous``: SHA-256 of the statement before, as it was signed; hex."""

    number: int
    made_at: datetime
    previous: str
    entries: int
    root: str
    parts: tuple[Part, ...]

    def body(self) -> dict[str, Any]:
        """The statement as JSON."""
        told = asdict(self) | {"made_at": _moment(self.made_at)}
        return told | {"parts": [asdict(part) | {"tenant_id": str(part.tenant_id)} for part in self.parts]}

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Statement":
        """The statement out of ``body``; ``ValueError``, ``KeyError`` or ``TypeError`` where it is none."""
        parts = tuple(Part(**part | {"tenant_id": UUID(part["tenant_id"])}) for part in body["parts"])
        return cls(**dict(body) | {"made_at": datetime.fromisoformat(body["made_at"]), "parts": parts})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _json(value: object) -> object:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value) if isinstance(value, UUID) else value


def fields_of(entry: Entry) -> dict[str, Any]:
    """The entry as an export tells it: all that its hash is made of, and the hash."""
    return {name: _json(getattr(entry, name)) for name in Entry.__dataclass_fields__} | {"facts": dict(entry.facts)}


def hash_of(entry: Entry) -> bytes:
    """What ``entry.hash`` has to be."""
    told = fields_of(entry)
    del told["hash"]
    body = json.dumps([_DOMAIN, told], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(body.encode()).digest()


def chained(
    events: Sequence[ActionNoted], head: Head, origins: Mapping[UUID, SealedOrigin], now: datetime
) -> list[Entry]:
    """The entries of ``events``, behind ``head``. ``origins``: by the id of the event."""
    entries: list[Entry] = []
    for event in events:
        origin = origins.get(event.id)
        entry = Entry(
            event.tenant_id, head.sequence + 1, event.id, now, event.occurred_at, event.action, event.service,
            str(event.actor), event.resource_type, event.resource_id, event.user_id, event.session_id, event.key_id,
            dict(event.facts), origin.sealed if origin else None, origin.of if origin else None, head.hash, b"",
        )  # fmt: skip
        entry = replace(entry, hash=hash_of(entry))
        head = Head(entry.sequence, entry.hash)
        entries.append(entry)
    return entries


def merkle_root(hashes: Sequence[bytes]) -> bytes:
    """The root over ``hashes``, in their order (RFC 9162: leaves and nodes are told apart, an odd one goes up)."""
    level = [sha256(_LEAF + each).digest() for each in hashes] or [sha256(b"").digest()]
    while len(level) > 1:
        pairs = [sha256(_NODE + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def months_ahead(now: datetime, number: int) -> list[datetime]:
    """The first of this month and of the ``number`` after it, in UTC."""
    months = [now.year * 12 + now.month - 1 + each for each in range(number + 1)]
    return [datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in months]


def faults_of_chain(tenant_id: UUID, entries: Iterable[Entry], before: Head = Head()) -> Iterable[str]:
    """What is wrong with entries that follow ``before``, a sentence each."""
    for entry in entries:
        where = f"organisation {tenant_id}, entry {entry.sequence}"
        if entry.tenant_id != tenant_id:
            yield f"{where} belongs to another organisation"
        if entry.sequence != before.sequence + 1:
            yield f"{where} follows entry {before.sequence}"
        if entry.previous != before.hash:
            yield f"{where} does not continue the entry before it"
        if hash_of(entry) != entry.hash:
            yield f"{where} was changed"
        before = Head(entry.sequence, entry.hash)
