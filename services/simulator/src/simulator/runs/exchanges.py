"""Exchanges with models in object storage: what was asked and what came back."""

import json
from typing import Any, Protocol
from uuid import UUID

from common.stores.objects import Objects


def exchange_key(tenant_id: UUID, run_id: UUID, response_id: UUID) -> str:
    """Where one exchange is kept."""
    return f"{folder_of(tenant_id, run_id)}{response_id}.json"


def folder_of(tenant_id: UUID, run_id: UUID) -> str:
    """What the keys of all exchanges of a run begin with."""
    return f"{folder_of_tenant(tenant_id)}{run_id}/"


def folder_of_tenant(tenant_id: UUID) -> str:
    """What the keys of all exchanges of an organisation begin with."""
    return f"{tenant_id}/llm-responses/"


class Exchanges(Protocol):
    """A place for exchanges."""

    async def put(self, key: str, exchange: dict[str, Any]) -> None:
        """Keep ``exchange``; keeping it again replaces it."""
        ...

    async def forget(self, tenant_id: UUID, run_id: UUID) -> None:
        """Remove the exchanges of a run; there may be none."""
        ...

    async def forget_all(self, tenant_id: UUID) -> None:
        """Remove the exchanges of an organisation; there may be none."""
        ...


class StoredExchanges:
    """Exchanges in the bucket of this service."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    async def put(self, key: str, exchange: dict[str, Any]) -> None:
        """See ``Exchanges``."""
        body = json.dumps(exchange, ensure_ascii=False, sort_keys=True).encode()
        await self._objects.put(key, body, "application/json")

    async def forget(self, tenant_id: UUID, run_id: UUID) -> None:
        """See ``Exchanges``."""
        await self._objects.remove_all(folder_of(tenant_id, run_id))

    async def forget_all(self, tenant_id: UUID) -> None:
        """See ``Exchanges``."""
        await self._objects.remove_all(folder_of_tenant(tenant_id))
