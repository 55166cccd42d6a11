"""The project's runtime: ``raw`` (a batch handler, repeated ids left out) or ``decoded`` (validated messages)."""

import asyncio
import sys
from collections.abc import Sequence

import structlog
import uvloop

from benchmarks.contestants.cost import Cost
from common.contracts.tenants import MemberJoined
from common.messaging.envelope import LogRecord
from common.messaging.kafka.log import KafkaLog
from common.messaging.runtime.consumer import Consumer, Limits, on_batch, on_raw_batch
from common.process.service import leave_the_imported_alone

MEMORY_EVERY = 500_000


def _rss_mb() -> float:
    with open("/proc/self/statm") as file:  # noqa: PTH123 - cheaper than a Path, and measured
        return int(file.read().split()[1]) * 4096 / 1048576


async def main(bootstrap: str, group: str, count: int, topic: str, how: str) -> None:
    """Drain the topic."""
    cost, memory = Cost(count), []
    finished = asyncio.Event()

    async def take(messages: Sequence[LogRecord] | Sequence[MemberJoined]) -> None:
        if cost.add(len(messages)):
            finished.set()
        if cost.seen // MEMORY_EVERY > len(memory):
            memory.append(round(_rss_mb(), 1))

    subscription = on_raw_batch(topic, take, name="take") if how == "raw" else on_batch(MemberJoined, take, name="take")
    consumer = Consumer(group, [subscription], KafkaLog(bootstrap, client_id="bench"), limits=Limits(backlog=5_000))
    leave_the_imported_alone()  # as every service does
    running = asyncio.create_task(consumer.run())
    await asyncio.wait([running, asyncio.create_task(finished.wait())], return_when=asyncio.FIRST_COMPLETED)
    cost.say(rss_mb=memory)


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    uvloop.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]))
