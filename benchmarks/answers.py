"""The analyzer from Kafka to Kafka beside the extraction alone: the same answers, by processor time of one core.

Answers of several audits lie in the log; the analyzer reads them, writes what it found, and Debezium carries what it
announces back to Kafka. Beside it the same answers are read in a loop that does nothing else.
"""

import asyncio
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from analyzer.prompts.classifiers import RuleClassifier
from analyzer.prompts.handlers import classify_prompts, keep_plan
from benchmarks.contestants import start
from benchmarks.extraction import made_answer, made_names
from benchmarks.measure import Measure, note
from brandmon_local import Ports, Stack
from brandmon_local.provisioning.connectors import render_config
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.registry import topics
from common.contracts.simulator import ClassifyPrompts, ConversationsPlanned, ResponseReceived
from common.contracts.vocabulary import BrandName, PlannedConversation, PlannedPrompt
from common.messaging.envelope import headers_of
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.topics import ensure_topics
from common.outbox.connectors import Connectors, outbox_connector
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade

NAMES = ("analyzer_vs_extraction_alone",)
ANSWERS = int(os.environ.get("BENCH_ANSWERS", "1200"))
AUDITS, CONVERSATIONS, LISTED = 4, 50, 12
GIVE_UP_S = 300.0


def measure(runs: int) -> Iterator[Measure]:
    """The ratio of processor time; beside it both rates, and how fast the whole way was by the clock."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free(), engines={"postgres", "kafka", "connect"}, services=False)
        with stack.running():
            upgrade("analyzer", stack.urls.postgres("analyzer", "owner"))
            found = asyncio.run(_race(stack, runs))
    yield Measure.of(
        NAMES[0], "x", [whole / alone for whole, alone, _ in found],
        per_cpu_s=[round(whole) for whole, _, _ in found], alone_per_cpu_s=[round(alone) for _, alone, _ in found],
        per_s_by_the_clock=[round(clock) for _, _, clock in found], answers=ANSWERS, audits=AUDITS,
    )  # fmt: skip


async def _race(stack: Stack, runs: int) -> list[tuple[float, float, float]]:
    """Of each run: answers per processor second of the analyzer and of the loop, and per second from end to end."""
    unit = await connected(stack)
    seed = random.Random(20_261)
    listed = [BrandName(name=name, tracked=not at) for at, name in enumerate(made_names(seed, LISTED))]
    texts = [made_answer(seed, [brand.name for brand in listed]) for _ in range(ANSWERS)]
    found = []
    for turn in range(runs):
        said = await _child("loop", json.dumps({"brands": [one.name for one in listed], "texts": texts}))
        alone = ANSWERS / said["cpu_s"]
        answers = await _planned(unit, listed, texts)
        whole, clock = await _drained(stack, answers)
        found.append((whole, alone, clock))
        note(f"turn {turn + 1}: {whole:.0f} answers a processor second, alone {alone:.0f}, {clock:.0f} by the clock")
    await unit.dispose()
    return found


async def connected(stack: Stack) -> UnitOfWork:
    """The analyzer's database, once what is announced in it reaches Kafka."""
    await ensure_topics(stack.urls.kafka, topics())
    async with Connectors(stack.urls.connect) as connectors:
        await connectors.apply(outbox_connector("analyzer"), render_config(stack.site, "analyzer"))
        await connectors.until_running(outbox_connector("analyzer"))
    return UnitOfWork(stack.urls.postgres("analyzer"), service="analyzer")


async def _planned(unit: UnitOfWork, listed: Sequence[BrandName], texts: Sequence[str]) -> list[ResponseReceived]:
    """Audits whose plans and classifications are here, and the answers to their prompts in turns."""
    asked = [(await known_plan(unit, listed), uuid7()) for _ in range(AUDITS)]
    return [received(*asked[at % AUDITS], at // AUDITS % CONVERSATIONS, text) for at, text in enumerate(texts)]


async def known_plan(unit: UnitOfWork, listed: Sequence[BrandName]) -> ConversationsPlanned:
    """A plan that the analyzer keeps and has classified."""
    plan = _plan(listed)
    await keep_plan(plan, unit=unit)
    command = ClassifyPrompts(
        tenant_id=plan.tenant_id, saga_id=plan.audit_id, step="classify", website_id=plan.website_id,
        plan_id=plan.plan_id, prompts=CONVERSATIONS,
    )  # fmt: skip
    await classify_prompts(command, unit=unit, classifier=RuleClassifier(), clock=SystemClock())
    return plan


def _plan(listed: Sequence[BrandName]) -> ConversationsPlanned:
    """A plan of ``CONVERSATIONS`` conversations of one prompt each."""
    icp = uuid7()
    conversations = tuple(
        PlannedConversation(
            id=uuid7(), icp_id=icp, sequence_number=1, topic="newsletters", core=True,
            prompts=(
                PlannedPrompt(id=uuid7(), text="Which of them is best?", prompt_type="primary", sequence_order=1),
            ),
        )
        for _ in range(CONVERSATIONS)
    )  # fmt: skip
    return ConversationsPlanned(
        tenant_id=uuid7(), plan_id=uuid7(), audit_id=uuid7(), website_id=uuid7(), analysis_id=uuid7(),
        planner_version="bench", language="en", brands=tuple(listed), icps=(), conversations=conversations,
    )  # fmt: skip


def received(plan: ConversationsPlanned, run: UUID, at: int, text: str) -> ResponseReceived:
    """An answer to the prompt of conversation ``at``."""
    conversation = plan.conversations[at]
    (prompt,) = conversation.prompts
    return ResponseReceived(
        tenant_id=plan.tenant_id, audit_id=plan.audit_id, website_id=plan.website_id, run_id=run, plan_id=plan.plan_id,
        icp_id=conversation.icp_id, icp_name="Owner", conversation_id=conversation.id, core=True, prompt_id=prompt.id,
        prompt_text=prompt.text, turn=1, repeat=1, response_id=uuid7(), provider="bench", requested_model="m",
        actual_model="m", text=text, latency_ms=1, answered_at=datetime.now(UTC), response_object="none",
    )  # fmt: skip


async def _drained(stack: Stack, answers: Sequence[ResponseReceived]) -> tuple[float, float]:
    """Answers per processor second of the analyzer, and by the clock per second from the first reading in Kafka on."""
    topic = BrandStateExtracted.topic
    back = AIOKafkaConsumer(topic, **driver_options(stack.urls.kafka), auto_offset_reset="latest")
    await back.start()
    await back.seek_to_end()
    for partition in back.assignment():
        await back.position(partition)
    child = asyncio.create_task(
        _child("analyzer", "", stack.urls.kafka, "analyzer", stack.urls.postgres("analyzer"), str(len(answers)))
    )
    producer = AIOKafkaProducer(**driver_options(stack.urls.kafka), acks=1, linger_ms=5)
    await producer.start()
    for answer in answers:
        await producer.send(
            answer.topic, answer.model_dump_json().encode(), key=answer.key.encode(),
            headers=list(headers_of(answer, "simulator")),
        )  # fmt: skip
    await producer.stop()
    seen: set[bytes] = set()
    began = 0.0
    async with asyncio.timeout(GIVE_UP_S):
        while len(seen) < len(answers):
            for records in (await back.getmany(timeout_ms=200)).values():
                began = began or time.monotonic()
                seen.update(dict(record.headers)["ce_id"] for record in records)
            if child.done():
                child.result()
    wall = time.monotonic() - began
    await back.stop()
    said = await child
    return len(answers) / said["cpu_s"], len(answers) / wall


async def _child(how: str, given: str, *words: str) -> dict[str, float]:
    pipe = asyncio.subprocess.PIPE
    process = await start("by_analyzer", how, *words, stdin=pipe, stdout=pipe)
    said, _ = await process.communicate(given.encode())
    if process.returncode:
        raise RuntimeError(f"{how} ended with {process.returncode}")
    parsed: dict[str, float] = json.loads(said.splitlines()[-1])
    return parsed
