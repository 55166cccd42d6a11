"""The tests' kit for exports: a row in every declared table, and a part written into memory."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    insert,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import create_async_engine

from common.exports.declared import Exports, stem_of
from common.exports.parts import PartMaker
from common.exports.sources import Sources
from common.exports.writing import FileFacts
from common.jobs import Job, LeaseLost, Leases
from common.primitives.ids import uuid7
from common.saga.participant import Done, Refused
from common.stores.postgres import Database

_LENGTHS = text(
    "SELECT column_name, character_maximum_length FROM information_schema.columns "
    "WHERE table_name = :of_table AND character_maximum_length IS NOT NULL"
)
_CONDITIONS = text(
    "SELECT conrelid::regclass::text, conname FROM pg_constraint "
    "WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace AND conparentid = 0"
)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@dataclass
class MemoryParts:
    """A store of parts; it fails at the ``dies_at``-th file, as a process does that is killed there."""

    objects: dict[str, bytes] = field(default_factory=dict)
    dies_at: int | None = None
    puts: list[str] = field(default_factory=list)

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """See ``PartStore``."""
        self.puts.append(key)
        if self.dies_at is not None and len(self.puts) >= self.dies_at:
            raise ConnectionError("killed")
        self.objects[key] = body

    async def put_file(self, key: str, file: Path, content_type: str) -> None:
        """See ``PartStore``."""
        await self.put(key, file.read_bytes(), content_type)  # noqa: ASYNC240 - a test

    async def remove(self, key: str) -> None:
        """See ``PartStore``."""
        self.objects.pop(key, None)


@dataclass
class MemoryLedger:
    """A ledger of one job."""

    known: list[FileFacts] = field(default_factory=list)
    answer: Done | Refused | None = None
    lost: bool = False

    @property
    def leases(self) -> Leases:
        """No queue: the job is given."""
        raise NotImplementedError

    def export_of(self, job: Job) -> UUID:
        """See ``Ledger``."""
        return job.id

    async def files(self, job: Job) -> list[FileFacts]:
        """See ``Ledger``."""
        return list(self.known)

    async def keep(self, job: Job, files: Sequence[FileFacts]) -> None:
        """See ``Ledger``."""
        if self.lost:
            raise LeaseLost
        self.known += files

    async def end(self, job: Job, answer: Done | Refused) -> None:
        """See ``Ledger``."""
        self.answer = answer


def job_of(tenant_id: UUID) -> Job:
    """A job of a part."""
    return Job(uuid7(), tenant_id, "part", uuid7(), 1)


async def written_part(exports: Exports, sources: Sources, tenant_id: UUID) -> dict[str, bytes]:
    """The files of an organisation's part, by their paths."""
    store, ledger, job = MemoryParts(), MemoryLedger(), job_of(tenant_id)
    await PartMaker(exports, sources, store, ledger).do(job)
    assert isinstance(ledger.answer, Done)
    begin = f"{tenant_id}/organization-exports/{job.id}/{exports.service}/"
    assert all(key.startswith(begin) for key in store.objects)
    return {key.removeprefix(begin): body for key, body in store.objects.items()}


def lines_of(part: Mapping[str, bytes], store: str) -> list[dict[str, Any]]:
    """The rows that a part has of a store."""
    return [json.loads(line) for line in part[f"{stem_of(store)}.jsonl"].splitlines()]


async def loosen(owner_url: str) -> None:
    """Take the conditions of rows and the references between them away: any row may be put anywhere then."""
    engine = create_async_engine(owner_url)
    async with engine.begin() as conn:
        for table, name in (await conn.execute(_CONDITIONS)).all():
            await conn.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}" CASCADE'))
    await engine.dispose()


async def fill(database: Database, table: Table, tenant_id: UUID, **given: Any) -> None:
    """One row of an organisation in ``table``; a text says whose it is and which table it stands in."""
    async with database.begin(tenant_id) as tx:
        found = await tx.execute(_LENGTHS, {"of_table": table.name})
        longest: dict[str, int] = dict(found.all())  # type: ignore[arg-type]
        row = {column.key: given.get(column.key, _value(column, tenant_id)) for column in table.columns}
        cut = {
            column.key: row[column.key][: longest.get(column.name)]
            for column in table.columns
            if isinstance(row[column.key], str)
        }
        await tx.execute(insert(table), [row | cut])


def canary(tenant_id: UUID) -> str:
    """What stands in the texts of an organisation's rows."""
    return f"canary-{tenant_id.hex}"


def _value(column: "Column[Any]", tenant_id: UUID) -> Any:
    if column.name == "tenant_id":
        return tenant_id
    told = canary(tenant_id)
    kinds: list[tuple[type | tuple[type, ...], Any]] = [
        (postgresql.UUID, uuid7()),
        (DateTime, NOW),
        (Date, date(2026, 11, 20)),
        (Boolean, False),
        (postgresql.JSONB, {"text": told}),
        (ARRAY, []),
        (LargeBinary, told.encode()),
        (Numeric, Decimal("0.5")),
        (Float, 0.5),
        (Integer, 1),
    ]
    for kind, value in kinds:
        if isinstance(column.type, kind):
            return value
    return f"{told} {column.name} {uuid7().hex}" if column.name != "prefix" else uuid7().hex[-12:]


def secret_columns(names: Iterable[str]) -> list[str]:
    """Of names of columns, those that sound like a secret."""
    return [name for name in names if _SECRET.search(name)]


_SECRET = re.compile(r"hash|secret|password|token(?!s)|sealed|private|credential|challenge|seed|signing")
