"""A FastStream batch subscriber on the same topic, undecoded."""

import asyncio
import logging
import sys

from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker

from benchmarks.contestants.cost import Cost

bootstrap, group, count, topic = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
broker = KafkaBroker(bootstrap, logger=None, apply_types=False)
app = FastStream(broker, logger=None)
cost = Cost(count)


@broker.subscriber(
    topic, batch=True, group_id=group, auto_offset_reset="earliest", max_records=5000, ack_policy=AckPolicy.ACK,
    no_reply=True, decoder=lambda message: message.body,
)  # fmt: skip
async def drain(messages: list[bytes]) -> None:
    """Count, in batches; the offset is committed after each."""
    if cost.add(len(messages)):
        cost.say()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(app.run())
