"""Object storage: the one module that speaks S3. Every key begins with the tenant."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from common.process.settings import ObjectStoreSettings

CHUNK = 1 << 20
"""Bytes that are in memory at a time, of an object that is read or written in parts."""


class ObjectMissing(Exception):  # noqa: N818 - a fact about the store
    """The store holds no object of this key."""


class ObjectsAway(OSError):  # noqa: N818 - it passes
    """The store can't be reached, or refuses."""


class Objects(Protocol):
    """Where files are kept. Writing a key again replaces its object whole."""

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """Store an object; returns when the store has it."""
        ...

    async def get(self, key: str) -> bytes:
        """An object's bytes; ``ObjectMissing`` where there is none."""
        ...

    async def remove_all(self, prefix: str) -> int:
        """Remove every object whose key begins with ``prefix``, a folder's; how many there were."""
        ...


class S3Objects:
    """Objects in one S3 bucket; ``open`` before use, ``close`` at the end."""

    _of_a_new_bucket: Mapping[str, Any] = MappingProxyType({})

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
            await self._client.create_bucket(Bucket=self._settings.s3_bucket, **self._of_a_new_bucket)

    async def close(self) -> None:
        """Close the connections."""
        await self._stack.aclose()

    async def ping(self) -> None:
        """Raise where the bucket cannot be reached."""
        await self._client.head_bucket(Bucket=self._settings.s3_bucket)

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """See ``Objects``."""
        await self._client.put_object(Bucket=self._settings.s3_bucket, Key=key, Body=body, ContentType=content_type)

    async def remove_all(self, prefix: str) -> int:
        """See ``Objects``."""
        tenant, _, below = prefix.partition("/")
        if not (tenant and below and prefix.endswith("/")):
            raise ValueError("a tenant's folder is named by all of it, to its last slash")
        removed = 0
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._settings.s3_bucket, Prefix=prefix)
        async for page in pages:
            keys = [each["Key"] for each in page.get("Contents", ())]
            for key in keys:  # one by one: not every server of the protocol takes lists
                await self._client.delete_object(Bucket=self._settings.s3_bucket, Key=key)
            removed += len(keys)
        return removed

    async def put_file(self, key: str, file: Path, content_type: str) -> None:
        """Store a file of any size, some of it at a time."""
        with file.open("rb") as body:
            await self._client.upload_fileobj(
                body, self._settings.s3_bucket, key, ExtraArgs={"ContentType": content_type}, Config=_in_parts()
            )

    async def remove(self, key: str) -> None:
        """Remove one object; done, too, where there is none."""
        await self._client.delete_object(Bucket=self._settings.s3_bucket, Key=key)

    async def listed(self, prefix: str) -> AsyncIterator[str]:
        """Every key that begins with ``prefix``, in order, some at a time."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._settings.s3_bucket, Prefix=prefix)
        async for page in pages:
            for each in page.get("Contents", ()):
                yield each["Key"]

    async def get(self, key: str) -> bytes:
        """See ``Objects``."""
        async with self._body(key) as stream:
            body: bytes = await stream.read()
        return body

    async def chunks(self, key: str, *, first: int = 0) -> AsyncIterator[bytes]:
        """An object's bytes from ``first`` on, some at a time; ``ObjectMissing`` where there is none."""
        async with self._body(key, **({"Range": f"bytes={first}-"} if first else {})) as stream:
            async for chunk in stream.content.iter_chunked(CHUNK):
                yield chunk

    @asynccontextmanager
    async def _body(self, key: str, **how: str) -> AsyncIterator[Any]:
        try:
            answer = await self._client.get_object(Bucket=self._settings.s3_bucket, Key=key, **how)
        except self._client.exceptions.NoSuchKey:
            raise ObjectMissing(key) from None
        async with answer["Body"] as stream:
            yield stream


class LockedObjects(S3Objects):
    """Objects that nobody changes or deletes before their time, not even who owns the bucket (S3 Object Lock)."""

    _of_a_new_bucket = MappingProxyType({"ObjectLockEnabledForBucket": True})

    async def open(self) -> None:
        """See ``S3Objects``; ``ObjectsAway`` where it can't be reached."""
        with _away():
            await super().open()

    async def put_locked(self, key: str, body: bytes, until: datetime) -> None:
        """Store an object that is kept until then. A second one of its key becomes a version beside it."""
        with _away():
            await self._client.put_object(
                Bucket=self._settings.s3_bucket, Key=key, Body=body,
                ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until,
            )  # fmt: skip

    async def first(self, key: str) -> bytes:
        """The version that was stored first: whoever adds one later changes nothing. ``ObjectMissing`` without any."""
        newest_first = [
            (each["LastModified"], each["VersionId"])
            async for page in self._pages("list_object_versions", key)
            for each in page.get("Versions", ())
            if each["Key"] == key
        ]
        # Times may be of whole seconds: of one second, the one that is listed last is the oldest.
        found = [(at, -place, version) for place, (at, version) in enumerate(newest_first)]
        if not found:
            raise ObjectMissing(key)
        with _away():
            answer = await self._client.get_object(Bucket=self._settings.s3_bucket, Key=key, VersionId=min(found)[2])
            async with answer["Body"] as stream:
                body: bytes = await stream.read()
        return body

    async def keys(self, prefix: str) -> list[str]:
        """Every key with this beginning, sorted; of those, too, that a mark of deletion hides."""
        found = {
            each["Key"]
            async for page in self._pages("list_object_versions", prefix)
            for each in page.get("Versions", ())
        }
        return sorted(found)

    async def _pages(self, operation: str, prefix: str) -> AsyncIterator[Any]:
        pages = self._client.get_paginator(operation).paginate(Bucket=self._settings.s3_bucket, Prefix=prefix)
        with _away():
            async for page in pages:
                yield page


def _in_parts() -> Any:
    from boto3.s3.transfer import TransferConfig

    size = 8 * CHUNK
    return TransferConfig(multipart_threshold=size, multipart_chunksize=size, max_concurrency=2, max_io_queue=4)


@contextmanager
def _away() -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise ObjectsAway(f"object storage: {type(error).__name__}") from error
