"""Features are read from the state topic, kept for five minutes, and are off where nothing is known."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from uuid import UUID

import pytest

from common.contracts.tenants import FlagSet, FlagsState
from common.flags import KEEP_S, Flags
from common.messaging.envelope import Record
from common.messaging.log import LogUnavailable
from common.primitives.ids import uuid7
from common.testing.history import HeldEvents, record_of

pytestmark = pytest.mark.pure
TENANT = uuid7()


def state(revision: int, *on: str, tenant: UUID = TENANT, config: str = "{}") -> FlagsState:
    return FlagsState(
        id=FlagsState.id_of(tenant, revision), tenant_id=tenant, revision=revision, deleted=False,
        organization_id=tenant, flags=tuple(FlagSet(name=name, enabled=True, config=config) for name in on),
    )  # fmt: skip


class Watched(HeldEvents):
    """Counts its readings; may be away."""

    readings = 0

    async def read(
        self, topics: Sequence[str], *, since: datetime | None = None, most: int = 5000
    ) -> AsyncIterator[Sequence[Record]]:
        self.readings += 1
        if self.away:
            raise LogUnavailable("nobody answers")
        await asyncio.sleep(0)
        async for batch in super().read(topics, since=since, most=most):
            yield batch


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_what_is_set_is_on_for_its_organisation_alone() -> None:
    flags = Flags(Watched([state(1, "digest", config='{"weekday": 1}')]))
    assert await flags.on(TENANT, "digest")
    assert await flags.config(TENANT, "digest") == {"weekday": 1}
    assert not await flags.on(TENANT, "other")
    assert not await flags.on(uuid7(), "digest")


async def test_the_highest_revision_counts_in_whatever_order_states_come() -> None:
    flags = Flags(Watched([state(3, "new"), state(1, "old"), state(2, "old", "older")]))
    assert await flags.on(TENANT, "new")
    assert not await flags.on(TENANT, "old")


async def test_a_state_that_is_switched_off_is_off() -> None:
    off = state(2).model_copy(update={"flags": (FlagSet(name="digest", enabled=False, config="{}"),)})
    assert not await Flags(Watched([state(1, "digest"), off])).on(TENANT, "digest")


async def test_it_is_read_once_in_five_minutes_by_however_many() -> None:
    clock, history = Seconds(), Watched([state(1, "digest")])
    flags = Flags(history, clock)
    assert all(await asyncio.gather(*(flags.on(TENANT, "digest") for _ in range(50))))
    assert history.readings == 1
    history.events = [state(1, "digest"), state(2)]
    clock.now = KEEP_S - 1
    assert await flags.on(TENANT, "digest")
    clock.now = KEEP_S + 1
    assert not await flags.on(TENANT, "digest")
    assert history.readings == 2


async def test_a_broker_that_is_away_costs_freshness_and_no_features() -> None:
    clock, history = Seconds(), Watched([state(1, "digest")])
    flags = Flags(history, clock)
    history.away = True
    assert not await flags.on(TENANT, "digest")
    assert not await flags.on(TENANT, "digest")
    assert history.readings == 1
    clock.now, history.away = 11.0, False
    assert await flags.on(TENANT, "digest")
    clock.now, history.away = 1000.0, True
    assert await flags.on(TENANT, "digest")


async def test_a_message_that_cannot_be_read_is_passed_over() -> None:
    good = record_of(state(1, "digest"), 0)
    rubbish = [good._replace(value=b"{") if hasattr(good, "_replace") else Record(good.topic, 0, 9, b"k", b"{", ())]
    assert await Flags(Watched([state(1, "digest")], rubbish=rubbish)).on(TENANT, "digest")
