"""Find out whether the log is as it was written: every chain, every root, and what lies anchored outside.

What nobody can find: entries newer than the last anchored root, cut off by somebody who owns the database and rewrites
the noted end of the chain, too. Hence the hour.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.audit_log import store
from auth.audit_log.proof.anchors import Anchor
from auth.audit_log.proof.roots import NotSigned, Root, all_roots, opened
from auth.audit_log.rules import Head, Statement, faults_of_chain, merkle_root
from auth.keys import store as key_store
from common.stores.postgres import Database

MOST_FAULTS = 1000
Reading = Callable[[UUID | None], AbstractAsyncContextManager[AsyncConnection]]
"""Opens a reading of one organisation's rows; of None: of what belongs to no organisation."""
Keys = dict[str, ec.EllipticCurvePublicKey]


@dataclass
class Findings:
    """What a verification looked at, and what is wrong, a sentence each; sound where there is none.

    ``anchored``: entries up to the end of the last root that lies outside.
    """

    organizations: int = 0
    entries: int = 0
    roots: int = 0
    anchored: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def add(self, *faults: str) -> None:
        """Note what is wrong, up to a thousand sentences."""
        self.faults += faults[: MOST_FAULTS - len(self.faults)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Roots as they lie outside and inside, and the keys that may have signed them."""

    outside: Sequence[Root]
    inside: Sequence[Root]
    keys: Keys


def reading_of(database: Database) -> Reading:
    """Readings as the service's own role."""

    @asynccontextmanager
    async def reading(tenant_id: UUID | None) -> AsyncIterator[AsyncConnection]:
        if tenant_id is None:
            async with database.system() as conn:
                yield conn
        else:
            async with database.begin(tenant_id) as tx:
                yield tx.conn

    return reading


async def evidence(database: Database, anchor: Anchor, secret: str) -> Evidence:
    """What roots there are, and our keys; ``WrongSecretError`` where the secret does not open them."""
    outside = [root async for root in anchor.lying()]
    async with database.system() as conn:
        keys = {key.kid: key.public for key in await key_store.stored(conn, secret)}
        return Evidence(outside, await all_roots(conn), keys)


async def verify(reading: Reading, found: Evidence, *, only: UUID | None = None) -> Findings:
    """Look at every chain, or at that of ``only`` one organisation, and at every root."""
    findings = Findings()
    statements = list(_statements(found, findings))
    ends: dict[UUID, dict[int, str]] = defaultdict(dict)
    for statement in statements:
        findings.add(*_continued(statement, ends))
    async with reading(None) as conn:
        tenants = {only} if only else {*await store.chains(conn), *ends}
    for tenant_id in sorted(tenants):
        await _verify_chain(reading, tenant_id, ends.get(tenant_id, {}), findings)
    if only is None:
        for statement in statements:
            await _verify_root(reading, statement, findings)
    last = {tenant_id: max(own, default=0) for tenant_id, own in ends.items() if tenant_id in tenants}
    findings.organizations, findings.anchored = len(tenants), sum(last.values()) if found.outside else 0
    return findings


def _statements(found: Evidence, findings: Findings) -> Iterator[Statement]:
    """The statements, each checked against its signature, the one before, and the same one inside."""
    inside = {root.number: root for root in found.inside}
    outside = {root.number: root for root in found.outside}
    before: Root | None = None
    for number in sorted({*inside, *outside}):
        root = outside.get(number) or inside[number]
        expected = before.number + 1 if before else 1
        if number != expected:
            findings.add(f"root {number} follows root {expected - 1}")
        if number in outside and (number not in inside or inside[number].signed != root.signed):
            findings.add(f"root {number} in the database is not the one that lies anchored")
        if number not in outside and outside and number < max(outside):
            findings.add(f"root {number} was taken away from the anchor")
        findings.roots += 1
        try:
            statement = opened(root.signed, found.keys)
        except NotSigned as error:
            findings.add(f"root {number}: {error}")
        else:
            if statement.number != number or statement.previous != (before.digest if before else ""):
                findings.add(f"root {number} does not continue the one before it")
            yield statement
        before = root


def _continued(statement: Statement, ends: Mapping[UUID, dict[int, str]]) -> Iterator[str]:
    for part in statement.parts:
        own = ends[part.tenant_id]
        if part.first != max(own, default=0) + 1:
            yield f"root {statement.number} leaves entries of organisation {part.tenant_id} out"
        own[part.last] = part.head


async def _verify_chain(reading: Reading, tenant_id: UUID, ends: Mapping[int, str], findings: Findings) -> None:
    at = Head()
    async with reading(tenant_id) as conn:
        async for entry in store.entries_of(conn, tenant_id):
            findings.add(*faults_of_chain(tenant_id, [entry], at))
            at = Head(entry.sequence, entry.hash)
            findings.entries += 1
            if ends.get(entry.sequence, entry.hash.hex()) != entry.hash.hex():
                findings.add(f"organisation {tenant_id}, entry {entry.sequence} is not the one that a root was made of")
        head = await store.head_of(conn, tenant_id)
    if head != at:
        findings.add(f"organisation {tenant_id}: its chain ends at {at.sequence}, and {head.sequence} is noted")
    if (covered := max(ends, default=0)) > at.sequence:
        findings.add(f"organisation {tenant_id}: entries {at.sequence + 1} to {covered} are gone")


async def _verify_root(reading: Reading, statement: Statement, findings: Findings) -> None:
    hashes: list[bytes] = []
    for part in statement.parts:
        async with reading(part.tenant_id) as conn:
            hashes += await store.hashes_of(conn, part.tenant_id, part.first, part.last)
    if len(hashes) != statement.entries or merkle_root(hashes).hex() != statement.root:
        findings.add(f"root {statement.number} is not that of its entries")
