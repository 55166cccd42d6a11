"""A plain aiokafka ``getmany`` loop that counts, and commits as often as the runtime does."""

import gc
import sys
import time

import uvloop
from aiokafka import AIOKafkaConsumer

from benchmarks.contestants.cost import Cost
from benchmarks.contestants.login import login


async def main(bootstrap: str, group: str, count: int, topic: str) -> None:
    """Drain the topic."""
    cost = Cost(count)
    if sys.argv[5:] == ["frozen"]:
        gc.collect()
        gc.freeze()
    hosts, user, password = login(bootstrap)
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=hosts, security_protocol="SASL_PLAINTEXT", sasl_mechanism="SCRAM-SHA-512",
        sasl_plain_username=user, sasl_plain_password=password,
        group_id=group, enable_auto_commit=False, auto_offset_reset="earliest",
        isolation_level="read_committed", max_partition_fetch_bytes=1024 * 1024, fetch_max_bytes=8 * 1024 * 1024,
    )  # fmt: skip
    await consumer.start()
    committed_at = time.monotonic()
    while True:
        for batch in (await consumer.getmany(timeout_ms=100, max_records=5000)).values():
            if cost.add(len(batch)):
                await consumer.commit()
                cost.say()
        if time.monotonic() - committed_at > 0.1:
            await consumer.commit()
            committed_at = time.monotonic()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
