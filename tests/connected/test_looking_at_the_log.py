"""The log as an operator looks at it: ``events tail|topics|lag``."""

import asyncio
import json

import pytest

from common.contracts.registry import topics
from common.contracts.tenants import MemberJoined
from common.messaging.commands.events import main
from common.messaging.kafka.log import KafkaLog
from common.messaging.runtime.consumer import Consumer, on
from common.primitives.ids import uuid7

from .spine import Spine, group_from_now_on, row_of, running, until, write

pytestmark = pytest.mark.connected


def joined() -> MemberJoined:
    return MemberJoined(tenant_id=uuid7(), organization_id=uuid7(), user_id=uuid7(), role="member")


def look(spine: Spine, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main([*words, "--bootstrap", spine.bootstrap, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_declared_topic_is_listed_with_what_it_holds(spine: Spine, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(write(spine.bootstrap, [row_of(joined())]))
    rows = {row["topic"]: row for row in look(spine, capsys, "topics")}
    assert set(rows) == {topic.name for topic in topics()}
    assert rows[MemberJoined.topic]["partitions"] == MemberJoined.partitions
    assert isinstance(rows[MemberJoined.topic]["records"], int)
    assert rows[MemberJoined.topic]["records"] > 0


def test_one_aggregate_is_followed_without_its_body_unless_asked_for(
    spine: Spine, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted, other = joined(), joined()
    asyncio.run(write(spine.bootstrap, map(row_of, (wanted, other))))
    query = ("tail", MemberJoined.topic, "--since", "1h", "--no-follow", "--key", wanted.key)
    (row,) = look(spine, capsys, *query)
    assert (row["id"], row["tenant_id"]) == (str(wanted.id), str(wanted.tenant_id))
    assert "body" not in row
    (row,) = look(spine, capsys, *query, "--body")
    assert MemberJoined.model_validate_json(str(row["body"])) == wanted


async def test_a_group_is_as_far_behind_as_it_has_not_committed(
    spine: Spine, capsys: pytest.CaptureFixture[str]
) -> None:
    group, _ = await group_from_now_on(spine.bootstrap, "tenants", MemberJoined.topic)
    await write(spine.bootstrap, [row_of(joined()) for _ in range(7)])
    assert await asyncio.to_thread(lag_of, spine, capsys, group) == 7
    seen: list[MemberJoined] = []

    async def note(message: MemberJoined) -> None:
        seen.append(message)

    async with running(
        Consumer(group, [on(MemberJoined, note, name="note")], KafkaLog(spine.bootstrap, client_id="t"))
    ):
        await until(lambda: len(seen) == 7, "all were handled")
    assert await asyncio.to_thread(lag_of, spine, capsys, group) == 0


def lag_of(spine: Spine, capsys: pytest.CaptureFixture[str], group: str) -> object:
    return sum(int(str(row["lag"])) for row in look(spine, capsys, "lag", group))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("tail", "no.such-topic", "--no-follow"), "There is no topic no.such-topic."),
        (("tail", "--since", "yesterday"), "An age is a number with s, m, h or d"),
    ],
)
def test_what_makes_no_sense_is_said(
    spine: Spine, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main([*words, "--bootstrap", spine.bootstrap]) == 1
    assert capsys.readouterr().err.startswith(sentence)


def test_a_broker_that_is_away_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "--bootstrap", "127.0.0.1:1"]) == 1
    assert capsys.readouterr().err.startswith("Kafka does not answer")
