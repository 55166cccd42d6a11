"""One service's part of an export: a job that writes file by file, and may be killed between any two lines."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import UUID

from common.contracts.tenants.exports import PartResult
from common.exports.declared import SAFE_PATH, Exports, is_tabular, stem_of
from common.exports.places import PART, PartStore, key_of
from common.exports.sources import FileSource, Sources
from common.exports.writing import FileFacts, Written, facts_of_bytes, write_rows
from common.jobs import Job, Lane, LeaseLost, Leases, Terms, Worker, doubling
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.saga.participant import Done, Refused

LANE = "part"
LEASE = timedelta(minutes=2)
AT_ONCE = 2
MOST_ATTEMPTS = 8
"""In a row without a file that was finished: then the export is given up."""
UNAVAILABLE = Refused("exports-unavailable", "Exports are not set up here: there is no store to write them to.")
FAILED = Refused("export-failed", "A part of the data could not be written; the operators have been told.")
_TYPES = {".jsonl": "application/jsonl", ".csv": "text/csv; charset=utf-8", ".json": "application/json"}
_log = log("exports")


class Ledger(Protocol):
    """What a service's own store keeps of a part. Each write is made under the job's lease, or raises ``LeaseLost``."""

    @property
    def leases(self) -> Leases:
        """The queue."""
        ...

    def export_of(self, job: Job) -> UUID:
        """The export that a job is for."""
        ...

    async def files(self, job: Job) -> Sequence[FileFacts]:
        """Which files are stored already."""
        ...

    async def keep(self, job: Job, files: Sequence[FileFacts]) -> None:
        """Note that files are stored."""
        ...

    async def end(self, job: Job, answer: Done | Refused) -> None:
        """End the job and answer its order, in one transaction."""
        ...


@dataclass(frozen=True, slots=True)
class PartMaker:
    """Who writes a service's part. Without a ``store`` every order is refused."""

    exports: Exports
    sources: Sources
    store: PartStore | None
    ledger: Ledger

    async def do(self, job: Job) -> None:
        """Write what is not written yet, then say what there is."""
        if self.store is None:
            await self.ledger.end(job, UNAVAILABLE)
            return
        known = list(await self.ledger.files(job))
        stored = list[str]()
        try:
            with TemporaryDirectory(prefix="brandmon-export-") as folder:
                async for written in self._missing(job.tenant, Path(folder), {each.path for each in known}):
                    for each in written:
                        await self._store(job, each)
                        stored.append(each.facts.path)
                    await self.ledger.keep(job, [each.facts for each in written])
                    known += [each.facts for each in written]
            await self._tell(job, known)
        except LeaseLost:
            await self._take_back(job, stored)
            raise

    async def give_up(self, job: Job) -> None:
        """Refuse the order: the export turns back, and its parts are removed."""
        _log.error("a part of an export is given up", export_id=str(self.ledger.export_of(job)))
        await self.ledger.end(job, FAILED)

    async def _missing(self, tenant_id: UUID, folder: Path, known: set[str]) -> AsyncIterator[list[Written]]:
        for store, exported in self.exports.taken.items():
            stem = stem_of(store)
            if store in self.sources.files:
                async for written in _files(
                    self.sources.files[store], tenant_id, folder, (stem, exported.about), known
                ):
                    yield [written]
            elif f"{stem}.jsonl" not in known:
                rows = self.sources.rows[store](tenant_id)
                written_rows = await write_rows(folder, stem, exported.about, rows, table=is_tabular(store))
                yield written_rows
                for each in written_rows:
                    each.file.unlink()

    async def _store(self, job: Job, written: Written) -> None:
        assert self.store is not None, "asked before"
        kind = _TYPES.get(Path(written.facts.path).suffix, "application/octet-stream")
        await self.store.put_file(self._key(job, written.facts.path), written.file, kind)

    async def _tell(self, job: Job, files: Sequence[FileFacts]) -> None:
        assert self.store is not None, "asked before"
        part = {
            "service": self.exports.service,
            "files": [asdict(each) for each in sorted(files, key=lambda each: each.path)],
            "left_out": [asdict(each) for each in self.exports.left_out()],
        }
        await self.store.put(self._key(job, PART), json.dumps(part).encode(), _TYPES[".json"])
        lines = [each for each in files if not each.path.endswith(".csv")]
        rows, size = sum(each.rows or 0 for each in lines), sum(each.bytes for each in files)
        await self.ledger.end(job, Done(PartResult(files=len(files), rows=rows, bytes=size)))

    async def _take_back(self, job: Job, paths: Sequence[str]) -> None:
        """Somebody else has the job, or nobody wants it: what he writes again lies under the same names."""
        assert self.store is not None, "asked before"
        known = {each.path for each in await self.ledger.files(job)}
        for path in paths:
            if path not in known:
                await self.store.remove(self._key(job, path))

    def _key(self, job: Job, path: str) -> str:
        return key_of(job.tenant, self.ledger.export_of(job), self.exports.service, path)


async def _files(
    source: FileSource, tenant_id: UUID, folder: Path, what: tuple[str, str], known: set[str]
) -> AsyncIterator[Written]:
    stem, about = what
    async for each in source(tenant_id):
        path = f"{stem}/{each.path}"
        if path in known:
            continue
        if SAFE_PATH.fullmatch(path) is None:
            raise ValueError("a key of our own is no path")
        body = await each.load()
        file = folder / "as-it-is"
        file.write_bytes(body)
        yield Written(file, facts_of_bytes(path, about, body))


def part_worker(maker: PartMaker, clock: Clock) -> Worker:
    """The worker of a service's parts."""
    pause = doubling(timedelta(minutes=2))
    lane = Lane(LANE, maker.do, maker.give_up, AT_ONCE, MOST_ATTEMPTS, pause=pause, of_a_tenant=1)
    return Worker(maker.ledger.leases, [lane], clock, Terms(LEASE, poll_s=1.0))
