"""The consumer runtime beside a raw loop, Faust and FastStream: the same topic, a process each, in turns."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from aiokafka import AIOKafkaProducer

from benchmarks.contestants.environment import ROOT, others_python
from benchmarks.measure import Measure, note
from brandmon_local import Ports, Stack
from common.contracts.registry import topics
from common.contracts.tenants import MemberJoined
from common.messaging.envelope import headers_of
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.topics import ensure_topics
from common.primitives.ids import uuid7

TOPIC = MemberJoined.topic
COUNT = int(os.environ.get("BENCH_MESSAGES", "300000"))
SLOW_COUNT = COUNT // 6
"""For those that are known to be slow: a rate needs no more."""
BACKLOG = int(os.environ.get("BENCH_BACKLOG", "10000000"))
NAMES = (
    "runtime_vs_getmany_raw",
    "runtime_vs_getmany_decoded",
    "runtime_vs_faust",
    "runtime_vs_faststream",
    "runtime_vs_faststream_decoded",
)


def measure(runs: int) -> Iterator[Measure]:
    """Ratios of messages per processor second; beside them everybody's rate."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines={"kafka"}, services=False)
        with stack.running():
            asyncio.run(_fill(stack.urls.kafka, COUNT))
            rates = _race(stack.urls.kafka, Path(folder), runs)
    shown = {name: round(median(each)) for name, each in rates.items()}
    for name, ours, theirs in (
        ("runtime_vs_getmany_raw", "raw", "getmany"),
        ("runtime_vs_getmany_decoded", "decoded", "getmany"),
        ("runtime_vs_faust", "raw", "faust"),
        ("runtime_vs_faststream", "raw", "faststream"),
        ("runtime_vs_faststream_decoded", "decoded", "faststream_decoded"),
    ):
        ratios = [a / b for a, b in zip(rates[ours], rates[theirs], strict=True)]
        yield Measure.of(name, "ratio", ratios, messages_per_cpu_s=shown, messages=COUNT)


def measure_backlog(runs: int) -> Iterator[Measure]:
    """Peak memory over a long backlog, and how much it grows from the first half to the end."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines={"kafka"}, services=False)
        with stack.running():
            asyncio.run(_fill(stack.urls.kafka, BACKLOG))
            ours = ("benchmarks.contestants.runtime",)
            said = _run(sys.executable, ours, (stack.urls.kafka, _group(), str(BACKLOG), TOPIC, "raw"), Path(folder))
    memory = said["rss_mb"]
    assert isinstance(memory, list)
    half = memory[len(memory) // 2 :]
    yield Measure.of(
        "backlog_rss_mb", "MiB", [float(str(said["peak_mb"]))], messages=BACKLOG,
        along_the_way=memory[:: max(1, len(memory) // 10)],
        grows_in_second_half_mb=round(half[-1] - half[0], 1) if half else None, one_run_only=runs > 1,
    )  # fmt: skip


def _race(bootstrap: str, folder: Path, runs: int) -> Mapping[str, list[float]]:
    ours, others = sys.executable, str(others_python())
    contestants: dict[str, tuple[str, tuple[str, ...], int, tuple[str, ...]]] = {
        "getmany": (ours, ("benchmarks.contestants.raw",), COUNT, ()),
        "getmany_frozen": (ours, ("benchmarks.contestants.raw",), COUNT, ("frozen",)),
        "raw": (ours, ("benchmarks.contestants.runtime",), COUNT, ("raw",)),
        "decoded": (ours, ("benchmarks.contestants.runtime",), COUNT, ("decoded",)),
        "faust": (others, ("benchmarks.contestants.by_faust",), SLOW_COUNT, ()),
        "faststream": (others, ("benchmarks.contestants.by_faststream",), SLOW_COUNT, ("raw",)),
        "faststream_decoded": (others, ("benchmarks.contestants.by_faststream",), SLOW_COUNT, ("decoded",)),
    }
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(runs):
        for name, (python, module, count, more) in contestants.items():
            said = _run(python, module, (bootstrap, _group(), str(count), TOPIC, *more), folder)
            rates[name].append(float(str(said["messages"])) / float(str(said["cpu_s"])))
            note(f"turn {turn + 1}: {name} {rates[name][-1]:,.0f} messages per processor second")
    return rates


def _group() -> str:
    return f"tenants-{uuid7()}"


def _run(python: str, module: Sequence[str], words: Sequence[str], folder: Path) -> dict[str, object]:
    env = {
        "PATH": "/usr/bin:/bin", "PYTHONPATH": os.pathsep.join([str(ROOT), *(entry for entry in sys.path if entry)]),
        "BENCH_FOLDER": str(folder), "HOME": str(folder),
    }  # fmt: skip
    if python != sys.executable:
        env["PYTHONPATH"] = str(ROOT)
    command = [python, "-m", *module, *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=900, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"{module[0]} said nothing: {done.stderr[-2000:]}")
    said: dict[str, object] = json.loads(lines[-1])
    return said


async def _fill(bootstrap: str, count: int) -> None:
    """Messages as the connector writes them, in batches that are built once and sent again and again."""
    await ensure_topics(bootstrap, topics())
    producer = AIOKafkaProducer(**driver_options(bootstrap), acks=1, max_batch_size=512 * 1024)
    await producer.start()
    try:
        for partition in range(MemberJoined.partitions):
            await _fill_partition(producer, partition, count // MemberJoined.partitions + 1)
    finally:
        await producer.stop()


async def _fill_partition(producer: AIOKafkaProducer, partition: int, count: int) -> None:
    tenant = uuid7()
    pending: list[asyncio.Future[object]] = []
    while count > 0:
        batch, size = producer.create_batch(), 0
        while size < min(count, 2000):
            member = MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")
            body, headers = member.model_dump_json().encode(), list(headers_of(member, "tenants"))
            if batch.append(key=member.key.encode(), value=body, timestamp=None, headers=headers) is None:
                break
            size += 1
        batch.close()
        pending.append(await producer.send_batch(batch, TOPIC, partition=partition))
        count -= size
        if len(pending) > 20:
            await pending.pop(0)
    await asyncio.gather(*pending)
