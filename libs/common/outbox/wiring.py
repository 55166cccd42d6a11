"""How a service's settings become its housekeeping: for composition roots."""

import asyncio
from dataclasses import dataclass
from functools import partial

from common.messaging.kafka.history import KafkaHistory
from common.outbox.connectors import ConnectorKeeper
from common.outbox.housekeeping import Housekeeping
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Reconciler, Store
from common.primitives.clock import SystemClock
from common.process.settings import PostgresSettings, ServiceSettings
from common.process.telemetry import log

_log = log("housekeeping")


class NobodyKeepsIt:
    """Where no operations role is configured: said once, and when it would be needed."""

    async def rolled_back(self) -> None:
        """See ``Housekeeping``."""
        _log.error("the broker lost records and nobody reconciles: set OPERATIONS_DATABASE_URL")

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Wait for the end."""
        _log.warning("the outbox is neither reconciled nor pruned: OPERATIONS_DATABASE_URL is not set")
        await stopping.wait()

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class Keeper(Housekeeping):
    """Housekeeping with the store it opened, and with the connector where Connect may be asked."""

    connector: ConnectorKeeper | None = None

    async def __call__(self, stopping: asyncio.Event) -> None:
        """See ``Housekeeping`` and ``ConnectorKeeper``."""
        async with asyncio.TaskGroup() as group:
            group.create_task(super().__call__(stopping))
            if self.connector is not None:
                group.create_task(self.connector(stopping))

    async def close(self) -> None:
        """Let go of the store."""
        await self.store.close()


def keeper_of(settings: PostgresSettings, service: str) -> Keeper | NobodyKeepsIt:
    """The housekeeping of a service whose truth is in PostgreSQL."""
    if settings.operations_database_url is None:
        return NobodyKeepsIt()
    return keeper(settings, service, PostgresOutbox(settings.operations_database_url.get_secret_value()))


def keeper(settings: ServiceSettings, service: str, store: Store) -> Keeper:
    """The housekeeping of ``service`` over ``store``."""
    history = partial(KafkaHistory, settings.kafka, client_id=f"{service}-reconcile")
    url = settings.connect_url
    connector = ConnectorKeeper(service, url.get_secret_value()) if url else None
    return Keeper(service, store, Reconciler(store, history, SystemClock()), connector=connector)
