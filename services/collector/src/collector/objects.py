"""Raw HTML, cleaned text and metadata of pages in S3; every key begins with the tenant."""

import json
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import aioboto3
from botocore.config import Config

from collector.settings import CollectorSettings


@dataclass(frozen=True, slots=True)
class PageKeys:
    """Where the three objects of one page are."""

    raw: str
    text: str
    metadata: str

    @classmethod
    def of(cls, tenant_id: UUID, website_id: UUID, page_id: UUID) -> "PageKeys":
        """The keys of a page: the newest crawl's version lies there."""
        folder = f"{tenant_id}/scraped-content/{website_id}/{page_id}"
        return cls(f"{folder}/raw.html", f"{folder}/cleaned.txt", f"{folder}/metadata.json")


class PageObjects:
    """The bucket of this service; ``open`` before use, ``close`` at the end."""

    def __init__(self, settings: CollectorSettings) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self._client: Any = None

    async def open(self) -> None:
        """Build the client and see that the bucket is there."""
        session = aioboto3.Session()
        client = session.client(
            "s3",
            endpoint_url=self._settings.s3_endpoint,
            aws_access_key_id=self._settings.s3_access_key.get_secret_value(),
            aws_secret_access_key=self._settings.s3_secret_key.get_secret_value(),
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 3, "mode": "standard"}),
        )
        self._client = await self._stack.enter_async_context(client)

    async def ensure_bucket(self) -> None:
        """Create the bucket where it is missing; creating one's own bucket again is no fault."""
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

    async def put(self, keys: PageKeys, *, raw: bytes, content_type: str, text: str, metadata: dict[str, Any]) -> None:
        """Store the three objects of one page; putting them again changes nothing."""
        about = json.dumps(metadata, ensure_ascii=False, sort_keys=True).encode()
        for key, body, kind in (
            (keys.raw, raw, content_type or "text/html"),
            (keys.text, text.encode(), "text/plain; charset=utf-8"),
            (keys.metadata, about, "application/json"),
        ):
            await self._client.put_object(Bucket=self._settings.s3_bucket, Key=key, Body=body, ContentType=kind)

    async def get(self, key: str) -> bytes:
        """The bytes of one object."""
        answer = await self._client.get_object(Bucket=self._settings.s3_bucket, Key=key)
        async with answer["Body"] as stream:
            body: bytes = await stream.read()
        return body
