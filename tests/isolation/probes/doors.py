"""What comes in: who says where it is from, who signs it, whose key or address it bears, and what was asked before."""

import hashlib
import hmac
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from starlette.requests import Request

from auth.api_keys.exchange import Exchange
from common.contracts.tenants import FlagsState
from common.flags import Flags
from common.http.access import addresses
from common.http.access.addresses import TrustedProxies
from common.primitives.errors import Problem
from common.primitives.ids import uuid7
from common.testing.examples import example
from tenants.billing import webhook

from ..asking.filling import Filled
from ..asking.tokens import Holder, token_of
from ..asking.world import World
from ..twins.postgres import connected

_SECRET, _OTHER = "whsec_of_this_test", "whsec_of_somebody_else"
_EVENT = b'{"id":"evt_1","type":"invoice.paid","created":1,"data":{"object":{"id":"in_1","object":"invoice"}}}'


async def forwarded(_world: World) -> Sequence[str]:
    """Addresses that a client made up and that are believed: it could be anybody, and everybody else's limit."""
    found = []
    behind = ((0, "6.6.6.6", "10.0.0.9"), (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"), (2, "6.6.6.6", "10.0.0.9"))
    for proxies, said, expected in behind:
        scope = {"type": "http", "client": ("10.0.0.9", 1), "headers": [(b"x-forwarded-for", said.encode())]}
        believed = addresses.client_address(Request(scope), TrustedProxies(proxies))
        if believed != expected:
            found.append(f"behind {proxies} proxies, {said} is believed to come from {believed}")
    scope = {"type": "http", "client": ("10.0.0.9", 1), "headers": [(b"x-forwarded-for", b"6.6.6.6")]}
    if addresses.client_address(Request(scope), TrustedProxies(1, "shown by the gateway alone")) != "10.0.0.9":
        found.append("an address is believed of who does not show that he is the gateway")
    return found


async def signatures(_world: World) -> Sequence[str]:
    """Webhooks of the payment service that are believed without a good signature of now."""
    now = int(time.time())
    sent = {
        "no signature": "",
        "a signature of somebody else": _signed(now, _OTHER),
        "a signature of an hour ago": _signed(now - 3600, _SECRET),
        "a signature of an hour ahead": _signed(now + 3600, _SECRET),
        "a signature of another body": _signed(now, _SECRET, _EVENT.replace(b"paid", b"void")),
    }
    assert webhook.read(_EVENT, _signed(now, _SECRET), (_SECRET,)).id == "evt_1"
    found = []
    for name, signature in sent.items():
        with suppress(Problem):
            webhook.read(_EVENT, signature, (_SECRET,))
            found.append(f"{name} is believed")
    return found


def _signed(at: int, secret: str, body: bytes = _EVENT) -> str:
    made = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={made}"


async def api_keys(world: World) -> Sequence[str]:
    """Keys that open although they are no key, or none that is good now."""
    told = await _asked(world, "auth", "POST", "/v1/api-keys", {"name": "A probe", "scopes": ["figures:read"]})
    text = str(told["key"])
    ended = await _asked(world, "auth", "POST", "/v1/api-keys", {"name": "Ended", "scopes": ["figures:read"]})
    past = "UPDATE api_keys SET expires_at = now() - interval '1 day' WHERE id = $1"
    await _done(world, "auth", past, UUID(ended["id"]))
    exchange = world.running.parts["auth"].api.state.provides[Exchange]
    wrong = text[:-4] + ("AAAA" if text[-4:] != "AAAA" else "BBBB")
    tried = {"a key with another secret": wrong, "a key that ended": str(ended["key"])}
    found = []
    assert await exchange.token(text, "127.0.0.1")
    for name, presented in tried.items():
        with suppress(Problem):
            await exchange.token(presented, "127.0.0.1")
            found.append(f"{name} opens")
    return found


async def promotion(world: World) -> Sequence[str]:
    """Roles that an admin gives himself, or others, beyond his own."""
    member = world.theirs.ids["user_id"]
    role = "UPDATE memberships SET role = $1 WHERE user_id = $2"
    await _done(world, "tenants", role, "admin", UUID(member))
    token = await token_of(world.ring, Holder(UUID(member), world.theirs.side.tenant, "admin"))
    headers, body = {"Authorization": f"Bearer {token}"}, {"role": "owner"}
    answer = await world.running.clients["tenants"].patch(f"/v1/members/{member}", json=body, headers=headers)
    assert answer.is_success or "role-beyond-yours" in answer.text, answer.text
    await _done(world, "tenants", role, "member", UUID(member))
    return [f"an admin makes himself an owner: {answer.status_code}"] if answer.is_success else []


async def inner_addresses(world: World) -> Sequence[str]:
    """Addresses inside our network that an organisation has us send to."""
    found = []
    for url in ("https://169.254.169.254/latest/meta-data", "https://127.0.0.1:8443/", "https://10.0.0.1/"):
        headers = await _as_owner(world, world.mine)
        body = {"url": url, "events": ["report.ready"]}
        answer = await world.running.clients["reports"].post("/v1/webhooks", json=body, headers=headers)
        if answer.is_success:
            found.append(f"{url} is told of events")
            await world.running.clients["reports"].delete(f"/v1/webhooks/{answer.json()['id']}", headers=headers)
    return found


async def repeated(world: World) -> Sequence[str]:
    """Answers that a person in one organisation gets to the key that he sent for another one."""
    found, person, key = [], uuid7(), str(uuid7())
    for own in (world.theirs, world.mine):
        token = await token_of(world.ring, Holder(person, own.side.tenant))
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        body = {"url": "https://1.1.1.1/twice", "events": ["report.ready"]}
        answer = await world.running.clients["reports"].post("/v1/webhooks", json=body, headers=headers)
        assert answer.is_success, answer.text
        if own is world.mine and "idempotency-replayed" in answer.headers:
            found.append("the other organisation's answer is given again")
        elif own is world.mine:
            await world.running.clients["reports"].delete(f"/v1/webhooks/{answer.json()['id']}", headers=headers)
    return found


async def features(world: World) -> Sequence[str]:
    """Features that are on for one organisation and are believed to be on for another."""
    flags = Flags(history=_Told())
    mine, theirs = world.mine.side.tenant, world.theirs.side.tenant
    state = example(FlagsState)
    on = state.flags[0].model_copy(update={"name": "theirs", "enabled": True, "config": "{}"})
    flags._note(state.model_copy(update={"organization_id": theirs, "tenant_id": theirs, "flags": (on,)}))
    assert await flags.on(theirs, "theirs")
    return ["a feature is on that was switched on for others"] if await flags.on(mine, "theirs") else []


class _Told:
    """Nothing but what was noted by hand."""

    async def read(self, _topics: Sequence[str]) -> Any:
        for nothing in ():
            yield nothing


async def _as_owner(world: World, own: Filled) -> dict[str, str]:
    """With a token of now: what other tests asked may have ended every session that was there before."""
    return {"Authorization": f"Bearer {await token_of(world.ring, Holder(own.side.owner, own.side.tenant))}"}


async def _asked(world: World, service: str, method: str, path: str, body: Any) -> Any:
    headers = await _as_owner(world, world.theirs)
    answer = await world.running.clients[service].request(method, path, json=body, headers=headers)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json()


async def _done(world: World, service: str, statement: str, *values: object) -> None:
    connection = await connected(world.running.stores.urls[service])
    try:
        await connection.execute(statement, *values)
    finally:
        await connection.close()
