"""Services, three organisations filled, and tokens that were voided as the services void them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from auth.keys.ring import KeyRing
from auth.revocations import store as revocation_store
from common.http.access.revocations import REPLICAS_APART_S
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from tenants.organizations.standing import suspend

from ..twins.services import Running
from .filling import Filled, filled
from .requests import Operation, operations
from .tokens import Holder, token_of

_REVOKED = "revoked"
assert REPLICAS_APART_S


@dataclass
class World:
    """Everything that a test asks. ``asked`` is the operation that a token is made for now."""

    running: Running
    mine: Filled
    theirs: Filled
    spent: Filled
    operations: list[Operation]
    void: dict[str, str] = field(default_factory=dict, repr=False)
    asked: Operation | None = None

    @property
    def ring(self) -> KeyRing:
        """Auth's signing keys."""
        return self.running.ring

    def owner(self, own: Filled) -> Holder:
        """The owner of one of them."""
        return Holder(own.side.owner, own.side.tenant)

    def client(self, own: Filled, name: str) -> UUID:
        """One of its clients."""
        return UUID(own.ids[name])


async def world_of(running: Running) -> World:
    """Fill it, and void tokens in each way there is."""
    stores = running.stores
    sides = [await filled(running, side) for side in (stores.mine, stores.theirs, stores.spent)]
    described = {service: parts.api.openapi() for service, parts in running.parts.items()}
    world = World(running, *sides, operations=list(operations(described)))
    await _void(world)
    return world


async def _void(world: World) -> None:
    """Tokens of the other organisation's people that were good a moment ago."""
    theirs, ring, now = world.theirs.side, world.ring, datetime.now(UTC)
    session, key, member, client = uuid7(), world.theirs.ids["key_id"], uuid7(), world.client(world.spent, "client_id")
    scopes = frozenset({"figures:read"})
    gone = {name: await _founded(world, name) for name in ("suspended", "closing")}
    holders = {
        "session": Holder(theirs.owner, theirs.tenant, session=session),
        "key": Holder(theirs.owner, theirs.tenant, "owner", None, scopes, "api_key", UUID(await _made_key(world))),
        "member": Holder(member, theirs.tenant, "admin"),
        "client": Holder(uuid7(), world.spent.side.tenant, "client", client),
        **{f"organization:{name}": Holder(theirs.owner, tenant) for name, tenant in gone.items()},
    }
    assert key
    world.void = {name: await token_of(ring, holder, ahead=False) for name, holder in holders.items()}
    database: UnitOfWork = world.running.parts["auth"].api.state.provides[_keys_class()].database
    async with database.begin(theirs.tenant) as tx:
        await revocation_store.revoke(tx, "session", session, now=now, reason="logout")
        await revocation_store.revoke(tx, "member", theirs.tenant, member, now=now, reason="member-removed")
    await _revoke_key(world, str(holders["key"].session))
    await _end(world, gone)
    await _archive(world, str(client))
    await world.running.carry()


def _keys_class() -> Any:
    from auth.api_keys.making import Keys

    return Keys


async def _asked(world: World, own: Filled, method: str, service: str, path: str, **parts: Any) -> Any:
    answer = await world.running.clients[service].request(method, path, headers=own.headers, **parts)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


async def _founded(world: World, name: str) -> UUID:
    told = await _asked(world, world.theirs, "POST", "tenants", "/v1/organizations", json={"name": f"To be {name}"})
    return UUID(told["id"])


async def _made_key(world: World) -> str:
    body = {"name": "To be revoked", "scopes": ["figures:read"]}
    told = await _asked(world, world.theirs, "POST", "auth", "/v1/api-keys", json=body)
    return str(told["id"])


async def _revoke_key(world: World, key: str) -> None:
    await _asked(world, world.theirs, "DELETE", "auth", f"/v1/api-keys/{key}")


async def _archive(world: World, client: str) -> None:
    await _asked(world, world.spent, "POST", "tenants", f"/v1/clients/{client}/archiving")
    await world.running.carry()
    await _asked(world, world.spent, "POST", "tenants", f"/v1/clients/{client}/restoration")


async def _end(world: World, gone: dict[str, UUID]) -> None:
    from common.stores.postgres import Database

    database = world.running.parts["tenants"].api.state.provides[Database]
    async with database.begin(gone["suspended"]) as tx:
        assert await suspend(tx, "a test", datetime.now(UTC))
    token = await token_of(world.ring, Holder(world.theirs.side.owner, gone["closing"]))
    headers = {"Authorization": f"Bearer {token}"}
    path = f"/v1/organizations/{gone['closing']}"
    answer = await world.running.clients["tenants"].delete(path, headers=headers)
    assert answer.status_code == 202, answer.text
