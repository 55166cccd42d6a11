"""What PostgreSQL keeps of a service's part: the job, its files, and the answer to its order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from common.contracts.message import Command
from common.exports.parts import LANE
from common.exports.tables import export_files, export_jobs
from common.exports.writing import FileFacts
from common.jobs import Job, LeaseLost
from common.jobs.postgres import JobTable, PostgresJobs
from common.saga.participant import Done, Refused, Working, reply
from common.stores.postgres import Database, Tx

JOBS = JobTable(export_jobs)
_FACTS = [export_files.c[name] for name in ("path", "rows", "bytes", "sha256", "about")]


async def order(tx: Tx, command: Command) -> Working:
    """Add the job of a part; ordered again, it stays as it is."""
    about = {"export_id": command.saga_id, "command_id": command.id}
    await JOBS.add(tx, [command.saga_id], command.occurred_at, lane=LANE, fields=about)
    return Working()


def command_of(job: Job, command: type[Command], step: str) -> Command:
    """The order that a job is for."""
    return command(id=job.row["command_id"], tenant_id=job.tenant, saga_id=job.row["export_id"], step=step)


@dataclass(frozen=True, slots=True)
class PostgresLedger:
    """See ``Ledger``. ``command``: what the service's part is ordered with, in the step ``step``."""

    database: Database
    command: type[Command]
    step: str

    @property
    def leases(self) -> PostgresJobs:
        """See ``Ledger``."""
        return PostgresJobs(self.database, export_jobs)

    def export_of(self, job: Job) -> UUID:
        """See ``Ledger``."""
        own: UUID = job.row["export_id"]
        return own

    async def files(self, job: Job) -> Sequence[FileFacts]:
        """See ``Ledger``."""
        own = (export_files.c.tenant_id == job.tenant, export_files.c.export_id == self.export_of(job))
        async with self.database.begin(job.tenant) as tx:
            rows = (await tx.execute(select(*_FACTS).where(*own))).mappings().all()
        return [FileFacts(**row) for row in rows]

    async def keep(self, job: Job, files: Sequence[FileFacts]) -> None:
        """See ``Ledger``."""
        own = {"tenant_id": job.tenant, "export_id": self.export_of(job)}
        async with self.database.begin(job.tenant) as tx:
            if not await JOBS.note(tx, job, {"attempts": 0}):
                raise LeaseLost
            if files:
                rows = [{**own, **asdict(each)} for each in files]
                await tx.execute(insert(export_files).on_conflict_do_nothing(), rows)

    async def end(self, job: Job, answer: Done | Refused) -> None:
        """See ``Ledger``."""
        async with self.database.begin(job.tenant) as tx:
            if not await JOBS.finish(tx, job):
                raise LeaseLost
            own = (export_files.c.tenant_id == job.tenant, export_files.c.export_id == self.export_of(job))
            await tx.execute(delete(export_files).where(*own))
            await reply(tx, command_of(job, self.command, self.step), answer)
