"""The webhook's door: who is let in, what is kept, and that nothing comes of a repetition."""

import asyncio
import json
import time

import httpx
import pytest
from sqlalchemy import text

from brandmon_local.billing_double.webhooks import body_of, signature
from tenants.billing.stripe_api import Stripe

from .conftest import HOOK, KEY, SECRETS, Desk, some_event

pytestmark = pytest.mark.engines


async def posted(desk: Desk, body: bytes, header: str | bytes | None) -> httpx.Response:
    headers: dict[str, str | bytes] = {"Content-Type": "application/json"}
    if header is not None:
        headers["Stripe-Signature"] = header
    return await desk.http.post(HOOK, content=body, headers=headers)


async def kept(desk: Desk) -> dict[str, tuple[str | None, str | None]]:
    """Outcome and error by Stripe's id of the event."""
    async with desk.unit.system() as conn:
        rows = (await conn.execute(text("SELECT stripe_event_id, outcome, error FROM webhook_events"))).all()
    return {row.stripe_event_id: (row.outcome, row.error) for row in rows}


async def test_a_signature_of_either_secret_is_good_and_one_of_several_is_enough(desk: Desk) -> None:
    for secret in SECRETS:
        body = body_of(some_event())
        assert (await posted(desk, body, signature(body, secret))).json() == {"received": True}
    body = body_of(some_event())
    header = f"{signature(body, 'whsec_wrong')},{signature(body, SECRETS[0]).split(',')[1]},v0=00"
    assert (await posted(desk, body, header)).status_code == 200


async def test_what_is_not_signed_as_it_should_be_is_refused_and_not_kept(desk: Desk) -> None:
    event = some_event()
    body, now = body_of(event), int(time.time())
    good = signature(body, SECRETS[0])
    headers: list[str | bytes | None] = [
        None, "", "nonsense", "t=,v1=", f"t={now}", f"t=abc,{good.split(',')[1]}", good.replace("v1=", "v0="),
        signature(body, "whsec_wrong"), signature(body, SECRETS[0], now - 301), signature(body, SECRETS[0], now + 302),
        signature(body + b" ", SECRETS[0]), f"t={now},v1=\u00e4".encode("latin-1"), f"t={'9' * 400},v1=00",
        good[:-1], "v1=" + "0" * 64,
    ]  # fmt: skip
    for header in headers:
        answer = await posted(desk, body, header)
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[1]) == (400, "webhook-signature-invalid"), (
            header
        )
    assert event["id"] not in await kept(desk)


async def test_clocks_may_be_less_than_five_minutes_apart(desk: Desk) -> None:
    for skew in (-295, 295):
        body = body_of(some_event())
        assert (await posted(desk, body, signature(body, SECRETS[0], int(time.time()) + skew))).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"id": "evt_1", "type": "invoice.paid", "data": {}}',
     b'{"id": "evt\\u0000", "type": "invoice.paid", "data": {"object": {"object": "invoice"}}}',
     b'{"id": "' + b"e" * 300 + b'", "type": "t", "data": {"object": {"object": "invoice"}}}',
     b'{"id": 1, "type": "t", "data": {"object": {"object": "invoice"}}}'],
)  # fmt: skip
async def test_what_is_no_event_is_refused_even_signed(desk: Desk, body: bytes) -> None:
    header = signature(body, SECRETS[0])
    assert (await posted(desk, body, header)).status_code == 400


async def test_a_body_that_is_too_large_is_not_read(desk: Desk) -> None:
    body = json.dumps({"padding": "x" * (256 * 1024)}).encode()
    assert (await posted(desk, body, signature(body, SECRETS[0]))).status_code == 413


async def test_a_replay_is_taken_and_changes_nothing(desk: Desk) -> None:
    await desk.pay("pro")
    await desk.all_hooks()
    before = desk.world.events[-1]
    asked = len(desk.world.sessions)
    await asyncio.gather(*(desk.hook(before) for _ in range(8)))
    async with desk.unit.system() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM billing_jobs WHERE lane = 'event'"))).scalar_one() == 0
    assert (await kept(desk))[before["id"]] == ("done", None)
    assert len(desk.world.sessions) == asked


async def test_events_of_nobody_or_of_no_interest_are_kept_and_laid_aside(desk: Desk) -> None:
    strange, dull, lonely = some_event(customer="cus_of_nobody"), some_event("charge.refunded"), some_event()
    for event in (strange, dull, lonely):
        assert await desk.hook(event) == 200
    found = await kept(desk)
    assert found[strange["id"]] == found[lonely["id"]] == ("laid-aside", "customer-unknown")
    assert found[dull["id"]] == ("not-followed", None)


async def test_what_is_kept_of_an_event_names_no_person(desk: Desk) -> None:
    event = some_event(customer="cus_of_nobody")
    event["data"]["object"] |= {"customer_email": "ada@example.com", "customer_name": "Ada"}
    await desk.hook(event)
    async with desk.unit.system() as conn:
        query = text("SELECT payload::text FROM webhook_events WHERE stripe_event_id = :id")
        payload = (await conn.execute(query, {"id": event["id"]})).scalar_one()
    assert "ada" not in payload.lower()


async def test_neither_key_nor_secret_is_told_anywhere(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    wrong = Stripe(desk.billing.payments._key.__class__("sk_live_very_secret"), desk.world.pages)  # type: ignore[union-attr]
    with pytest.raises(Exception) as raised:
        await wrong.subscriptions("cus_1")
    await wrong.close()
    await posted(desk, b"{}", "t=1,v1=00")
    out = "".join(capfd.readouterr()) + str(raised.value) + repr(wrong) + repr(desk.billing.payments)
    assert not [secret for secret in ("sk_live_very_secret", KEY, *SECRETS) if secret in out]
