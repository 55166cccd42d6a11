"""A service's part, put together out of what is declared and where its rows come from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from common.contracts.message import Command
from common.exports.declared import Exports
from common.exports.ledger import PostgresLedger
from common.exports.parts import PartMaker, part_worker
from common.exports.places import ExportSettings, Parts, parts_of
from common.exports.sources import Sources
from common.jobs import Worker
from common.primitives.clock import SystemClock
from common.stores.postgres import Database


@dataclass(frozen=True, slots=True)
class PartProcess:
    """Who writes the part, and what is closed at the end."""

    worker: Worker
    close: Callable[[], Awaitable[None]]


def step_of(service: str) -> str:
    """The saga's step in which a service writes its part."""
    return f"export-{service}"


def part_process(
    exports: Exports, sources: Sources, settings: ExportSettings, database: Database, command: type[Command]
) -> PartProcess:
    """Of a service whose jobs are in PostgreSQL."""
    store = parts_of(settings)
    ledger = PostgresLedger(database, command, step_of(exports.service))
    worker = part_worker(PartMaker(exports, sources, store, ledger), SystemClock())
    return PartProcess(worker, closing(store))


def closing(store: Parts | None) -> Callable[[], Awaitable[None]]:
    """What closes the store of parts, if there is one."""

    async def close() -> None:
        if store is not None:
            await store.close()

    return close
