"""A consumer as a process of its own, to be stopped and killed: one row in ``effects`` for each message.

``python effects.py NAME GROUP [HANG_AFTER]`` says on its output, a line each, what it made and what was redelivered.
With HANG_AFTER, the handler of that many-th effect never returns after its transaction: the effect is there, its
offset will never be committed.
"""

import asyncio
import os
import signal
import sys

import uvloop
from sqlalchemy import Column, MetaData, Table, Text, insert
from sqlalchemy.dialects.postgresql import UUID

from common.contracts.tenants import MemberJoined
from common.messaging.kafka.log import KafkaLog
from common.messaging.outcomes import AlreadyHandled
from common.messaging.runtime.consumer import Consumer, on
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

_columns = [Column(name, UUID(as_uuid=True)) for name in ("tenant_id", "id", "message_id")]
effects = Table("effects", MetaData(), *_columns, Column("made_by", Text))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(name: str, group: str, hang_after: int) -> None:
    unit = UnitOfWork(os.environ["EFFECTS_DATABASE_URL"], service="tenants")
    made = 0

    async def make_effect(message: MemberJoined) -> None:
        nonlocal made
        try:
            async with unit.once(message) as tx:
                row = {"tenant_id": tx.tenant_id, "id": uuid7(), "message_id": message.id, "made_by": name}
                await tx.execute(insert(effects).values(row))
        except AlreadyHandled:
            say(f"redelivered {message.id}")
            raise
        made += 1
        say(f"made {message.id}")
        if made == hang_after:
            say("hangs")
            await asyncio.Event().wait()
        await asyncio.sleep(0.01)

    consumer = Consumer(
        group,
        [on(MemberJoined, make_effect, name="make_effect")],
        KafkaLog(os.environ["EFFECTS_BOOTSTRAP"], client_id=name),
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, consumer.stop)
    await consumer.run()
    await unit.dispose()
    say("stopped")


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0))
