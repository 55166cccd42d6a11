"""The API of webhooks: what admins do with it, and what nobody else does or sees."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from common.outbound.refusals import Refused
from common.primitives.ids import uuid7
from common.testing.http import sent_again
from common.testing.outbox import noted
from common.testing.tokens import bearer
from reports.webhooks.registry import MOST_WEBHOOKS
from reports.webhooks.rules.secrets import Seal, WrongSecretError, new_secret
from reports.webhooks.rules.targets import target_of
from reports.webhooks.tables import webhooks

from .receivers import Receiver, status
from .stage import ALL, KEY, Stage

pytestmark = pytest.mark.engines


def slug(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_a_webhook_is_added_read_changed_and_removed(stage: Stage, receiver: Receiver) -> None:
    body = {"url": f"{receiver.url}?a=1#top", "events": ["report.ready", "report.ready"], "description": "Shop"}
    made = await stage.ask("POST", "", body)
    own = made.json()
    secret = own.pop("secret")
    assert (made.status_code, own["url"]) == (201, f"{receiver.url}?a=1")
    assert (own["events"], own["is_active"]) == (["report.ready"], True)
    assert secret.startswith("whsec_")
    assert (await stage.ask("GET", f"/{own['id']}")).json() == own
    assert (await stage.ask("GET", "")).json() == {"items": [own], "next": None}
    change = {"events": ["figures.ready", "audit.finished"], "description": None}
    changed = (await stage.ask("PATCH", f"/{own['id']}", change)).json()
    assert changed == own | {"events": ["audit.finished", "figures.ready"], "description": None}
    assert (await stage.ask("DELETE", f"/{own['id']}")).status_code == 204
    assert slug(await stage.ask("GET", f"/{own['id']}")) == "webhook-not-found"
    entries = [(each.action, each.facts) for each in await noted(stage.unit, stage.tenant)]
    assert entries == [
        ("webhook.made", {"host": "127.0.0.1", "events": "report.ready"}),
        ("webhook.changed", {"fields": "description events"}),
        ("webhook.removed", {"host": "127.0.0.1"}),
    ]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://shop.example/", "unsupported-scheme"),
        ("shop.example", "unsupported-scheme"),
        ("https://user:pass@shop.example/", "credentials-in-url"),
        ("https://shop.example\\@127.0.0.1/", "credentials-in-url"),
        ("https://shop.example:22/", "port-not-allowed"),
        ("https://shop.example:99999/", "not-a-url"),
        ("https:///path", "not-a-url"),
        ("https://shop.example/ä", "not-a-url"),
        ("https://shop.example/a b", "not-a-url"),
        ("https://127.0.0.1/", "private-address"),
        ("https://[::1]/", "private-address"),
        ("https://169.254.169.254/latest/meta-data", "private-address"),
        ("https://10.1.2.3/", "private-address"),
        ("https://localhost/", "private-address"),
    ],
)
async def test_an_address_that_may_not_be_told_is_refused_when_it_is_given(
    stage: Stage, receiver: Receiver, url: str, reason: str
) -> None:
    answer = await stage.ask("POST", "", {"url": url, "events": ALL})
    assert (answer.status_code, slug(answer)) == (422, reason)
    hook = await stage.add(receiver.url)
    answer = await stage.ask("PATCH", f"/{hook['id']}", {"url": url})
    assert (answer.status_code, slug(answer)) == (422, reason)


@pytest.mark.parametrize(
    "body",
    [
        {"events": ALL},
        {"url": "https://shop.example/", "events": []},
        {"url": "https://shop.example/", "events": ["alert"]},  # a word that will come
        {"url": "https://shop.example/", "events": ["*"]},
        {"url": "https://shop.example/", "events": ALL, "secret": "whsec_mine"},
        {"url": "https://shop.example/\u0000", "events": ALL},
        {"url": "https://shop.example/" + "a" * 2048, "events": ALL},
        {"url": 7, "events": ALL},
    ],
)
async def test_a_body_that_makes_no_sense_is_refused(stage: Stage, body: dict[str, Any]) -> None:
    assert slug(await stage.ask("POST", "", body)) == "invalid-request"
    assert (await stage.ask("GET", "")).json()["items"] == []


def routes(hook: str, delivery: str) -> list[tuple[str, str, Any]]:
    return [
        ("GET", f"/{hook}", None),
        ("PATCH", f"/{hook}", {"is_active": False}),
        ("DELETE", f"/{hook}", None),
        ("POST", f"/{hook}/secret", None),
        ("POST", f"/{hook}/test", {"event": "report.ready"}),
        ("GET", f"/{hook}/deliveries", None),
        ("POST", f"/{hook}/deliveries/{delivery}/replay", None),
        ("POST", f"/{hook}/replay", {"since": "2026-01-01T00:00:00Z"}),
    ]


async def test_another_organisations_webhook_does_not_exist(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(f"{receiver.url}/canary")
    await stage.tell()
    [delivery] = await stage.deliveries(hook)
    before = await stage.rows()
    owner, stage.tenant = stage.tenant, uuid7()
    foreign, unknown = routes(hook["id"], delivery["id"]), routes(str(uuid7()), str(uuid7()))
    for (method, path, body), (_, missing, _) in zip(foreign, unknown, strict=True):
        answer = await stage.ask(method, path, body)
        assert (answer.status_code, slug(answer)) == (404, "webhook-not-found"), path
        assert answer.json() == (await stage.ask(method, missing, body)).json()
    assert (await stage.ask("GET", "")).json() == {"items": [], "next": None}
    own = await stage.add(receiver.url)
    mixed = await stage.ask("POST", f"/{own['id']}/deliveries/{delivery['id']}/replay")
    assert slug(mixed) == "delivery-not-found"
    assert "canary" not in (await stage.ask("GET", "")).text
    stage.tenant = owner
    assert await stage.rows() == before
    assert (await stage.ask("GET", f"/{hook['id']}")).json()["is_active"]


async def test_a_delivery_of_another_webhook_is_not_found_under_this_one(stage: Stage, receiver: Receiver) -> None:
    first, second = await stage.add(receiver.url), await stage.add(receiver.url)
    await stage.tell()
    [delivery] = await stage.deliveries(first)
    answer = await stage.ask("POST", f"/{second['id']}/deliveries/{delivery['id']}/replay")
    assert slug(answer) == "delivery-not-found"


@pytest.mark.parametrize("role", ["member", "viewer", "client", "billing", "operator"])
async def test_who_may_not_run_the_organisation_changes_nothing(stage: Stage, receiver: Receiver, role: str) -> None:
    hook = await stage.add(receiver.url)
    tried = [*routes(hook["id"], str(uuid7())), ("POST", "", {"url": receiver.url, "events": ALL}), ("GET", "", None)]
    for method, path, body in tried:
        answer = await stage.ask(method, path, body, role=role)
        if role == "operator" and method == "GET":
            assert answer.is_success
        else:
            assert (answer.status_code, slug(answer)) == (403, "permission-missing"), path
    assert (await stage.client.get("/v1/webhooks")).status_code == 401


async def test_no_answer_but_the_first_holds_a_secret_and_the_store_holds_none_in_clear(
    stage: Stage, receiver: Receiver
) -> None:
    hook = await stage.add(receiver.url)
    for path in ("", f"/{hook['id']}", f"/{hook['id']}/deliveries"):
        assert "whsec_" not in (await stage.ask("GET", path)).text
    async with stage.unit.begin(stage.tenant) as tx:
        [row] = (await tx.execute(select(webhooks))).mappings()
    assert hook["secret"].removeprefix("whsec_").encode() not in bytes(row["secret"])
    assert Seal(KEY).open(row["secret"], stage.tenant, row["id"]) == hook["secret"]
    for other in (
        lambda: Seal(KEY).open(row["secret"], uuid7(), row["id"]),
        lambda: Seal(KEY).open(row["secret"], stage.tenant, uuid7()),
        lambda: Seal(KEY + "x").open(row["secret"], stage.tenant, row["id"]),
    ):
        with pytest.raises(WrongSecretError, match="REPORTS_KEY_ENCRYPTION_SECRET") as fault:
            other()
        assert "whsec_" not in str(fault.value)
    assert len({new_secret() for _ in range(100)}) == 100


async def test_a_webhook_that_is_added_twice_under_one_key_is_there_once(stage: Stage, receiver: Receiver) -> None:
    headers = bearer(stage.tenant, "admin")
    await sent_again(stage.client, "/v1/webhooks", {"url": receiver.url, "events": ALL}, headers)
    [hook] = (await stage.ask("GET", "")).json()["items"]
    await sent_again(stage.client, f"/v1/webhooks/{hook['id']}/test", {"event": "report.ready"}, headers)
    await stage.send()
    assert len(receiver.got) == 1
    await sent_again(stage.client, f"/v1/webhooks/{hook['id']}/secret", None, headers)


async def test_there_is_an_end_to_how_many_there_can_be(stage: Stage, receiver: Receiver) -> None:
    for _ in range(MOST_WEBHOOKS):
        await stage.add(receiver.url)
    answer = await stage.ask("POST", "", {"url": receiver.url, "events": ALL})
    assert (answer.status_code, slug(answer)) == (409, "webhooks-full")
    page = (await stage.ask("GET", "?limit=15")).json()
    rest = (await stage.ask("GET", f"?limit=15&after={page['next']}")).json()
    assert (len(page["items"]), len(rest["items"]), rest["next"]) == (15, 5, None)


async def test_what_failed_is_sent_again_one_or_all_since_a_moment(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    receiver.usual = status(500)
    events = [await stage.tell() for _ in range(3)]
    await stage.ask("POST", f"/{hook['id']}/test", {"event": "report.ready"})
    await stage.send()
    await stage.ask("PATCH", f"/{hook['id']}", {"is_active": False})
    failed = await stage.deliveries(hook, "?delivery_status=failed")
    assert {each["reason"] for each in failed} == {"webhook-disabled", "http-500"}
    path = f"/{hook['id']}/deliveries/{failed[0]['id']}/replay"
    assert slug(await stage.ask("POST", path)) == "webhook-disabled"
    since = {"since": events[0].occurred_at.isoformat()}
    assert slug(await stage.ask("POST", f"/{hook['id']}/replay", since)) == "webhook-disabled"
    again = (await stage.ask("PATCH", f"/{hook['id']}", {"is_active": True})).json()
    assert (again["is_active"], again["disabled_reason"], again["failing_since"]) == (True, None, None)
    receiver.usual = status(200)
    assert (await stage.ask("POST", f"/{hook['id']}/replay", since)).json() == {"deliveries": 3}
    assert (await stage.ask("POST", f"/{hook['id']}/replay", since)).json() == {"deliveries": 0}
    await stage.send()
    sent = receiver.got[4:]
    assert {each.headers["webhook-id"] for each in sent} < {each.headers["webhook-id"] for each in receiver.got[:4]}
    assert len(sent) == 3
    states = [each["status"] for each in await stage.deliveries(hook) if not each["is_test"]]
    assert states == ["delivered"] * 3
    late = {"since": (stage.clock.now() + timedelta(days=1)).isoformat()}
    assert (await stage.ask("POST", f"/{hook['id']}/replay", late)).json() == {"deliveries": 0}


async def test_one_that_was_delivered_can_be_sent_again_under_its_id(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    await stage.tell()
    await stage.send()
    [delivery] = await stage.deliveries(hook)
    answer = await stage.ask("POST", f"/{hook['id']}/deliveries/{delivery['id']}/replay")
    assert (answer.status_code, answer.json()["status"]) == (202, "waiting")
    await stage.send()
    assert [each.headers["webhook-id"] for each in receiver.got] == [delivery["id"]] * 2
    assert (await stage.deliveries(hook))[0]["attempts"] == 2


async def test_one_that_waits_for_its_next_try_is_sent_at_once_when_that_is_asked(
    stage: Stage, receiver: Receiver
) -> None:
    hook = await stage.add(receiver.url)
    receiver.answers = [status(500)]
    await stage.tell()
    await stage.send()
    [delivery] = await stage.deliveries(hook)
    await stage.ask("POST", f"/{hook['id']}/deliveries/{delivery['id']}/replay")
    await stage.send()
    assert (await stage.deliveries(hook))[0]["status"] == "delivered"
    assert (await stage.rows())[1] == []


async def test_deliveries_come_in_pages_the_newest_first_and_old_ones_are_forgotten(
    stage: Stage, receiver: Receiver
) -> None:
    hook = await stage.add(receiver.url)
    for _ in range(5):
        await stage.tell()
        stage.clock.advance(timedelta(seconds=1))
    await stage.send()
    whole = await stage.deliveries(hook)
    assert [each["created_at"] for each in whole] == sorted((each["created_at"] for each in whole), reverse=True)
    found, after = [], ""
    while after is not None:
        page = (await stage.ask("GET", f"/{hook['id']}/deliveries?limit=2{after}")).json()
        found += page["items"]
        after = page["next"] and f"&after={page['next']}"
    assert found == whole
    stage.clock.advance(timedelta(days=31))
    await stage.tell()
    assert len(await stage.deliveries(hook)) == 1


def test_over_plain_http_nothing_is_told_outside_of_local_mode() -> None:
    with pytest.raises(Refused) as fault:
        target_of("http://shop.example/", plain_too=False)
    assert fault.value.reason == "https-required"
    assert target_of("HTTPS://Bücher.Example:443/a?b#c", plain_too=False) == "https://xn--bcher-kva.example/a?b"
