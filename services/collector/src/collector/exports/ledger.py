"""What MongoDB keeps of collector's part: the job, its files, and the answer to its order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from collector.shared.schema import EXPORT_JOBS
from common.contracts.tenants import ExportCollector
from common.exports.parts import LANE
from common.exports.wiring import step_of
from common.exports.writing import FileFacts
from common.jobs import Job, LeaseLost
from common.jobs.mongo import MongoJobs
from common.saga.participant import Done, Refused, StepAnswer, Working, reply
from common.stores.mongo import MongoTx, MongoUnit


def queue_of(unit: MongoUnit) -> MongoJobs:
    """The queue of parts; a job's id is the export's."""
    return MongoJobs(unit.db, EXPORT_JOBS, lane=LANE)


async def order(tx: MongoTx, command: ExportCollector) -> StepAnswer:
    """Add the job of a part; ordered again, it stays as it is."""
    about: dict[str, Any] = {"command_id": str(command.id), "files": []}
    await MongoJobs(tx.db, EXPORT_JOBS, lane=LANE).add(tx, [command.saga_id], command.occurred_at, fields=about)
    return Working()


@dataclass(frozen=True, slots=True)
class MongoLedger:
    """See ``Ledger``."""

    unit: MongoUnit

    @property
    def leases(self) -> MongoJobs:
        """See ``Ledger``."""
        return queue_of(self.unit)

    def export_of(self, job: Job) -> UUID:
        """See ``Ledger``."""
        return job.id

    async def files(self, job: Job) -> Sequence[FileFacts]:
        """See ``Ledger``."""
        own = {"_id": str(job.id), "tenant_id": str(job.tenant)}
        found = await self.unit.db[EXPORT_JOBS].find_one(own, {"files": 1})
        return [FileFacts(**each) for each in found["files"]] if found else []

    async def keep(self, job: Job, files: Sequence[FileFacts]) -> None:
        """See ``Ledger``."""
        kept = [asdict(each) for each in [*await self.files(job), *files]]
        async with self.unit.begin(job.tenant) as tx:
            if not await self.leases.note(tx, job, {"attempts": 0, "files": kept}):
                raise LeaseLost

    async def end(self, job: Job, answer: Done | Refused) -> None:
        """See ``Ledger``."""
        command = ExportCollector(
            id=UUID(job.row["command_id"]), tenant_id=job.tenant, saga_id=job.id, step=step_of("collector")
        )
        async with self.unit.begin(job.tenant) as tx:
            if not await self.leases.finish(tx, job):
                raise LeaseLost
            await reply(tx, command, answer)
