"""The API as one organisation's user sees it, and what it announces."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from common.contracts.auth import ActionNoted
from common.contracts.message import Message
from common.contracts.registry import MESSAGES
from common.contracts.vocabulary import Role
from common.stores.mongo import MongoUnit
from common.testing.tokens import bearer

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Client:
    """The API as one organisation's user sees it."""

    def __init__(
        self, http: httpx.AsyncClient, tenant: UUID | None, role: Role = "admin", client: UUID | None = None
    ) -> None:
        self.tenant = tenant
        self._http = http
        self._headers = bearer(tenant, role, client=client)

    async def post(self, body: Any) -> httpx.Response:
        return await self._http.post("/v1/websites", json=body, headers=self._headers)

    async def patch(self, path: str, body: Any) -> httpx.Response:
        return await self._http.patch(f"/v1/websites{path}", json=body, headers=self._headers)

    async def delete(self, path: str, **params: Any) -> httpx.Response:
        return await self._http.delete(f"/v1/websites{path}", params=params, headers=self._headers)

    async def get(self, path: str = "", **params: Any) -> httpx.Response:
        return await self._http.get(f"/v1/websites{path}", params=params, headers=self._headers)


async def announced(unit: MongoUnit) -> list[Message]:
    """What leaves, beside what is noted for the audit log."""
    return [each for each in await _outgoing(unit) if not isinstance(each, ActionNoted)]


async def noted(unit: MongoUnit) -> list[ActionNoted]:
    """What was noted for the audit log."""
    return [each for each in await _outgoing(unit) if isinstance(each, ActionNoted)]


async def _outgoing(unit: MongoUnit) -> list[Message]:
    rows = await unit.db["outbox"].find().sort("_id", 1).to_list()
    return [MESSAGES[row["topic"]].model_validate_json(row["payload"]) for row in rows]
