"""What must hold once the faults are over: read from the stores themselves, over all tenants."""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pymongo import AsyncMongoClient

from common.contracts.tenants import MemberJoined, OrganizationCreated
from common.messaging.kafka.admin import group_lags
from common.messaging.kafka.history import KafkaHistory

from .history import check
from .lab import Lab, fetch
from .program import sequence_at

STEPS = ("reserve", "crawl", "plan")
"""Those of the lab's saga."""
COUNT_FACTS = """
import json, sys, clickhouse_connect
client = clickhouse_connect.get_client(interface="chdb", path=sys.argv[1])
rows = client.query("SELECT toString(tenant_id), toString(id) FROM facts FINAL").result_rows
print(json.dumps([list(row) for row in rows]))
"""


@dataclass(frozen=True, slots=True)
class InvariantResult:
    """One invariant: how many cases it was held against, and how many broke it."""

    invariant: str
    cases: int
    violations: int
    seed: int

    def as_line(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Truth:
    """Everything that was committed, and everything that became of it. Ids as text."""

    committed: dict[str, tuple[str, str, int]]
    """Events of both writers' outboxes: (tenant, key, sequence) by id."""
    members: frozenset[str]
    """Those of PostgreSQL's."""
    follows: dict[str, str]
    """Events that the first hop announced: tenant by id."""
    effects: list[tuple[str, str, str, int]]
    """(id, tenant, key, sequence) in the order they were made."""
    relayed: list[tuple[str, str]]
    """(id, tenant) at the end of the chain."""


async def truth_of(lab: Lab) -> Truth:
    """Read the stores."""
    outbox = await fetch(lab.stack, "SELECT id, tenant_id, topic, key, payload FROM outbox")
    committed = {
        str(row["id"]): (str(row["tenant_id"]), row["key"], _sequence(row["payload"]))
        for row in outbox
        if row["topic"] == MemberJoined.topic
    }
    members = frozenset(committed)
    follows = {str(r["id"]): str(r["tenant_id"]) for r in outbox if r["topic"] == OrganizationCreated.topic}
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(lab.stack.urls.mongo(), tz_aware=True)
    async with client:
        db = client["collector"]
        async for row in db["outbox"].find():
            committed[row["_id"]] = (row["tenant_id"], row["key"], _sequence(row["payload"]))
        relayed = [(row["message_id"], row["tenant_id"]) async for row in db["effects"].find()]
    made = await fetch(lab.stack, "SELECT message_id, tenant_id, key, sequence FROM effects ORDER BY place")
    effects = [(str(r["message_id"]), str(r["tenant_id"]), r["key"], r["sequence"]) for r in made]
    return Truth(committed, members, follows, effects, relayed)


def _sequence(payload: str) -> int:
    return sequence_at(datetime.fromisoformat(json.loads(payload)["occurred_at"]))


async def quiet(lab: Lab, *, standstill_s: float = 120.0) -> Truth:
    """Wait until everything that was committed has had its effects, then look once more for what comes twice.

    A slow machine may take as long as it needs; nothing new for ``standstill_s`` is a fault.
    """
    most, moved_at = -1, time.monotonic()

    async def done() -> bool:
        nonlocal most, moved_at
        truth = await truth_of(lab)
        made = len(truth.effects) + len(truth.relayed)
        if made > most:
            most, moved_at = made, time.monotonic()
        assert time.monotonic() - moved_at < standstill_s, f"nothing has moved for {standstill_s:.0f} s"
        return (
            len({each[0] for each in truth.effects}) >= len(truth.committed)
            and len({each[0] for each in truth.relayed}) >= len(truth.committed)
            and await _facts_caught_up(lab)
        )

    await lab.eventually(done, "every committed event has its effects", within_s=1200.0)
    await asyncio.sleep(2.0)
    return await truth_of(lab)


async def _facts_caught_up(lab: Lab) -> bool:
    if not any(lab.roles[name][0] == "facts" for name in lab.processes):
        return True  # nobody of this test reads them
    lags = await group_lags(lab.stack.urls.kafka, ["analytics-lab"])
    return bool(lags) and sum(lag.lag for lag in lags) == 0


def judge(lab: Lab, truth: Truth) -> list[InvariantResult]:
    """Every invariant of the chain."""
    made, relayed = Counter(each[0] for each in truth.effects), Counter(each[0] for each in truth.relayed)
    committed, follows = truth.committed, truth.follows
    return [
        InvariantResult("each committed event has exactly one effect in PostgreSQL", len(committed),
                sum(made[each] != 1 for each in committed), lab.seed),
        InvariantResult("each effect announced exactly one event", len(committed),
                abs(len(follows) - len(committed)), lab.seed),
        InvariantResult("each announced event has exactly one effect in MongoDB", len(follows),
                sum(relayed[each] != 1 for each in follows), lab.seed),
        InvariantResult("no effect without a committed cause", len(made) + len(relayed),
                len(made.keys() - committed.keys()) + len(relayed.keys() - follows.keys()), lab.seed),
        InvariantResult("effects keep the order of their aggregate", len(truth.effects), _inversions(truth), lab.seed),
        InvariantResult("no row crosses tenants", len(truth.effects) + len(truth.relayed),
                sum(committed.get(each[0], ("",))[0] != each[1] for each in truth.effects)
                + sum(follows.get(each) != tenant for each, tenant in truth.relayed), lab.seed),
    ]  # fmt: skip


def _inversions(truth: Truth) -> int:
    last: dict[str, int] = defaultdict(int)
    found = 0
    for _, _, key, sequence in truth.effects:
        found += sequence <= last[key]
        last[key] = max(last[key], sequence)
    return found


def judge_facts(lab: Lab, truth: Truth) -> InvariantResult:
    """ClickHouse's rows against PostgreSQL's: the process that holds the engine must have ended."""
    command = [sys.executable, "-c", COUNT_FACTS, str(lab.folder / "facts")]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    facts = {(tenant, each) for tenant, each in rows}
    members = {(truth.committed[each][0], each) for each in truth.members}
    return InvariantResult(
        "ClickHouse's totals equal a recount from PostgreSQL", len(members), len(facts ^ members), lab.seed
    )


async def judge_history(lab: Lab) -> InvariantResult:
    """The checker's verdict on what writers did and readers were given."""
    reader = KafkaHistory(lab.stack.urls.kafka, client_id="checker")
    log: dict[str, list[tuple[int, str]]] = defaultdict(list)
    topics = [MemberJoined.topic, "collector.website-registered"]
    async for batch in reader.read(topics):
        for record in batch:
            event = record.header("ce_id")
            if event is not None:
                log[f"{record.topic}/{record.partition}"].append((record.offset, event))
    events = [*lab.history, *lab.polls()]
    found = check(events, log)
    for violation in found[:5]:
        sys.stderr.write(f"{violation}\n")
    return InvariantResult("the log's history has no fault", len(events), len(found), lab.seed)


async def judge_sagas(lab: Lab) -> list[InvariantResult]:
    """Every saga has ended as it must, within its deadlines, and left nothing behind."""
    sagas = await fetch(lab.stack, "SELECT id, status, state FROM sagas")
    overdue = await fetch(lab.stack, "SELECT saga_id FROM saga_deadlines WHERE due_at < now() - interval '30 seconds'")
    marks = Counter(
        (str(row["saga_id"]), row["step"], row["kind"])
        for row in await fetch(lab.stack, "SELECT saga_id, step, kind FROM marks")
    )
    wrong = sum(
        not _ended_well(row, {s: (marks[str(row["id"]), s, "done"], marks[str(row["id"]), s, "undone"]) for s in STEPS})
        for row in sagas
    )
    return [
        InvariantResult(
            "every saga ends as its participants decided, each step done and undone once", len(sagas), wrong, lab.seed
        ),
        InvariantResult("no saga is past its deadline", len(sagas), len(overdue), lab.seed),
    ]


def _ended_well(saga: Any, marks: dict[str, tuple[int, int]]) -> bool:
    """Done and undone marks of each step against the saga's end.

    Where every step answered in time, its participants decide the end: every other saga fails at its last step. One
    that timed out fails too; its late command may have been undone before it came, and is then refused.
    """
    failure = json.loads(saga["state"])["failure"]
    in_time = failure is None or failure["reason"] != "timed-out"
    if in_time and not saga["id"].int % 2:
        return bool(saga["status"] == "completed") and all(each == (1, 0) for each in marks.values())
    if in_time:
        undone = {"reserve": (1, 1), "crawl": (1, 1), "plan": (0, 0)}
        return bool(saga["status"] == "failed") and marks == undone
    return bool(saga["status"] == "failed") and all(each in ((0, 0), (0, 1), (1, 1)) for each in marks.values())


async def sagas_ended(lab: Lab) -> bool:
    """Whether no saga is under way."""
    rows = await fetch(lab.stack, "SELECT 1 FROM sagas WHERE status IN ('running', 'compensating') LIMIT 1")
    return not rows
