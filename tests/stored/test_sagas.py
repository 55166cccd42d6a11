"""Audits that were stored half-way, or at their end, are loaded with their whole history, and go on."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.contracts.registry import MESSAGES
from common.contracts.simulator import AuditStepReplied
from common.messaging.envelope import Record, decode
from common.primitives.clock import ManualClock

from .conftest import StoresOf
from .contents import rows_of
from .kept import Kept, Stores
from .readers.simulator import Orchestrator

pytestmark = pytest.mark.engines


@pytest.fixture
async def stores(stores_of: StoresOf) -> Stores:
    return await stores_of("simulator", own=True)


@pytest.fixture
async def orchestrator(stores: Stores) -> AsyncIterator[Orchestrator]:
    own = Orchestrator(stores)
    yield own
    await own.close()


async def tenant_of(stores: Stores, saga: UUID) -> UUID:
    (row,) = await rows_of(stores.urls, f"SELECT tenant_id FROM sagas WHERE id = '{saga}'")
    tenant: UUID = row["tenant_id"]
    return tenant


async def sent(stores: Stores, saga: UUID) -> list[str]:
    """The topics of what the outbox holds for a saga, oldest first; each body is of its contract."""
    query = f"SELECT topic, payload FROM outbox WHERE key = '{saga}' ORDER BY created_at, id"
    rows = await rows_of(stores.urls, query)
    assert all(MESSAGES[row["topic"]].model_validate_json(row["payload"]) for row in rows)
    return [row["topic"] for row in rows]


def reply_of(kept: Kept, step: str, saga: UUID, tenant: UUID) -> Any:
    """The reply that the completed audit got at a step, as if it were the reply to another saga of the tenant."""
    for line in kept.lines("kafka", f"{AuditStepReplied.topic}.jsonl"):
        body = json.loads(line["value"])
        if body["saga_id"] == str(kept.audits["completed"]) and body["step"] == step:
            body |= {"id": str(uuid4()), "saga_id": str(saga), "tenant_id": str(tenant)}
            return decode(Record(AuditStepReplied.topic, 0, 0, str(saga).encode(), json.dumps(body).encode()))
    raise AssertionError(f"no reply at {step} was kept")


async def test_stored_sagas_stand_where_they_stood(kept: Kept, stores: Stores, orchestrator: Orchestrator) -> None:
    shown = {line["path"]: line["body"] for line in kept.said("simulator") if line["status"] == 200}
    assert kept.audits.keys() == {"completed", "cancelled", "withdrawn", "failed", "running"}
    for how, saga in kept.audits.items():
        audit = shown[f"/v1/audits/{saga}"]
        status, steps = await orchestrator.steps(await tenant_of(stores, saga), saga)
        assert status == audit["status"] == ("cancelled" if how == "withdrawn" else how)
        assert steps == {step["name"]: step["status"] for step in audit["steps"]}
        history = await orchestrator.history(saga)
        assert [row["sequence"] for row in history] == list(range(len(history)))
        assert history[0]["signal"]["kind"] == "started"
        assert history[-1]["status"] == status


async def test_a_stored_saga_goes_on_with_the_reply_it_waits_for_and_turns_back_when_cancelled(
    kept: Kept, stores: Stores, orchestrator: Orchestrator
) -> None:
    saga = kept.audits["running"]
    tenant, before = await tenant_of(stores, saga), await sent(stores, saga)
    moves = len(await orchestrator.history(saga))
    await orchestrator.hear(reply_of(kept, "converse", saga, tenant))
    status, steps = await orchestrator.steps(tenant, saga)
    assert (status, steps["converse"], steps["extract"]) == ("running", "done", "running")
    assert (await sent(stores, saga))[len(before) :] == ["simulator.extract-brand-states"]
    await orchestrator.cancel(tenant, saga)
    status, steps = await orchestrator.steps(tenant, saga)
    assert (status, steps["converse"]) == ("compensating", "undoing")
    assert (await sent(stores, saga))[len(before) + 1 :] == ["simulator.cancel-run"]
    assert len(await orchestrator.history(saga)) == moves + 2


async def test_the_deadline_of_a_stored_saga_still_passes(
    kept: Kept, stores: Stores, orchestrator: Orchestrator
) -> None:
    assert isinstance(stores.clock, ManualClock)
    stores.clock.advance(timedelta(days=30))
    assert await orchestrator.pass_deadlines() == 1
    saga = kept.audits["running"]
    status, _ = await orchestrator.steps(await tenant_of(stores, saga), saga)
    assert status == "compensating"
