"""Exchanges with models in S3: what was asked and what came back, under a key that begins with the tenant."""

import json
from contextlib import AsyncExitStack
from typing import Any, Protocol
from uuid import UUID

import aioboto3
from botocore.config import Config

from simulator.settings import SimulatorSettings


def exchange_key(tenant_id: UUID, run_id: UUID, response_id: UUID) -> str:
    """Where one exchange is kept."""
    return f"{tenant_id}/llm-responses/{run_id}/{response_id}.json"


class Exchanges(Protocol):
    """A place for exchanges."""

    async def put(self, key: str, exchange: dict[str, Any]) -> None:
        """Keep ``exchange``; keeping it again replaces it."""
        ...


class S3Exchanges:
    """The bucket of this service; ``open`` before use, ``close`` at the end."""

    def __init__(self, settings: SimulatorSettings) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self._client: Any = None

    async def open(self) -> None:
        """Build the client, and the bucket where it is missing."""
        client = aioboto3.Session().client(
            "s3",
            endpoint_url=self._settings.s3_endpoint,
            aws_access_key_id=self._settings.s3_access_key.get_secret_value(),
            aws_secret_access_key=self._settings.s3_secret_key.get_secret_value(),
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 3, "mode": "standard"}),
        )
        self._client = await self._stack.enter_async_context(client)
        try:
            await self._client.create_bucket(Bucket=self._settings.s3_bucket)
        except (self._client.exceptions.BucketAlreadyOwnedByYou, self._client.exceptions.BucketAlreadyExists):
            return

    async def close(self) -> None:
        """Close the client."""
        await self._stack.aclose()

    async def ping(self) -> None:
        """Raise where the bucket cannot be reached."""
        await self._client.head_bucket(Bucket=self._settings.s3_bucket)

    async def put(self, key: str, exchange: dict[str, Any]) -> None:
        """See ``Exchanges``."""
        body = json.dumps(exchange, ensure_ascii=False, sort_keys=True).encode()
        await self._client.put_object(
            Bucket=self._settings.s3_bucket, Key=key, Body=body, ContentType="application/json"
        )
