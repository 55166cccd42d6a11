"""A Faust agent that takes batches of the same topic, undecoded."""

import os
import sys

import faust

from benchmarks.contestants.cost import Cost
from benchmarks.contestants.login import login

bootstrap, group, count, topic_name = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
sys.argv[1:] = ["worker", "-l", "error", "--without-web"]
hosts, user, password = login(bootstrap)
app = faust.App(
    group, broker=f"kafka://{hosts}",
    broker_credentials=faust.SASLCredentials(username=user, password=password, mechanism="SCRAM-SHA-512"),
    store="memory://", web_enabled=False, consumer_auto_offset_reset="earliest",
    topic_disable_leader=True, datadir=os.environ["BENCH_FOLDER"],
)  # fmt: skip
topic = app.topic(topic_name, value_type=bytes, key_type=bytes, value_serializer="raw", key_serializer="raw")
cost = Cost(count)


@app.agent(topic)
async def drain(stream: "faust.Stream[bytes]") -> None:
    """Count, in batches."""
    async for batch in stream.take(1000, within=0.05):
        if cost.add(len(batch)):
            cost.say()


if __name__ == "__main__":
    app.main()
