"""The service as its tests drive it."""

from dataclasses import dataclass
from uuid import UUID

import httpx

from auth.memberships.handlers import remember_membership
from auth.sessions.authentication import Authentication
from common.contracts.tenants import MemberJoined
from common.contracts.vocabulary import Role
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

PASSWORD = "violet kettle marching north"


@dataclass(frozen=True)
class Service:
    """The service as its clients and the log see it."""

    uses: Authentication
    unit: UnitOfWork
    clock: ManualClock
    client: httpx.AsyncClient

    async def register(self, email: str | None = None) -> tuple[str, UUID]:
        """A new account; its e-mail and id."""
        email = email or f"{uuid7().hex}@example.com"
        answer = await self.client.post("/v1/auth/register", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return email, UUID(answer.json()["id"])

    async def log_in(self, email: str, organization_id: UUID | None = None) -> httpx.Response:
        body = {"email": email, "password": PASSWORD} | _chosen(organization_id)
        return await self.client.post("/v1/auth/login", json=body)

    async def refresh(self, refresh_token: str, organization_id: UUID | None = None) -> httpx.Response:
        body = {"refresh_token": refresh_token} | _chosen(organization_id)
        return await self.client.post("/v1/auth/refresh", json=body)

    async def join(self, user_id: UUID, role: Role = "admin") -> UUID:
        """Make the user a member of a new organisation, as the event tells it; the organisation's id."""
        organization_id = uuid7()
        event = MemberJoined(tenant_id=organization_id, organization_id=organization_id, user_id=user_id, role=role)
        await remember_membership(event, unit=self.unit)
        return organization_id


def _chosen(organization_id: UUID | None) -> dict[str, str]:
    return {"organization_id": str(organization_id)} if organization_id else {}
