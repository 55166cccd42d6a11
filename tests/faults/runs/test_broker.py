"""The broker dies, and freezes for half a minute: it costs no effect."""

import asyncio
import signal
from datetime import timedelta
from functools import partial

import pytest

from common.messaging.kafka.history import KafkaHistory
from common.outbox.postgres import PostgresOutbox
from common.outbox.reconcile import Reconciler
from common.primitives.clock import SystemClock

from .. import chaos
from ..conftest import Report
from ..invariants import InvariantResult, judge, judge_facts, judge_history, quiet
from ..lab import Lab, eventually

pytestmark = [pytest.mark.faults, pytest.mark.timeout(400)]
FROZEN_S = 30.0


async def test_a_broker_that_dies_and_one_that_freezes(lab: Lab, report: Report) -> None:
    for role, name in (("effects", "e1"), ("effects", "e2"), ("relayed", "r1"), ("facts", "f1")):
        lab.start(role, name)
    async with lab.supervised(), lab.load(every_s=0.1):
        await asyncio.sleep(3)
        lab.stack.kill("kafka", signal.SIGKILL)
        await asyncio.sleep(8)
        lab.stack.kill("kafka", signal.SIGSTOP)
        await asyncio.sleep(FROZEN_S)
        lab.stack.kill("kafka", signal.SIGCONT)
        await asyncio.sleep(5)
    async with lab.supervised():
        await eventually(lambda: chaos.connect_runs(lab), "Connect runs again", within_s=90)
        truth = await quiet(lab)
    lab.stop()
    report(*judge(lab, truth), judge_facts(lab, truth), await judge_history(lab))
    store = PostgresOutbox(lab.stack.urls.postgres("tenants", "operations"))
    history = partial(KafkaHistory, lab.stack.urls.kafka, client_id="reconcile")
    done = await Reconciler(store, history, SystemClock(), grace=timedelta()).run()
    await store.close()
    report(InvariantResult("no outbox row is missing in Kafka", done.compared, done.missing, lab.seed))
