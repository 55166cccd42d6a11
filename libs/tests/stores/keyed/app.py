"""A small application whose POSTs announce something, over either store; as a program, it answers one request.

``python app.py URL TENANT USER KEY``: the failpoints of its environment say where it dies of it.
"""

import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel
from pymongo import AsyncMongoClient

from common.contracts.tenants import OrganizationCreated
from common.http import Checks, CurrentUser, Principal, create_app, needs, provided, refuses, unkeyed
from common.primitives.errors import Conflict
from common.primitives.ids import uuid7
from common.primitives.text import Name
from common.stores.keyed import FirstAnswers
from common.stores.mongo import MongoUnit
from common.stores.mongo_keyed import MongoAnswers
from common.stores.postgres import UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer

DATABASE = "keyed"
router = APIRouter()
Writer = Annotated[Principal, needs("websites:write")]


class Unit(Protocol):
    """Either store."""

    def begin(self, tenant_id: UUID) -> AbstractAsyncContextManager[Any]: ...


class Doors:
    """Where a route waits until a test lets it go on; ``waiting`` is set when it has come there."""

    def __init__(self, unit: Any) -> None:
        self.unit: Unit = unit
        self.waiting, self.go_on = asyncio.Event(), asyncio.Event()

    async def wait(self) -> None:
        self.waiting.set()
        await self.go_on.wait()


Parts = Annotated[Doors, Depends(provided(Doors))]


class Thing(BaseModel):
    name: Name


class Made(BaseModel):
    id: UUID
    name: str


async def make(doors: Doors, tenant: UUID, name: str, *, wait: bool = False, refused: bool = False) -> Made:
    made = Made(id=uuid7(), name=name)
    async with doors.unit.begin(tenant) as tx:
        tx.emit(OrganizationCreated(tenant_id=tenant, organization_id=tenant, name=name, slug=name, tier="free"))
        if wait:
            await doors.wait()
        if refused:
            raise Conflict("slug-taken", "It is there.")
    return made


@router.post("/things", status_code=201)
@refuses("slug-taken")
async def add(thing: Thing, who: Writer, doors: Parts) -> Made:
    return await make(doors, who.tenant, thing.name, wait=thing.name == "slow", refused=thing.name == "taken")


@router.post("/twice")
async def add_two(thing: Thing, who: Writer, doors: Parts) -> list[Made]:
    """Two blocks, the second after what the first announced."""
    return [await make(doors, who.tenant, f"{thing.name}-{number}") for number in (1, 2)]


@router.post("/faults")
async def fail_later(thing: Thing, who: Writer, doors: Parts) -> None:
    await make(doors, who.tenant, thing.name)
    raise RuntimeError("a fault of ours")


@router.post("/owned/{owner}")
async def add_elsewhere(owner: UUID, thing: Thing, _who: CurrentUser, doors: Parts) -> Made:
    """The effect belongs to another tenant than the caller's, as when an organisation is founded."""
    return await make(doors, owner, thing.name)


@router.post("/open/{owner}")
async def add_for_anybody(owner: UUID, thing: Thing, doors: Parts) -> Made:
    """Nobody has logged in."""
    return await make(doors, owner, thing.name)


@router.post("/nothing")
async def change_nothing(thing: Thing, _who: Writer) -> Made:
    """No store is asked for anything."""
    return Made(id=uuid7(), name=thing.name)


@router.post("/sessions/{owner}")
@unkeyed("each is one of its own")
async def begin(owner: UUID, thing: Thing, doors: Parts) -> Made:
    return await make(doors, owner, thing.name)


def app_over(unit: Any) -> tuple[FastAPI, Doors]:
    """The application, and its doors."""
    doors = Doors(unit)
    answers = PostgresAnswers(unit) if isinstance(unit, UnitOfWork) else MongoAnswers(unit)
    parts = {Doors: doors, FirstAnswers: answers}
    return create_app(
        "example", description="", routers=[router], verifier=KnownTokens(), checks=Checks(), provides=parts
    ), doors


def unit_at(url: str) -> Any:
    """The store at an address."""
    if url.startswith("postgresql"):
        return UnitOfWork(url, service="example")
    return MongoUnit(AsyncMongoClient(url, tz_aware=True, uuidRepresentation="standard"), DATABASE, service="example")


async def _main(url: str, tenant: str, user: str, key: str) -> None:
    caller = Principal(UUID(user), UUID(tenant), "member", None, "")
    headers = {**bearer(caller.tenant_id, user=caller.user_id), "Idempotency-Key": key}
    async with client_of(app_over(unit_at(url))[0], headers) as client:
        sys.stdout.write((await client.post("/things", json={"name": "killed"})).text)


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
