"""Three brokers, replication 3, two of them in sync: one is killed while dead letters and commits are written."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from connected.spine import row_of, running, until, write

from common.contracts.registry import Topic
from common.contracts.tenants import MemberJoined
from common.messaging.dead_letters.desk import Desk
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.kafka.history import KafkaHistory
from common.messaging.kafka.letters import KafkaLetters
from common.messaging.kafka.log import KafkaLog
from common.messaging.kafka.topics import ensure_topics
from common.messaging.outcomes import Rejected
from common.messaging.runtime.consumer import Consumer, Limits, Protection, on
from common.primitives.ids import uuid7

from ..brokers import Brokers
from ..conftest import Report
from ..invariants import InvariantResult

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]
DAY_MS = 24 * 3600 * 1000
TOPICS = (Topic(MemberJoined.topic, 3, DAY_MS), Topic("auth.dead-letters", 1, DAY_MS))
SEALING = Sealing.ephemeral()


@pytest.fixture
async def brokers(tmp_path: Path) -> AsyncIterator[Brokers]:
    async with Brokers.of(tmp_path, 3) as brokers:
        await ensure_topics(brokers.bootstrap, TOPICS, replication=3)
        yield brokers


async def test_one_of_three_brokers_may_die(brokers: Brokers, report: Report, seed: int) -> None:
    seen: Counter[str] = Counter()
    acknowledged: list[str] = []
    refused: set[str] = set()

    async def handle(message: MemberJoined) -> None:
        if str(message.id) in refused:
            raise Rejected("it breaks an invariant")
        seen[str(message.id)] += 1

    async def send() -> None:
        tenant = uuid7()
        member = MemberJoined(tenant_id=tenant, organization_id=tenant, user_id=uuid7(), role="member")
        if len(acknowledged) % 10 == 9:
            refused.add(str(member.id))
        await write(brokers.bootstrap, [row_of(member)])  # acks=all: two brokers have it
        acknowledged.append(str(member.id))

    log = KafkaLog(brokers.bootstrap, client_id="auth")
    limits = Limits(letters_every_s=0.2)
    consumer = Consumer(
        "auth", [on(MemberJoined, handle, name="handle")], log, limits=limits, protection=Protection(sealing=SEALING)
    )
    async with running(consumer):
        for number in range(40):
            await send()
            if number == 15:
                brokers.kill(seed % 3)
        await until(lambda: len(seen) == len(acknowledged) - len(refused), "every acknowledged one is handled")

        async def laid_aside() -> bool:
            return len(await letters_of(brokers)) == len(refused)

        await until(laid_aside, "the refused ones are laid aside")
    history = KafkaHistory(brokers.bootstrap, client_id="test")
    held = {record.header("ce_id") async for batch in history.read([MemberJoined.topic]) for record in batch}
    lost = [each for each in acknowledged if each not in held]
    report(
        InvariantResult("an acknowledged write outlives a broker", len(acknowledged), len(lost), seed),
        InvariantResult("each rejected message has one dead letter", len(refused),
                len(set(await letters_of(brokers)) ^ refused), seed),
    )  # fmt: skip


async def letters_of(brokers: Brokers) -> list[str | None]:
    letters = KafkaLetters(brokers.bootstrap, "auth.dead-letters", client_id="test")
    try:
        return [letter.event_id for letter in await Desk(letters, SEALING).waiting()]
    finally:
        await letters.stop()
