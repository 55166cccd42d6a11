"""What a topic still holds is read outside of any group: from the beginning, or from a moment."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from common.contracts.tenants import MemberJoined
from common.messaging.envelope import Record
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.history import KafkaHistory, partitions_of
from common.messaging.log import LogUnavailable
from common.primitives.ids import uuid7

from .spine import Spine, row_of, write

pytestmark = pytest.mark.connected
TOPIC = MemberJoined.topic


def joined() -> MemberJoined:
    return MemberJoined(tenant_id=uuid7(), organization_id=uuid7(), user_id=uuid7(), role="member")


def ids(records: list[Record]) -> list[str | None]:
    return [record.header("ce_id") for record in records]


async def read(spine: Spine, *, since: datetime | None = None) -> list[Record]:
    history = KafkaHistory(spine.bootstrap, client_id="test")
    return [record async for batch in history.read([TOPIC], since=since, most=7) for record in batch]


async def test_a_reading_gives_every_record_in_order_and_ends(spine: Spine) -> None:
    before = await KafkaHistory(spine.bootstrap, client_id="test").waiting([TOPIC])
    members = [joined() for _ in range(50)]
    await write(spine.bootstrap, map(row_of, members))
    records = await read(spine)
    assert len(records) == before + len(members)
    assert set(ids(records)) >= {str(member.id) for member in members}
    for partition in {record.partition for record in records}:
        offsets = [record.offset for record in records if record.partition == partition]
        assert offsets == sorted(set(offsets))


async def test_a_reading_can_begin_at_a_moment(spine: Spine) -> None:
    early, late = [joined() for _ in range(5)], [joined() for _ in range(5)]
    await write(spine.bootstrap, map(row_of, early))
    await asyncio.sleep(0.05)
    between = datetime.now(UTC)
    await asyncio.sleep(0.05)
    await write(spine.bootstrap, map(row_of, late))
    found = ids(await read(spine, since=between))
    assert set(found) >= {str(member.id) for member in late}
    assert not set(found) & {str(member.id) for member in early}


async def test_a_reading_says_how_far_back_it_goes(spine: Spine) -> None:
    await write(spine.bootstrap, [row_of(joined())])
    begins = await KafkaHistory(spine.bootstrap, client_id="test").begins_at([TOPIC])
    assert begins is not None
    assert begins <= datetime.now(UTC)


async def test_a_topic_that_lost_its_oldest_records_reaches_back_no_more(spine: Spine) -> None:
    history, topic = KafkaHistory(spine.bootstrap, client_id="test"), "tenants.quota-released"
    await write(spine.bootstrap, [(topic, *row_of(joined())[1:]) for _ in range(3)])
    assert await history.reaches_back([TOPIC, topic])
    admin = AIOKafkaAdminClient(**driver_options(spine.bootstrap))
    await admin.start()
    places = await partitions_of(spine.bootstrap, [topic])
    await admin.delete_records({place: RecordsToDelete(before_offset=-1) for place in places})
    await admin.close()
    assert not await history.reaches_back([TOPIC, topic])
    assert await history.reaches_back([TOPIC])


async def test_an_empty_topic_holds_nothing(spine: Spine) -> None:
    history = KafkaHistory(spine.bootstrap, client_id="test")
    assert await history.begins_at(["reports.dead-letters"]) is None
    assert await history.waiting(["reports.dead-letters"]) == 0
    assert [batch async for batch in history.read(["reports.dead-letters"])] == []


async def test_nothing_new_since_a_moment_in_the_future_is_no_record(spine: Spine) -> None:
    assert await read(spine, since=datetime(2999, 1, 1, tzinfo=UTC)) == []


async def test_who_follows_is_told_when_there_is_no_more(spine: Spine) -> None:
    """What is not known to be whole voids every token: so the end is asked of the broker, not of the driver."""
    history = KafkaHistory(spine.bootstrap, client_id="test")
    since = datetime.now(UTC)
    followed = history.follow([TOPIC], since=since, idle=True)
    assert await anext(followed) == []
    fresh = [joined() for _ in range(5)]
    await write(spine.bootstrap, map(row_of, fresh))
    found: list[Record] = []
    async with asyncio.timeout(20):
        while len(found) < len(fresh):
            found += await anext(followed)
        while await anext(followed):
            pass
    assert set(ids(found)) == {str(each.id) for each in fresh}
    await followed.aclose()


async def test_a_topic_that_does_not_exist_is_no_silence(spine: Spine) -> None:
    followed = KafkaHistory(spine.bootstrap, client_id="test").follow([TOPIC, "auth.nothing"], idle=True)
    with pytest.raises(LogUnavailable):
        await anext(followed)
