"""Every store of every service with two organisations in it, in engines of the suite."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from brandmon_local import Stack
from brandmon_local.layout.site import POSTGRES_SERVICES
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

from ...stored.kept import FOLDERS, Kept
from . import others
from .postgres import connected, double, rows_naming
from .rewriting import Twin

_FLIPS = (0xA5A5A5A5A5, 0x5A5A5A5A5A)
"""What ids differ by from the first one's: the last digits, so that all are as old."""


@dataclass(frozen=True)
class Side:
    """One of the two organisations, and its owner."""

    twin: Twin
    tenant: UUID
    owner: UUID

    @property
    def mark(self) -> str:
        """The canary."""
        return self.twin.mark


@dataclass(frozen=True)
class Stores:
    """Where everything is. ``mine`` asks, ``theirs`` must not come to light, ``spent`` is for what changes or ends."""

    kept: Kept
    urls: Mapping[str, DatabaseUrls]
    mongodb: Stack
    neo4j: Stack
    s3: Stack
    clickhouse: Path
    mine: Side
    theirs: Side
    spent: Side

    def held(self, side: Side) -> dict[str, object]:
        """All that any store but ClickHouse holds of one side, to be compared with what it holds later."""
        ids = (str(side.tenant), str(side.owner))
        found: dict[str, object] = {}
        for service, urls in self.urls.items():
            found |= {f"{service}.{table}": rows for table, rows in asyncio.run(rows_naming(urls, ids)).items()}
        found |= {f"mongodb.{name}": rows for name, rows in others.documents_naming(self.mongodb, ids).items()}
        found["neo4j"] = others.graph_naming(self.neo4j.urls.neo4j, ids)
        return found | {f"s3.{key}": body for key, body in others.objects_naming(self.s3.urls.s3, ids).items()}


def made(postgres: PostgresServer, mongodb: Stack, neo4j: Stack, s3: Stack, folder: Path) -> Stores:
    """Put what an audit left into the engines, once as it was and once as another organisation's."""
    kept = Kept.of(FOLDERS[-1])
    first = next(line for line in kept.said("auth") if line["path"] == "/v1/auth/me")
    tenant, owner = str(first["tenant"]), str(first["user"])
    twins = (Twin("qzavox", _FLIPS[0]), Twin("qzbvox", 0), Twin("qzcvox", _FLIPS[1]))
    urls = {}
    for service in POSTGRES_SERVICES:
        urls[service] = kept.database(postgres, service)
        upgrade(service, urls[service].owner)
        asyncio.run(_doubled(urls[service], (tenant, owner), twins))
    others.double_documents(mongodb, kept, twins)
    others.double_graph(neo4j.urls.neo4j, kept, twins)
    digests = others.double_objects(s3.urls.s3, kept, twins)
    asyncio.run(_files_told(urls["reports"], digests))
    asyncio.run(others.double_facts(folder, kept, twins))
    sides = (Side(twin, UUID(twin.id_of(tenant)), UUID(twin.id_of(owner))) for twin in twins)
    return Stores(kept, urls, mongodb, neo4j, s3, folder, *sides)


async def _doubled(urls: DatabaseUrls, first: tuple[str, str], twins: Sequence[Twin]) -> None:
    await double(urls, first, twins)
    connection = await connected(urls)
    try:  # where groups were in another log says nothing about this one
        await connection.execute("DELETE FROM consumer_positions")
        await connection.execute("UPDATE outbox SET confirmed_at = now() WHERE confirmed_at IS NULL")
    finally:
        await connection.close()


async def _files_told(urls: DatabaseUrls, digests: Mapping[str, tuple[str, int]]) -> None:
    """Reports know the digests of their files, which are others now."""
    connection = await connected(urls)
    try:
        told = "UPDATE report_files SET sha256 = $2, file_size = $3 WHERE file_path = $1"
        await connection.executemany(told, [(key, *digest) for key, digest in digests.items()])
    finally:
        await connection.close()
