"""What the tests of members and invitations ask of the API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from common.contracts.message import Message
from common.contracts.vocabulary import Role
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.outbox import emitted, noted
from common.testing.tokens import bearer
from tenants.organizations.membership import Member, join


@dataclass(frozen=True)
class Team:
    """An organisation with an owner, as its people ask the API."""

    client: httpx.AsyncClient
    unit: UnitOfWork
    id: UUID
    owner: UUID

    async def added(self, role: Role, client_id: UUID | None = None) -> UUID:
        """A new member of this role."""
        user_id, now = uuid7(), datetime.now(UTC)
        async with self.unit.begin(self.id) as tx:
            await join(tx, Member(user_id, role, client_id, now), now)
        return user_id

    async def ask(
        self, user: UUID, role: Role, method: str, path: str, body: dict[str, Any] | None = None
    ) -> httpx.Response:
        """A request by a member whose token says ``role``."""
        return await self.client.request(method, path, json=body, headers=bearer(self.id, role, user=user))

    async def as_owner(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """A request by the owner."""
        return await self.ask(self.owner, "owner", method, path, body)

    async def roles(self) -> dict[UUID, str]:
        """Who is what."""
        listed = (await self.as_owner("GET", "/v1/members?limit=100")).json()["items"]
        return {UUID(each["user_id"]): each["role"] for each in listed}

    async def told(self, kind: type[Message]) -> Sequence[Any]:
        """What was announced of one kind."""
        told = [*await emitted(self.unit, self.id), *await noted(self.unit, self.id)]
        return [each for each in told if isinstance(each, kind)]


async def new_team(client: httpx.AsyncClient, unit: UnitOfWork, name: str = "Tillvane") -> Team:
    """A new organisation."""
    owner = uuid7()
    answer = await client.post("/v1/organizations", json={"name": name}, headers=bearer(None, user=owner))
    assert answer.status_code == 201, answer.text
    return Team(client, unit, UUID(answer.json()["id"]), owner)


def slug(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind of a problem."""
    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]
