"""Operators see sagas of all tenants with their history, have stuck ones go on, and end what must end."""

import argparse
import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import update

from common.messaging.outcomes import Rejected
from common.primitives.ids import uuid7
from common.process.operations import OperationFailed
from common.process.settings import PostgresSettings
from common.saga.operators import SagaDesk, saga_operation
from common.saga.runner import Overtaken
from common.saga.tables import sagas
from common.saga.watch import SagaCount, look, watch
from common.testing.postgres import DatabaseUrls

from .stage import Orchestrator

pytestmark = pytest.mark.engines


async def stick(orchestrator: Orchestrator) -> None:
    """Nobody answers the first step, nor its undo."""
    for _ in range(10):
        orchestrator.clock.advance(timedelta(minutes=10))
        await orchestrator.runner.pass_deadlines()
    assert (await orchestrator.state()).status == "stuck"


async def run(
    saga_urls: DatabaseUrls, orchestrator: Orchestrator, monkeypatch: pytest.MonkeyPatch, *words: str
) -> None:
    told = {"HTTP_PORT": "9", "KAFKA_BOOTSTRAP": "x:1", "JWKS_URL": "http://x", "MODE": "local"}
    told |= {"DATABASE_URL": saga_urls.app, "OPERATIONS_DATABASE_URL": saga_urls.operations}
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    async def keep_open() -> None:
        return

    operation = saga_operation(lambda _: (orchestrator.runner, keep_open))
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", dest="as_json")
    operation.arguments(parser)
    assert await operation.run(PostgresSettings(), parser.parse_args(words)) == 0


async def test_the_history_has_every_move(orchestrator: Orchestrator, saga_urls: DatabaseUrls) -> None:
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    await orchestrator.runner.on_reply(
        orchestrator.reply("crawl", "crawl-website", outcome="refused", reason="no", detail="No.")
    )
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "release-quota"))
    desk = SagaDesk(saga_urls.operations)
    history = await desk.history(orchestrator.saga)
    await desk.close()
    assert [(row["sequence"], row["signal"]["kind"], row["status"]) for row in history] == [
        (0, "started", "running"),
        (1, "replied", "running"),
        (2, "replied", "compensating"),
        (3, "replied", "failed"),
    ]
    assert [row["commands"] for row in history] == [
        ["simulator.reserve-quota.v1"], ["simulator.crawl-website.v1"], ["simulator.release-quota.v1"], [],
    ]  # fmt: skip


async def test_a_stuck_saga_goes_on_when_an_operator_says_so(
    orchestrator: Orchestrator,
    saga_urls: DatabaseUrls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await stick(orchestrator)
    capsys.readouterr()
    await run(saga_urls, orchestrator, monkeypatch, "list", "--status", "stuck", "--json")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert str(orchestrator.saga) in {row["saga"] for row in rows}
    await run(saga_urls, orchestrator, monkeypatch, "retry", str(orchestrator.saga), "--by", "ada", "--json")
    assert (await orchestrator.state()).status == "compensating"
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "release-quota"))
    assert (await orchestrator.state()).status == "failed"


async def test_an_answer_that_comes_after_all_unsticks_it(orchestrator: Orchestrator) -> None:
    await stick(orchestrator)
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "release-quota"))
    assert (await orchestrator.state()).status == "failed"


async def test_a_stuck_saga_is_closed_by_hand_with_name_and_reason(
    orchestrator: Orchestrator,
    saga_urls: DatabaseUrls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await stick(orchestrator)
    words = ("abort", str(orchestrator.saga), "--reason", "the quota was given back by hand", "--by", "ada")
    await run(saga_urls, orchestrator, monkeypatch, *words)
    state = await orchestrator.state()
    assert state.status == "failed"
    assert state.step("reserve-quota").detail == "ada closed it: the quota was given back by hand"
    capsys.readouterr()
    await run(saga_urls, orchestrator, monkeypatch, "show", str(orchestrator.saga))
    shown = " ".join(capsys.readouterr().out.split())
    assert "aborted by=ada reason=the quota was given back by hand" in shown


async def test_a_running_saga_is_turned_back_and_an_ended_one_is_left_alone(
    orchestrator: Orchestrator,
    saga_urls: DatabaseUrls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await run(saga_urls, orchestrator, monkeypatch, "abort", str(orchestrator.saga), "--reason", "a test")
    assert (await orchestrator.state()).status == "compensating"
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "release-quota"))
    with pytest.raises(OperationFailed, match="Only a running or a stuck saga can be ended; this one is cancelled"):
        await run(saga_urls, orchestrator, monkeypatch, "abort", str(orchestrator.saga), "--reason", "again")
    with pytest.raises(OperationFailed, match="Only a stuck saga can be tried again"):
        await run(saga_urls, orchestrator, monkeypatch, "retry", str(orchestrator.saga))


async def test_a_saga_that_does_not_exist_is_said(
    orchestrator: Orchestrator,
    saga_urls: DatabaseUrls,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(OperationFailed, match="There is no such saga"):
        await run(saga_urls, orchestrator, monkeypatch, "show", str(uuid7()))


async def test_a_lost_race_keeps_nothing(orchestrator: Orchestrator, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = type(orchestrator.runner)._keep

    async def overtaken(self: Any, tx: Any, moved: Any, revision: int) -> None:
        await tx.execute(update(sagas).where(sagas.c.id == moved.state.id).values(revision=revision + 1))
        await keep(self, tx, moved, revision)

    monkeypatch.setattr(type(orchestrator.runner), "_keep", overtaken)
    with pytest.raises(Overtaken):
        await orchestrator.runner.cancel(orchestrator.tenant, orchestrator.saga)
    monkeypatch.undo()
    assert (await orchestrator.state()).status == "running"
    assert await orchestrator.sent() == ["reserve-quota"]


async def test_an_instance_of_an_unknown_version_is_laid_aside_for_a_person(orchestrator: Orchestrator) -> None:
    async with orchestrator.unit.begin(orchestrator.tenant) as tx:
        state = (await orchestrator.state()).model_copy(update={"version": 99}).model_dump(mode="json")
        await tx.execute(update(sagas).where(sagas.c.id == orchestrator.saga).values(state=state))
    with pytest.raises(Rejected, match="no definition of version 99"):
        await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))


async def test_the_gauges_say_how_many_wait_for_a_person(orchestrator: Orchestrator, saga_urls: DatabaseUrls) -> None:
    desk = SagaDesk(saga_urls.operations)
    before = (await look(desk, orchestrator.clock)).get("stuck", SagaCount(0, None)).sagas
    await stick(orchestrator)
    orchestrator.clock.advance(timedelta(hours=1))
    after = await look(desk, orchestrator.clock)
    await desk.close()
    assert after["stuck"].sagas > before  # sagas of other tests may have run out of time, too
    assert REGISTRY.get_sample_value("brandmon_sagas", {"status": "stuck"}) == after["stuck"].sagas
    assert (REGISTRY.get_sample_value("brandmon_sagas_oldest_seconds", {"status": "stuck"}) or 0) >= 3600


async def test_the_watch_outlives_an_absent_database(orchestrator: Orchestrator) -> None:
    class Away:
        looks = 0
        closed = False

        async def standing(self) -> dict[str, SagaCount]:
            self.looks += 1
            if self.looks == 3:
                stopping.set()
            raise ConnectionRefusedError

        async def close(self) -> None:
            self.closed = True

    desk, stopping = Away(), asyncio.Event()
    await asyncio.wait_for(watch(desk, orchestrator.clock, every_s=0.01)(stopping), 5)
    assert (desk.looks, desk.closed) == (3, True)
