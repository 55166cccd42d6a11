"""``python -m <service> outbox status|reconcile``."""

import argparse
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict
from functools import partial
from typing import TypeVar

from common.messaging.kafka.history import KafkaHistory
from common.messaging.log import LogUnavailable
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Reconciler, Store
from common.primitives.clock import SystemClock
from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import PostgresSettings, ServiceSettings

T = TypeVar("T", bound=ServiceSettings)
P = TypeVar("P", bound=PostgresSettings)
Opened = Callable[[T], AbstractAsyncContextManager[Store]]


def outbox_operation(service: str, opened: Opened[T]) -> Operation[T]:
    """The command of ``service``, whose store ``opened`` gives."""

    async def run(settings: T, chosen: argparse.Namespace) -> int:
        async with opened(settings) as store:
            if chosen.what == "status":
                row = {"service": service, **asdict(await store.standing())}
                print_rows([row], as_json=chosen.as_json, empty="")
                return 0
            history = partial(KafkaHistory, settings.kafka, client_id=f"{service}-reconcile")
            try:
                done = await Reconciler(store, history, SystemClock()).run(full=chosen.full)
            except LogUnavailable as away:
                raise OperationFailed(f"Kafka does not answer ({away}).") from None
        if chosen.as_json:
            print_rows([{"service": service, **asdict(done)}], as_json=True, empty="")
        else:
            sys.stdout.write(
                f"{service}: {done.compared:,} messages compared, {done.confirmed:,} of them are in Kafka, "
                f"{done.missing:,} were missing and are published again.\n"
            )
        return 0

    return Operation("outbox", "How the outbox stands; publish what never reached Kafka.", _arguments, run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["status", "reconcile"])
    parser.add_argument("--full", action="store_true", help="compare confirmed rows, too: after a broker lost records")


@asynccontextmanager
async def postgres_outbox(settings: PostgresSettings) -> AsyncIterator[Store]:
    """The outbox of a service whose truth is in PostgreSQL."""
    if settings.operations_database_url is None:
        raise OperationFailed("OPERATIONS_DATABASE_URL is not set: only the operations role sees all outbox rows.")
    store = PostgresOutbox(settings.operations_database_url.get_secret_value())
    try:
        yield store
    finally:
        await store.close()
