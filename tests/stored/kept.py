"""Reads what a small audit left in each store, and puts it back into engines of the suite."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from math import isclose
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
from fastapi import FastAPI

from common.messaging.envelope import Record
from common.messaging.subscriptions import Subscription
from common.primitives.clock import Clock
from common.stores.objects import ObjectMissing
from common.testing.postgres import DatabaseUrls, PostgresServer

Json = dict[str, Any]
FOLDERS = tuple(sorted(path.parent for path in Path(__file__).parent.glob("*/about.json")))
"""One per version that left something; every test reads all of them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one version left. ``audits`` names audits by how they ended."""

    folder: Path
    taken_at: datetime
    website: UUID
    audits: Mapping[str, UUID]
    reports_dead_letters: str

    @classmethod
    def of(cls, folder: Path) -> "Kept":
        """Read ``about.json``."""
        about = json.loads((folder / "about.json").read_text("utf-8"))
        audits = {how: UUID(own) for how, own in about["audits"].items()}
        moment = datetime.fromisoformat(about["taken_at"])
        return cls(folder, moment, UUID(about["website"]), audits, about["reports_dead_letters"])

    def lines(self, *path: str) -> list[Json]:
        """The JSON lines of a file."""
        return list(_lines(self.folder.joinpath(*path)))

    def text(self, *path: str) -> str:
        """A file's text."""
        return self.folder.joinpath(*path).read_text("utf-8")

    def names(self, part: str, ending: str) -> list[str]:
        """The files of one store, without their ending."""
        return sorted(path.name.removesuffix(ending) for path in (self.folder / part).glob(f"*{ending}"))

    def records(self, topic: str) -> list[Record]:
        """The records of a topic, by partition and offset, as a consumer is given them; none of one that came later."""
        if topic not in self.names("kafka", ".jsonl"):
            return []
        return [_record(topic, line) for line in self.lines("kafka", f"{topic}.jsonl")]

    def said(self, service: str) -> list[Json]:
        """What a service said of what is stored, when it was stored."""
        return self.lines("said", f"{service}.jsonl")

    def database(self, postgres: PostgresServer, service: str) -> DatabaseUrls:
        """A new database with what ``service`` had in PostgreSQL, its schema as it was then."""
        urls = postgres.database(extensions=("vector",) if service == "analyzer" else ())
        operations = urls.operations.split("//")[1].split("@", maxsplit=1)[0]
        granted = f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {operations}"
        asyncio.run(_restore(urls.owner, f"{self.text('postgres', f'{service}.sql')};{granted}"))
        return urls

    def objects(self, bucket: str) -> "KeptObjects":
        """The objects of a bucket, in memory."""
        return KeptObjects({line["key"]: _bytes(line, "body") or b"" for line in self.lines("s3", f"{bucket}.jsonl")})


class KeptObjects:
    """See ``common.stores.objects.Objects``; ``written`` are the keys that were put since."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self.kept = kept
        self.written: list[str] = []

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        self.kept[key] = body
        self.written.append(key)

    async def remove_all(self, prefix: str) -> int:
        gone = [key for key in self.kept if key.startswith(prefix)]
        for key in gone:
            del self.kept[key]
        return len(gone)

    async def get(self, key: str) -> bytes:
        if key not in self.kept:
            raise ObjectMissing(key)
        return self.kept[key]


@dataclass(frozen=True, slots=True)
class Stores:
    """Where the stores of one service are, each with what was kept. What a service has not is empty."""

    kept: Kept
    clock: Clock
    urls: DatabaseUrls = field(default_factory=partial(DatabaseUrls, "", ""))
    mongo_url: str = ""
    neo4j: tuple[str, str, str] = ("", "", "")
    clickhouse: Path = Path()


@dataclass(frozen=True, slots=True)
class Part:
    """A service on stores: its API, what each of its groups listens to, and what it stores beside PostgreSQL."""

    app: FastAPI
    consumers: Mapping[str, Sequence[Subscription]]
    beside: Callable[[], Awaitable[Any]] | None = None


def carries(now: Any, before: Any, at: str = "") -> list[str]:
    """Where ``now`` lacks something of ``before`` or tells it otherwise. What is new is no difference."""
    if isinstance(before, dict) and isinstance(now, dict):
        missing = [f"{at}.{name} is gone" for name in before if name not in now]
        both = [name for name in before if name in now]
        return missing + [fault for name in both for fault in carries(now[name], before[name], f"{at}.{name}")]
    if isinstance(before, list) and isinstance(now, list):
        if len(before) != len(now):
            return [f"{at} has {len(now)} items instead of {len(before)}"]
        return [
            f for n, (one, other) in enumerate(zip(now, before, strict=True)) for f in carries(one, other, f"{at}[{n}]")
        ]
    if isinstance(before, float) and isinstance(now, float | int):  # sums depend on the order of what is summed
        return [] if isclose(now, before, rel_tol=1e-12) else [f"{at} is {now!r} instead of {before!r}"]
    return [] if now == before else [f"{at} is {now!r} instead of {before!r}"]


@cache
def _lines(path: Path) -> Sequence[Json]:
    return tuple(json.loads(line) for line in path.read_text("utf-8").splitlines())


def _record(topic: str, line: Json) -> Record:
    headers = tuple((each["name"], _bytes(each, "value") or b"") for each in line["headers"])
    return Record(topic, line["partition"], line["offset"], _bytes(line, "key"), _bytes(line, "value"), headers)


def _bytes(line: Json, name: str) -> bytes | None:
    if f"{name}_base64" in line:
        return base64.b64decode(line[f"{name}_base64"])
    text: str | None = line[name]
    return None if text is None else text.encode()


async def _restore(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
