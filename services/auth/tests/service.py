"""The service as its tests drive it."""

import re
from dataclasses import dataclass, field
from uuid import UUID

import httpx

from auth.mails.delivery import Delivery
from auth.mails.postmen import Parcel
from auth.memberships.handlers import remember_membership
from auth.revocations.own import OwnWatch
from auth.sessions.authentication import Authentication
from common.contracts.tenants import MemberJoined
from common.contracts.vocabulary import Role
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

PASSWORD = "violet kettle marching north"


@dataclass
class Mailbox:
    """A postman who keeps what he is given."""

    parcels: list[Parcel] = field(default_factory=list)

    async def carry(self, parcel: Parcel) -> None:
        self.parcels.append(parcel)

    def to(self, email: str) -> list[Parcel]:
        return [each for each in self.parcels if each.recipient.casefold() == email.casefold()]


@dataclass(frozen=True)
class Service:
    """The service as its clients and the log see it."""

    uses: Authentication
    unit: UnitOfWork
    clock: ManualClock
    client: httpx.AsyncClient
    watch: OwnWatch
    delivery: Delivery
    mailbox: Mailbox

    async def register(self, email: str | None = None) -> tuple[str, UUID]:
        """A new account, confirmed with the code that was mailed; its e-mail and id."""
        email = email or f"{uuid7().hex}@example.com"
        answer = await self.post("register", email=email, password=PASSWORD)
        assert answer.status_code == 202, answer.text
        opened = await self.post("confirm", code=await self.code(email))
        assert opened.status_code == 200, opened.text
        return email, UUID(opened.json()["id"])

    async def post(self, path: str, token: str | None = None, **body: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return await self.client.post(f"/v1/auth/{path}", json=body, headers=headers)

    async def mails(self, email: str) -> list[Parcel]:
        """Every mail to an address, after what waits has left."""
        worker = self.delivery.worker()
        while await worker.claim():
            await worker.drain()
        return self.mailbox.to(email)

    async def code(self, email: str) -> str:
        """The code of the last mail to an address."""
        return code_in((await self.mails(email))[-1])

    async def log_in(self, email: str, organization_id: UUID | None = None) -> httpx.Response:
        body = {"email": email, "password": PASSWORD} | _chosen(organization_id)
        return await self.client.post("/v1/auth/login", json=body)

    async def refresh(
        self, refresh_token: str, organization_id: UUID | None = None, agent: str | None = None
    ) -> httpx.Response:
        body = {"refresh_token": refresh_token} | _chosen(organization_id)
        headers = {"User-Agent": agent} if agent else None
        return await self.client.post("/v1/auth/refresh", json=body, headers=headers)

    async def join(self, user_id: UUID, role: Role = "admin", organization_id: UUID | None = None) -> UUID:
        """Make the user a member of an organisation, or a new one, as the event tells it; the organisation's id."""
        organization_id = organization_id or uuid7()
        event = MemberJoined(tenant_id=organization_id, organization_id=organization_id, user_id=user_id, role=role)
        await remember_membership(event, unit=self.unit)
        return organization_id


def code_in(parcel: Parcel) -> str:
    found = re.search(r"^bmc_\S+$", parcel.written.text, re.MULTILINE)
    assert found, parcel.written.text
    return found[0]


def _chosen(organization_id: UUID | None) -> dict[str, str]:
    return {"organization_id": str(organization_id)} if organization_id else {}
