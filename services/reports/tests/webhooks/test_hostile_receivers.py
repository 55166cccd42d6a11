"""Receivers that are slow, rude, broken or traps: a try ends in time, leads nowhere else, and is tried again."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest

from common.outbound.addresses import Guard, connection_pool
from common.primitives.ids import uuid7
from common.testing.outbox import noted
from reports.webhooks.rules.schedule import Attempt
from reports.webhooks.sending import Sender

from .receivers import Answering, Receiver, drips, floods, garbage, heads_without_end, never, receiving, resets, status
from .stage import Stage

pytestmark = pytest.mark.engines


async def one_try(stage: Stage, receiver: Receiver, usual: Answering) -> Any:
    receiver.usual = usual
    hook = await stage.add(receiver.url)
    await stage.tell()
    await stage.send()
    [delivery] = await stage.deliveries(hook)
    return delivery


@pytest.mark.parametrize(
    ("usual", "reason"),
    [
        (never, "timed-out"),
        (drips, "timed-out"),
        (garbage, "connection-broken"),
        (heads_without_end, "connection-broken"),
        (resets, "connection-broken"),
        (status(500), "http-500"),
        (status(404), "http-404"),
        (status(301, "location: https://elsewhere.example/"), "redirected"),
    ],
)
async def test_a_bad_receiver_costs_a_bounded_time_and_is_tried_again(
    stage: Stage, receiver: Receiver, usual: Answering, reason: str
) -> None:
    began = time.monotonic()
    delivery = await one_try(stage, receiver, usual)
    assert time.monotonic() - began < stage.timeout_s + 3
    assert (delivery["status"], delivery["reason"], delivery["attempts"]) == ("waiting", reason, 1)
    assert delivery["next_attempt_at"] is not None
    assert delivery["ms"] < (stage.timeout_s + 1) * 1000


async def test_a_body_without_end_is_not_read_to_it_and_the_status_counts(stage: Stage, receiver: Receiver) -> None:
    delivery = await one_try(stage, receiver, floods)
    assert (delivery["status"], delivery["http_status"]) == ("delivered", 200)


async def test_a_redirect_to_this_machine_is_not_followed(stage: Stage, receiver: Receiver) -> None:
    async with receiving() as inside:
        for code in (301, 302, 303, 307, 308):
            receiver.answers.append(status(code, f"location: http://127.0.0.1:{inside.port}/secret"))
            await stage.add(receiver.url)
        await stage.tell()
        await stage.send()
        assert len(receiver.got) == 5
        assert inside.got == []


class Names:
    """A resolver whose answers are scripted, the last one for ever; it counts how often it was asked."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, _host: str, _port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def tried(names: Names, url: str) -> Attempt:
    guard = Guard(resolve=names)
    pool = connection_pool(guard)
    try:
        return await Sender(pool, guard, 1.0).post(url, "{}", {"webhook-id": "1"})
    finally:
        await pool.aclose()


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"], ["10.0.0.8"], ["169.254.169.254"], ["::1"], ["::ffff:127.0.0.1"], ["fd00:ec2::254"], ["0.0.0.0"],
        ["93.184.216.34", "192.168.0.1"],
    ],
)  # fmt: skip
async def test_a_name_that_leads_inside_is_not_connected_to(answer: list[str]) -> None:
    attempt = await tried(Names(answer), "https://rebound.example:8443/")
    assert (attempt.status, attempt.reason) == (None, "private-address")


async def test_a_name_is_asked_once_so_that_no_second_answer_leads_elsewhere(receiver: Receiver) -> None:
    names = Names(["192.0.2.1"], ["127.0.0.1"])
    assert (await tried(names, "https://rebound.example:8443/")).reason == "private-address"
    assert names.asked == 1
    assert receiver.got == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "private-address"),
        ("http://2130706433/", "private-address"),
        ("http://0x7f.1/", "private-address"),
        ("http://[::1]/", "private-address"),
        ("http://127.0.0.1:6379/", "port-not-allowed"),
        ("http://me:secret@shop.example/", "credentials-in-url"),
        ("gopher://shop.example/", "unsupported-scheme"),
    ],
)
async def test_an_address_of_this_machine_is_not_asked_however_it_is_spelled(url: str, reason: str) -> None:
    guard = Guard()
    pool = connection_pool(guard)
    attempt = await Sender(pool, guard, 2.0).post(url, "{}", {})
    await pool.aclose()
    assert attempt.status is None
    assert attempt.reason in {reason, "dns-failed"}  # not every system takes numbers for addresses


async def test_who_answers_410_is_told_of_nothing_more(stage: Stage, receiver: Receiver) -> None:
    receiver.usual = status(410)
    hook = await stage.add(receiver.url)
    await stage.tell()
    await stage.tell()
    await stage.send()
    own = (await stage.ask("GET", f"/{hook['id']}")).json()
    assert (own["is_active"], own["disabled_reason"]) == (False, "gone")
    assert {each["status"] for each in await stage.deliveries(hook)} == {"failed"}
    assert (await stage.rows())[1] == []
    await stage.tell()
    assert len(await stage.deliveries(hook)) == 2
    entries = await noted(stage.unit, stage.tenant)
    assert [(each.action, each.actor) for each in entries] == [("webhook.made", "user"), ("webhook.changed", "service")]


async def test_a_receiver_that_fails_for_ever_is_tried_ten_times_in_three_days(
    stage: Stage, receiver: Receiver
) -> None:
    receiver.usual = status(500)
    hook = await stage.add(receiver.url)
    await stage.tell()
    began = stage.clock.now()
    await stage.send()
    while (delivery := (await stage.deliveries(hook))[0])["status"] == "waiting":
        (_, [job]) = await stage.rows()
        stage.clock.moment = job["due_at"]
        await stage.send()
    assert len(receiver.got) == delivery["attempts"] == 10
    assert len({each.headers["webhook-id"] for each in receiver.got}) == 1
    assert len({each.body for each in receiver.got}) == 1
    stamps = [int(each.headers["webhook-timestamp"]) for each in receiver.got]
    assert stamps == sorted(set(stamps))
    assert timedelta(days=3) < stage.clock.now() - began < timedelta(days=3, hours=12)
    assert (delivery["status"], delivery["reason"]) == ("failed", "http-500")
    stage.clock.advance(timedelta(days=2))
    await stage.tell()
    await stage.send()
    own = (await stage.ask("GET", f"/{hook['id']}")).json()
    assert (own["is_active"], own["disabled_reason"]) == (False, "failing")


async def test_one_that_is_taken_ends_the_count_of_failures(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    receiver.answers = [status(503)]
    await stage.tell()
    await stage.send()
    assert (await stage.ask("GET", f"/{hook['id']}")).json()["failing_since"] is not None
    stage.clock.advance(timedelta(seconds=7))
    await stage.send()
    assert (await stage.ask("GET", f"/{hook['id']}")).json()["failing_since"] is None
    assert (await stage.deliveries(hook))[0]["status"] == "delivered"


async def test_who_asks_for_time_gets_it_within_bounds(stage: Stage, receiver: Receiver) -> None:
    for asked, given in (("3600", timedelta(hours=1)), ("9999999", timedelta(hours=24)), ("x", timedelta(seconds=5))):
        delivery = await one_try(stage, receiver, status(429, f"retry-after: {asked}"))
        kept, jobs = await stage.rows()
        [due] = [job["due_at"] for job in jobs if str(job["id"]) == delivery["id"]]
        assert due - stage.clock.now() == given
        assert len(kept) == len(jobs)
        await stage.ask("DELETE", f"/{delivery['webhook_id']}")


async def test_one_organisations_slow_receiver_leaves_room_for_others(stage: Stage, receiver: Receiver) -> None:
    receiver.usual = never
    await stage.add(receiver.url)
    for _ in range(30):
        await stage.tell()
    worker = stage.worker()
    assert await worker.claim() == 4  # what one tenant may have under way
    async with asyncio.timeout(30):
        while len(receiver.got) < 4:  # noqa: ASYNC110 - what comes in over a socket sets no event of ours
            await asyncio.sleep(0.01)
    receiver.usual = status(204)
    stage.tenant = uuid7()
    hook = await stage.add(receiver.url)
    await stage.tell()
    await worker.claim()
    await worker.drain()
    assert [each["status"] for each in await stage.deliveries(hook)] == ["delivered"]
