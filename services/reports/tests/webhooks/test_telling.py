"""What happens reaches whoever asked for it: signed, once for each event, with nothing of content or people."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.collector import WebsiteDeleted
from common.contracts.simulator import AuditFailed
from common.messaging.outcomes import AlreadyHandled
from common.primitives.ids import uuid7
from common.testing.outbox import noted
from reports.erasure.handlers import erase_website
from reports.webhooks.handlers import tell
from reports.webhooks.rules.telling import telling_of

from .receivers import Receiver
from .stage import TOPICS, Stage, event_of

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("topic", TOPICS)
async def test_an_event_is_told_signed_and_verifies_with_the_secret(
    stage: Stage, receiver: Receiver, topic: str
) -> None:
    hook = await stage.add(receiver.url)
    event = await stage.tell(topic)
    await stage.send()
    [got] = receiver.got
    told = Webhook(hook["secret"]).verify(got.body, got.headers)
    assert told["data"]["organization_id"] == str(stage.tenant)
    assert told["data"]["website_id"] == str(event.website_id)  # type: ignore[attr-defined]
    assert datetime.fromisoformat(told["timestamp"]) == event.occurred_at
    assert "test" not in told
    [delivery] = await stage.deliveries(hook)
    assert delivery["id"] == got.headers["webhook-id"]
    assert (delivery["status"], delivery["http_status"], delivery["attempts"]) == ("delivered", 204, 1)
    assert delivery["event"] == told["type"]
    with pytest.raises(WebhookVerificationError):
        Webhook(hook["secret"]).verify(got.body.replace(b"data", b"dara"), got.headers)


async def test_only_what_was_asked_for_is_told(stage: Stage, receiver: Receiver) -> None:
    await stage.add(receiver.url, ["figures.ready"])
    for topic in TOPICS:
        await stage.tell(topic)
    await stage.send()
    assert [each.told["type"] for each in receiver.got] == ["figures.ready"]


async def test_an_event_that_comes_twice_is_told_once(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    event = event_of("simulator.audit-completed", stage.tenant, stage.clock.now())
    await tell(event, unit=stage.unit, clock=stage.clock)
    with pytest.raises(AlreadyHandled):
        await tell(event, unit=stage.unit, clock=stage.clock)
    await stage.send()
    assert len(receiver.got) == len(await stage.deliveries(hook)) == 1


async def test_what_was_before_the_webhook_is_not_told(stage: Stage, receiver: Receiver) -> None:
    await stage.add(receiver.url)
    old = event_of("simulator.audit-completed", stage.tenant, stage.clock.now() - timedelta(days=3))
    await tell(old, unit=stage.unit, clock=stage.clock)
    await stage.send()
    assert receiver.got == []


async def test_another_organisations_events_are_not_told(stage: Stage, receiver: Receiver) -> None:
    await stage.add(receiver.url)
    for topic in TOPICS:
        await tell(event_of(topic, uuid7(), stage.clock.now()), unit=stage.unit, clock=stage.clock)
    await stage.send()
    assert receiver.got == []
    assert await stage.rows() == ([], [])


def test_what_is_told_holds_ids_and_links_alone() -> None:
    canary = "Canary of somebody's answer"
    failed = event_of(AuditFailed.topic, uuid7(), datetime.now(UTC), detail=canary)
    figures = event_of(ShareOfVoiceMaterialised.topic, uuid7(), datetime.now(UTC))
    words = {quote.text for quote in figures.evidence} | {canary} | {each.brand for each in figures.slices[0].brands}
    for event in (failed, figures):
        body = telling_of(event).body
        assert not [word for word in words if word in body]
        assert len(body) < 1000
    client = event_of(AuditFailed.topic, uuid7(), datetime.now(UTC), client_id=uuid7())
    assert json.loads(telling_of(client).body)["data"]["client_id"] == str(client.client_id)


async def test_for_a_day_both_secrets_sign_and_then_the_new_one_alone(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    renewed = (await stage.ask("POST", f"/{hook['id']}/secret")).json()
    assert renewed["secret"] != hook["secret"]
    await stage.tell()
    await stage.send()
    for secret in (hook["secret"], renewed["secret"]):
        Webhook(secret).verify(receiver.got[0].body, receiver.got[0].headers)
    stage.clock.advance(timedelta(hours=24, seconds=1))
    await stage.tell()
    await stage.send()
    signatures = receiver.got[1].headers["webhook-signature"].split(" ")
    assert len(signatures) == 1
    assert len(receiver.got[0].headers["webhook-signature"].split(" ")) == 2


async def test_a_test_is_sent_says_so_and_is_tried_once(stage: Stage, receiver: Receiver) -> None:
    hook = await stage.add(receiver.url)
    answer = await stage.ask("POST", f"/{hook['id']}/test", {"event": "figures.ready"})
    assert (answer.status_code, answer.json()["status"]) == (202, "waiting")
    await stage.send()
    told = Webhook(hook["secret"]).verify(receiver.got[0].body, receiver.got[0].headers)
    assert (told["type"], told["test"]) == ("figures.ready", True)
    assert [each.action for each in await noted(stage.unit, stage.tenant)] == ["webhook.made", "webhook.sent"]


async def test_a_deleted_websites_deliveries_go_and_what_waits_is_not_sent(
    stage: Stage, receiver: Receiver, objects: object
) -> None:
    hook = await stage.add(receiver.url)
    event, other = await stage.tell(), await stage.tell()
    gone = event_of(WebsiteDeleted.topic, stage.tenant, stage.clock.now(), website_id=event.website_id)  # type: ignore[attr-defined]
    await erase_website(gone, unit=stage.unit, objects=objects)  # type: ignore[arg-type]
    await stage.send()
    [delivery] = await stage.deliveries(hook)
    assert delivery["website_id"] == str(other.website_id)  # type: ignore[attr-defined]
    assert len(receiver.got) == 1
