"""Another service: one row for each event, and on the output when it was there for everybody to see."""

import asyncio
import signal
import sys
import time

import structlog
import uvloop
from sqlalchemy import Column, MetaData, Table, insert
from sqlalchemy.dialects.postgresql import UUID

from common.contracts.tenants import MemberJoined
from common.messaging.kafka.log import KafkaLog
from common.messaging.runtime.consumer import Consumer, Protection, on
from common.primitives.ids import uuid7
from common.process.service import leave_the_imported_alone
from common.stores.postgres import UnitOfWork

effects = Table(
    "effects", MetaData(), *(Column(name, UUID(as_uuid=True)) for name in ("tenant_id", "id", "message_id"))
)


async def main(bootstrap: str, group: str, url: str) -> None:
    """Handle until told to stop; a line for each effect: the event's id and the time of its commit."""
    unit = UnitOfWork(url, service="auth")

    async def make_effect(message: MemberJoined) -> None:
        async with unit.once(message) as tx:
            row = {"tenant_id": tx.tenant_id, "id": uuid7(), "message_id": message.id}
            await tx.execute(insert(effects).values(row))
        sys.stdout.write(f"{message.id} {time.time()}\n")
        sys.stdout.flush()

    log = KafkaLog(bootstrap, client_id="bench")
    consumer = Consumer(
        group, [on(MemberJoined, make_effect, name="make_effect")], log, protection=Protection(fence=unit)
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, consumer.stop)
    leave_the_imported_alone()
    await consumer.run()
    await unit.dispose()


if __name__ == "__main__":
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(40), logger_factory=structlog.PrintLoggerFactory(sys.stderr)
    )
    uvloop.run(main(*sys.argv[1:4]))
