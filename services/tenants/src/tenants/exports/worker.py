"""Who puts parts together, removes what was given up, and what has lain for its time."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from common.audit_log import note, user_actor
from common.contracts.message import Command
from common.contracts.tenants import AssembleExport, DiscardExport
from common.contracts.tenants.exports import PartResult
from common.exports.ledger import JOBS, command_of
from common.exports.parts import FAILED, LEASE, MOST_ATTEMPTS, UNAVAILABLE
from common.exports.places import PART, folder_of, key_of
from common.exports.tables import export_jobs
from common.jobs import Job, Lane, LeaseLost, Terms, Worker
from common.jobs.postgres import PostgresJobs
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.saga.participant import Done, Refused, reply
from common.stores.objects import ObjectMissing, S3Objects
from common.stores.postgres import Database, Tx
from tenants.exports import store
from tenants.exports.places import archive_key
from tenants.exports.rules import ASSEMBLE, DISCARD, EXPIRE, FIRST_STEP, LAST_STEP, PARTS, READY_FOR
from tenants.exports.zipping import About, Packed, PartDamaged, measured, pack

_SWEPT_AFTER = timedelta(days=1)
_DAMAGED = Refused("part-damaged", "A part of the export was not what had been written; order another one.")
_OVER = Refused("export-over", "This export was given up meanwhile.")
_log = log("exports")


@dataclass(frozen=True, slots=True)
class Ending:
    """What becomes of an export once its parts are there, or when it has come to nothing."""

    unit: Database
    objects: S3Objects | None
    clock: Clock

    async def assemble(self, job: Job) -> None:
        """One ZIP out of all parts; killed, it is begun anew, as the parts are there until it is kept."""
        if self.objects is None:
            await self._answer(job, UNAVAILABLE)
            return
        about = await self._about(job)
        if about is None:
            await self._answer(job, _OVER)
            return
        with TemporaryDirectory(prefix="brandmon-export-") as folder:
            file = Path(folder) / "export.zip"
            try:
                packed = await pack(file, about, PARTS, self.objects)
            except (PartDamaged, ObjectMissing) as reason:
                _log.error("a part of an export is not whole", export_id=str(about.export_id), reason=str(reason))
                await self._answer(job, _DAMAGED)
                return
            size, digest = measured(file)
            await self.objects.put_file(archive_key(about.tenant_id, about.export_id), file, "application/zip")
        try:
            await self._keep(job, about, packed, (size, digest))
        except LeaseLost:
            async with self.unit.looking(job.tenant) as tx:
                erased = await store.export(tx, about.export_id) is None
            if erased:  # the organisation is gone, and its files must be; else another worker has the job
                await self._remove_all(job)
            raise
        await self._remove_parts(about)

    async def discard(self, job: Job) -> None:
        """Remove every file of an export that failed; and once more a day later, what a part wrote meanwhile."""
        await self._remove_all(job)
        async with self.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            export_id = _export_of(job)
            await store.add_job(tx, EXPIRE, export_id, job.row["command_id"], self.clock.now() + _SWEPT_AFTER)
            await reply(tx, command_of(job, DiscardExport, FIRST_STEP), Done(PartResult()))

    async def expire(self, job: Job) -> None:
        """The time of an export is over: its file goes, and the row says so."""
        await self._remove_all(job)
        async with self.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            await store.end(tx, _export_of(job), "ready", status="expired")

    async def give_up(self, job: Job) -> None:
        """Refuse what was ordered: the saga turns back."""
        await self._answer(job, FAILED)

    async def later(self, job: Job) -> None:
        """What has to go is tried once a day until it is gone."""
        _log.error("files of an export cannot be removed", export_id=str(_export_of(job)))
        async with self.unit.begin(job.tenant) as tx:
            if not await JOBS.postpone(tx, job, self.clock.now() + timedelta(days=1), {"attempts": 0}):
                raise LeaseLost

    async def _about(self, job: Job) -> About | None:
        export_id = _export_of(job)
        async with self.unit.begin(job.tenant) as tx:
            found, own = await store.about_organization(tx), await store.export(tx, export_id)
        if found is None or own is None or own.status != "running":
            return None
        now = self.clock.now()
        return About(job.tenant, export_id, found["name"], found["slug"], own.requested_by, now)

    async def _keep(self, job: Job, about: About, packed: Packed, zipped: tuple[int, str]) -> None:
        now, (size, digest) = self.clock.now(), zipped
        result = PartResult(files=len(packed.files), rows=packed.rows, bytes=size)
        facts = {"files": result.files, "rows": result.rows, "bytes": size, "sha256": digest}
        until = now + READY_FOR
        async with self.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            ends = {"status": "ready", "ended_at": now, "expires_at": until, **facts}
            wanted = await store.is_going_on(tx, about.export_id)
            if not (wanted and await store.end(tx, about.export_id, "running", **ends)):
                await reply(tx, command_of(job, AssembleExport, LAST_STEP), _OVER)
                return
            await store.add_job(tx, EXPIRE, about.export_id, job.row["command_id"], until)
            note(tx, user_actor(about.requested_by), "organization.exported", tx.tenant_id, export_id=about.export_id)
            await reply(tx, command_of(job, AssembleExport, LAST_STEP), Done(result))

    async def _remove_parts(self, about: About) -> None:
        """Killed before it, they go with the archive."""
        assert self.objects is not None, "asked before"
        for service in PARTS:
            folder = key_of(about.tenant_id, about.export_id, service, PART).removesuffix(PART)
            await self.objects.remove_all(folder)

    async def _remove_all(self, job: Job) -> None:
        if self.objects is not None:
            await self.objects.remove_all(folder_of(job.tenant, _export_of(job)))

    async def _answer(self, job: Job, answer: Done | Refused) -> None:
        commands: dict[str, tuple[type[Command], str]] = {
            ASSEMBLE: (AssembleExport, LAST_STEP),
            DISCARD: (DiscardExport, FIRST_STEP),
        }
        command, step = commands[job.lane]
        async with self.unit.begin(job.tenant) as tx:
            await _finish(tx, job)
            await reply(tx, command_of(job, command, step), answer)


def _export_of(job: Job) -> UUID:
    own: UUID = job.row["export_id"]
    return own


async def _finish(tx: Tx, job: Job) -> None:
    if not await JOBS.finish(tx, job):
        raise LeaseLost


def ending_worker(unit: Database, objects: S3Objects | None, clock: Clock) -> Worker:
    """The worker; that of tenants' own part is another."""
    does = Ending(unit, objects, clock)
    lanes = [
        Lane(ASSEMBLE, does.assemble, does.give_up, 2, MOST_ATTEMPTS, of_a_tenant=1),
        Lane(DISCARD, does.discard, does.later, 2, MOST_ATTEMPTS),
        Lane(EXPIRE, does.expire, does.later, 2, MOST_ATTEMPTS),
    ]
    return Worker(PostgresJobs(unit, export_jobs), lanes, clock, Terms(LEASE, poll_s=1.0))
