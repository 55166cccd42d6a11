"""The adapter on a real S3 server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import SecretStr

from brandmon_local import Stack
from common.process.settings import ObjectStoreSettings
from common.stores.objects import ObjectMissing, S3Objects

pytestmark = pytest.mark.connected


@pytest.fixture
async def store(s3: Stack) -> AsyncIterator[S3Objects]:
    at = s3.urls.s3
    settings = ObjectStoreSettings(
        s3_endpoint=at.endpoint,
        s3_access_key=SecretStr(at.access_key),
        s3_secret_key=SecretStr(at.secret_key),
        s3_bucket="made-when-opened",
    )
    store = S3Objects(settings)
    await opened(store)
    yield store
    await store.close()


async def opened(store: S3Objects) -> None:
    """Open, and write once: the server answers before its volumes take anything."""
    async with asyncio.timeout(60):
        while True:
            try:
                await store.open()
                await store.put("warm", b"", "text/plain")
                return
            except (BotoCoreError, ClientError):
                await store.close()
                await asyncio.sleep(0.5)


async def test_what_was_put_is_got_and_a_second_put_replaces_it(store: S3Objects) -> None:
    await store.put("t/exports/r/report.html", b"one", "text/html")
    await store.put("t/exports/r/report.html", "zwei ü".encode(), "text/html")
    assert await store.get("t/exports/r/report.html") == "zwei ü".encode()


async def test_a_missing_object_is_told_apart_from_a_store_that_is_away(store: S3Objects) -> None:
    with pytest.raises(ObjectMissing):
        await store.get("t/exports/none/report.html")


async def test_opening_again_finds_the_bucket_and_what_is_in_it(store: S3Objects) -> None:
    await store.put("kept", b"yes", "text/plain")
    again = S3Objects(store._settings)
    await again.open()
    await again.ping()
    assert await again.get("kept") == b"yes"
    await again.close()
