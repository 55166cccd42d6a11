"""Object storage: the one module that speaks S3. Every key begins with the tenant."""

from contextlib import AsyncExitStack
from typing import Any, Protocol

from common.process.settings import ObjectStoreSettings


class ObjectMissing(Exception):  # noqa: N818 - a fact about the store
    """The store holds no object of this key."""


class Objects(Protocol):
    """Where files are kept. Writing a key again replaces its object whole."""

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """Store an object; returns when the store has it."""
        ...

    async def get(self, key: str) -> bytes:
        """An object's bytes; ``ObjectMissing`` where there is none."""
        ...


class S3Objects:
    """Objects in one S3 bucket; ``open`` before use, ``close`` at the end."""

    def __init__(self, settings: ObjectStoreSettings) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self._client: Any = None

    async def open(self) -> None:
        """Connect, and create the bucket where it is missing."""
        import aioboto3
        from botocore.config import Config

        client = aioboto3.Session().client(
            "s3",
            endpoint_url=self._settings.s3_endpoint,
            aws_access_key_id=self._settings.s3_access_key.get_secret_value(),
            aws_secret_access_key=self._settings.s3_secret_key.get_secret_value(),
            region_name="us-east-1",
            config=Config(
                connect_timeout=5, read_timeout=30, retries={"max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
            ),
        )  # fmt: skip
        self._client = await self._stack.enter_async_context(client)
        await self._ensure_bucket()

    async def _ensure_bucket(self) -> None:
        from botocore.exceptions import ClientError

        try:
            await self._client.head_bucket(Bucket=self._settings.s3_bucket)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise
            await self._client.create_bucket(Bucket=self._settings.s3_bucket)

    async def close(self) -> None:
        """Close the connections."""
        await self._stack.aclose()

    async def ping(self) -> None:
        """Raise where the bucket cannot be reached."""
        await self._client.head_bucket(Bucket=self._settings.s3_bucket)

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """See ``Objects``."""
        await self._client.put_object(Bucket=self._settings.s3_bucket, Key=key, Body=body, ContentType=content_type)

    async def get(self, key: str) -> bytes:
        """See ``Objects``."""
        try:
            answer = await self._client.get_object(Bucket=self._settings.s3_bucket, Key=key)
        except self._client.exceptions.NoSuchKey:
            raise ObjectMissing(key) from None
        async with answer["Body"] as stream:
            body: bytes = await stream.read()
        return body
