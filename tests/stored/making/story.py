"""What happens in the small audit whose remains are kept: everything that a topic or a table has a place for, once."""

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from aiokafka import AIOKafkaProducer

from brandmon_cli.gateway import Gateway, GatewayProblem
from brandmon_local.services import environment
from common.contracts.simulator import AuditRequested
from common.messaging.kafka.address import driver_options
from common.messaging.kafka.admin import group_lags
from common.primitives.ids import uuid7

from .world import ANSWERS, World

Json = dict[str, Any]
ENDED = ("completed", "failed", "cancelled", "stuck")
PASSWORD = "not-a-secret-password"
OWNERS = {"Tillvane Ltd": "owner@tillvane.example", "Away Ltd": "owner@away.example"}
WITHIN_S = 120.0


class Told:
    """What came of the story: who is who, for those who ask the services afterwards."""

    def __init__(self, tenants: dict[str, Gateway], website: str, audits: dict[str, str], rescoring: str) -> None:
        self.tenants = tenants
        self.website = website
        self.audits = audits
        self.rescoring = rescoring


def tell(world: World, folder: Path) -> Told:
    """Live through it; returns when every message was handled and one audit stands half-way, on purpose."""
    tenants = {name: _account(world, folder, name) for name in OWNERS}
    gateway = tenants["Tillvane Ltd"]
    website = gateway.post("/v1/websites", {"url": world.site, "name": "Tillvane"})["id"]
    world.answer(*ANSWERS)
    audits = {"completed": _until_ended(gateway, _order(gateway, website))}
    rescoring = _curated(gateway, website)
    audits["cancelled"] = _cancelled(world, gateway, website)
    audits["withdrawn"] = _withdrawn(world, gateway, website)
    other = tenants["Away Ltd"]
    away = other.post("/v1/websites", {"url": world.away, "name": None})["id"]
    audits["failed"] = _until_ended(other, _order(other, away))
    asyncio.run(_broken(world, folder))
    _settled(world)
    world.answer(delay_s=3600)
    running = _order(gateway, website)
    audits["running"] = _until(gateway, running, lambda now: _step(now, "converse") == "running")["id"]
    _settled(world)
    return Told(tenants, website, audits, rescoring)


def _account(world: World, folder: Path, organisation: str) -> Gateway:
    file = folder / f"session-{organisation.split(maxsplit=1)[0].lower()}.json"
    account = {"email": OWNERS[organisation], "password": PASSWORD, "name": "Owner", "organization": organisation}
    file.write_text(json.dumps({"account": account}))
    gateway = Gateway(world.stack.urls.gateway, file, world.stack.site.mailbox)
    gateway.register({"email": account["email"], "password": PASSWORD, "name": "Owner"})
    gateway.sign_in()
    return gateway


def _order(gateway: Gateway, website: str) -> Json:
    panel = {"icps": 2, "conversations": 3}
    body = {"website_id": website, "providers": ["local"], "panel": panel}
    audit: Json = gateway.post("/v1/audits", body)
    return audit


def _until(gateway: Gateway, audit: Json, reached: Callable[[Json], bool]) -> Json:
    give_up = time.monotonic() + WITHIN_S
    while not reached(now := gateway.get(f"/v1/audits/{audit['id']}")):
        if time.monotonic() > give_up:
            raise TimeoutError(json.dumps(now, indent=1))
        time.sleep(0.05)
    return now


def _until_ended(gateway: Gateway, audit: Json) -> str:
    ended = _until(gateway, audit, lambda now: now["status"] in ENDED)
    print(f"audit {ended['id']} is {ended['status']}")
    return str(ended["id"])


def _step(audit: Json, name: str) -> str:
    return next(str(step["status"]) for step in audit["steps"] if step["name"] == name)


def _curated(gateway: Gateway, website: str) -> str:
    """A decision of each kind about brands that answers brought up, then a re-scoring; its id."""
    brands = {brand["name"]: brand["id"] for brand in gateway.items("/v1/brands", website_id=website)}
    free = [name for name in brands if name not in ("Tillvane", "Mailchimp", "MailerLite", "Klaviyo")]
    print("brands:", sorted(brands))
    decisions: list[tuple[str, Json]] = [
        ("Mailchimp", {"decision": "confirm"}),
        ("MailerLite", {"decision": "spell", "aliases": ["Mailer Lite"], "domains": ["mailerlite.com"]}),
        ("Klaviyo", {"decision": "rename", "name": "Klaviyo Inc"}),
        (free[0], {"decision": "reject"}),
        (free[1], {"decision": "merge", "into": brands["Mailchimp"]}),
        (free[2], {"decision": "merge", "into": brands["Mailchimp"]}),
        (free[2], {"decision": "split"}),
    ]
    for name, decision in decisions:
        path = f"/v1/brands/{brands[name]}"
        gateway.post(f"{path}/decisions", {**decision, "version": gateway.get(path)["version"]})
    job: Json = gateway.post("/v1/rescorings", {"website_id": website})
    give_up = time.monotonic() + WITHIN_S
    while job["status"] != "done" and time.monotonic() < give_up:
        time.sleep(0.1)
        job = gateway.get(f"/v1/rescorings/{job['id']}")
    return str(job["id"])


def _cancelled(world: World, gateway: Gateway, website: str) -> str:
    """An audit that is given up while answers come."""
    world.answer(*ANSWERS, delay_s=0.5)
    audit = _order(gateway, website)
    _until(gateway, audit, lambda now: now["progress"]["answers_received"] >= 1)
    gateway.post(f"/v1/audits/{audit['id']}/cancel")
    return _until_ended(gateway, audit)


def _withdrawn(world: World, gateway: Gateway, website: str) -> str:
    """An audit that is given up at its last step, after its report was written and before anybody heard of it.

    So that this is no matter of luck, reports stands still until it is asked, and the connectors until it has written.
    """
    world.answer(*ANSWERS)
    audit = _order(gateway, website)
    _until(gateway, audit, lambda now: _step(now, "extract") in ("running", "done"))
    with _standing_still(world, "connect") as frozen:
        with _standing_still(world, "reports", at_once=True):
            _until(gateway, audit, lambda now: _step(now, "report") == "running")
            time.sleep(2)  # the order travels to its topic
            frozen()
        while not gateway.get("/v1/reports", audit_id=audit["id"])["items"]:
            time.sleep(0.1)
        gateway.post(f"/v1/audits/{audit['id']}/cancel")
    return _until_ended(gateway, audit)


@contextmanager
def _standing_still(world: World, name: str, *, at_once: bool = False) -> Iterator[Callable[[], object]]:
    """A process that is stopped when what is given is called, and goes on at the end."""

    def stop() -> object:
        return world.stack.kill(name, signal.SIGSTOP)

    try:
        if at_once:
            stop()
        yield stop
    finally:
        world.stack.kill(name, signal.SIGCONT)


async def _broken(world: World, folder: Path) -> None:
    """Two messages that break their contract: one letter waits, one is dropped by an operator."""
    producer = AIOKafkaProducer(**driver_options(world.stack.urls.kafka), acks="all")
    await producer.start()
    try:
        for _ in range(2):
            key = str(uuid7())
            headers = {"ce_specversion": "1.0", "ce_id": key, "ce_type": AuditRequested.type_name()}
            told = [(name, value.encode()) for name, value in headers.items()]
            body = json.dumps({"id": key, "broken": "on purpose"}).encode()
            await producer.send_and_wait(AuditRequested.topic, value=body, key=key.encode(), headers=told)
    finally:
        await producer.stop()
    for _ in range(100):
        letters = _letters(world, "list", "--json").splitlines()
        if len(letters) == 2:
            break
        await asyncio.sleep(0.2)
    _letters(world, "drop", json.loads(letters[1])["letter"].partition(":")[2])


def _letters(world: World, *words: str) -> str:
    command = [sys.executable, "-m", "reports", "dead-letters", *words]
    env = environment(world.stack.site, "reports")
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def _settled(world: World) -> None:
    """Wait until nobody has anything left to handle, three looks in a row."""
    give_up, calm = time.monotonic() + WITHIN_S, 0
    while calm < 3:
        if time.monotonic() > give_up:
            raise TimeoutError("consumers do not come to rest")
        behind = sum(each.lag for each in asyncio.run(group_lags(world.stack.urls.kafka)))
        calm = 0 if behind else calm + 1
        time.sleep(0.5)


def problem_of(gateway: Gateway, path: str, query: Json) -> tuple[int, Any]:
    """What a GET of ``path`` gives now: status, and the body as JSON."""
    try:
        return httpx.codes.OK, gateway.get(path, **query)
    except GatewayProblem as problem:
        return problem.status, dict(problem.body)
