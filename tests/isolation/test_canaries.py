"""Two organisations ask for all there is, each with a canary in every text: neither hears that of the other.

Answers, events, log lines, rows, documents, nodes and objects are searched. Every request is made twice, by each of
them: once with its own ids and once with those of the other. ``make security`` makes 20,000 requests at least.
"""

import asyncio
import json
import os
import re
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from collector.shared.store import Store

from ..stored.doors.requests import Request, marked
from .asking.filling import Filled
from .asking.judging import traces, whole
from .asking.tokens import Holder, token_of
from .asking.world import World
from .planted.hole import replaced
from .test_every_operation import AT_THE_END

pytestmark = [pytest.mark.engines, pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(3500)]
WHOLE = os.environ.get("BRANDMON_WHOLE") == "1"
EXAMPLES, AT_LEAST = (50, 20_000) if WHOLE else (1, 350)
SEED = int(os.environ.get("BRANDMON_SEED", "17"))
ENDS = ("/v1/auth/logout", "/v1/auth/second-factor", "/v1/auth/email", "/v1/auth/register", *AT_THE_END)
"""Beginnings of paths by which the person could not go on, or somebody else would."""
REREAD = ("/v1/rescorings",)
"""Brands' ids are derived of their names: of rewritten names others would come, beside those that are stored."""
HEAVY = ("/v1/auth/login", "/v1/auth/password/forgotten")
"""What hashes passwords or is counted: limits answer the rest, so one example is enough."""
AWAY = ("unavailable", "not-configured", "file-missing", "revocations-unknown")
"""Ends of problems by which a service says that another engine, which is not here, does not answer."""
_TENANT = re.compile(r"tenant_id=([0-9a-f-]{36})")


def canary(own: Filled) -> str:
    """Letters that stand in every name and sentence of an organisation, and nowhere else."""
    return own.side.mark


def cases(world: World, asking: Filled, ids: Filled) -> Iterator[tuple[str, Request]]:
    """Requests of one organisation, with ids of one, to each service."""
    for service, parts in world.running.parts.items():
        for request in marked(parts.api.openapi(), ids.ids, canary(asking), (EXAMPLES, SEED)):
            path = request.url.partition("?")[0]
            deletes = request.method == "DELETE" and ids is asking
            if not (deletes or path.startswith((*ENDS, *REREAD)) or (path.startswith(HEAVY) and EXAMPLES > 1)):
                yield service, request


def told(answer: httpx.Response, request: Request, other: Filled) -> Iterator[str]:
    """What an answer tells of the other organisation that the request did not say itself."""
    said = f"{request.url} {(request.body or b'').decode('utf-8', 'replace')}"
    for trace in traces(whole(answer), said, other):
        yield f"{request.operation} tells {trace}"


async def ask(world: World, asking: Filled, other: Filled, count: Counter[str]) -> list[str]:
    """Ask all of it as one organisation; what was told of the other."""
    found = []
    token = await token_of(world.ring, Holder(asking.side.owner, asking.side.tenant))
    for ids in (asking, other):
        for service, request in cases(world, asking, ids):
            if sum(count.values()) % 500 == 0:
                token = await token_of(world.ring, Holder(asking.side.owner, asking.side.tenant))
            headers = {**request.headers, "Authorization": f"Bearer {token}"}
            client = world.running.clients[service]
            answer = await client.request(request.method, request.url, content=request.body, headers=headers)
            count["answered" if answer.is_success else "refused"] += 1
            found += told(answer, request, other)
            if answer.status_code >= 500 and not answer.json().get("type", "").endswith(AWAY):
                found.append(f"{request.operation}: {answer.status_code} {answer.text[:200]}")
    return found


def in_events(world: World, own: Filled, other: Filled) -> list[str]:
    """Events of one organisation in which the other's canary stands."""
    mark, tenant = canary(other).encode(), str(own.side.tenant)
    suspect = (
        (at.topic, record.value)
        for at, records in world.running.broker.records.items()
        for record in records
        if record.value and mark in record.value
    )
    return [f"an event on {topic}" for topic, value in suspect if json.loads(value).get("tenant_id") == tenant]


def in_stores(world: World, own: Filled, other: Filled) -> list[str]:
    """Rows, documents, nodes and objects of one organisation in which the other's canary stands."""
    mark = canary(other)
    held = world.running.stores.held(own.side)
    theirs = str(other.side.tenant)
    found = []
    for name, rows in held.items():
        each = [rows.decode("utf-8", "replace")] if isinstance(rows, bytes) else list(rows)  # type: ignore[call-overload]
        found += [f"{name} holds {row[:200]}" for row in each if mark in row and theirs not in row]
    return found


def in_log(lines: str, own: Filled, other: Filled) -> list[str]:
    """Lines of the log about one organisation in which the other's canary stands."""
    about = [line for line in lines.splitlines() if str(own.side.tenant) in _TENANT.findall(line)]
    assert about, "something is logged of it"
    return [f"the log says {line[:300]}" for line in about if canary(other) in line]


async def test_no_canary_of_one_organisation_reaches_the_other(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    count: Counter[str] = Counter()
    both = ((world.mine, world.theirs), (world.theirs, world.mine))
    found = [each for own, other in both for each in await ask(world, own, other, count)]
    await world.running.carry()
    lines = "".join(capfd.readouterr())
    for own, other in both:
        found += in_events(world, own, other) + in_log(lines, own, other)
        found += await asyncio.to_thread(in_stores, world, own, other)
    print(f"two organisations: {sum(count.values())} requests, {dict(count)}, {len(found)} leaks")
    assert not found, "\n".join(sorted(set(found))[:40])
    assert sum(count.values()) >= AT_LEAST and count["answered"] > AT_LEAST / 10


async def test_a_canary_that_crosses_is_seen(world: World) -> None:
    request = Request("GET /v1/websites", "GET", "/v1/websites", None)
    token = await token_of(world.ring, Holder(world.mine.side.owner, world.mine.side.tenant))
    theirs = {"tenant_id": str(world.theirs.side.tenant)}  # and not whatever other tests have left in the database
    async with replaced(Store, "_own", lambda _self, **more: theirs | more)(world):
        answer = await world.running.clients["collector"].get(request.url, headers={"Authorization": f"Bearer {token}"})
    assert list(told(answer, request, world.theirs))
