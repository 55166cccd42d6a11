"""A FastStream batch subscriber on the same topic: undecoded (``raw``), or with each body validated (``decoded``)."""

import asyncio
import logging
import sys
from typing import Literal
from uuid import UUID

from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker
from faststream.security import SASLScram512
from pydantic import AwareDatetime, BaseModel

from benchmarks.contestants.cost import Cost
from benchmarks.contestants.login import login

bootstrap, group, count, topic, how = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
cost = Cost(count)


class MemberJoined(BaseModel):
    """The fields of the contract, which this environment does not have."""

    id: UUID
    tenant_id: UUID
    occurred_at: AwareDatetime
    organization_id: UUID
    user_id: UUID
    role: Literal["owner", "admin", "member", "viewer"]


async def drain(messages: list[bytes]) -> None:
    """Count, in batches; the offset is committed after each."""
    if cost.add(len(messages)):
        cost.say()


async def drain_decoded(messages: list[MemberJoined]) -> None:
    """As ``drain``, as FastStream's documentation writes a subscriber."""
    if cost.add(len(messages)):
        cost.say()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    hosts, user, password = login(bootstrap)
    security = SASLScram512(username=user, password=password, use_ssl=False)
    broker = KafkaBroker(hosts, security=security, logger=None, apply_types=how == "decoded")
    listening = broker.subscriber(
        topic, batch=True, group_id=group, auto_offset_reset="earliest", max_records=5000, ack_policy=AckPolicy.ACK,
        no_reply=True, **({} if how == "decoded" else {"decoder": lambda message: message.body}),
    )  # fmt: skip
    listening(drain_decoded if how == "decoded" else drain)
    asyncio.run(FastStream(broker, logger=None).run())
