"""The adapter on a real S3 server."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import SecretStr

from common.objects import ObjectMissing, S3Objects
from common.settings import ObjectStoreSettings

pytestmark = pytest.mark.connected

SHIFT = 10_000
"""The server also opens each of its ports plus this."""


def free_ports(number: int) -> list[int]:
    """Ports whose shifted twins are free too."""
    found: list[int] = []
    for port in range(20_000 + os.getpid() % 1000 * 8, 45_000):
        with socket.socket() as one, socket.socket() as twin:
            try:
                one.bind(("127.0.0.1", port))
                twin.bind(("127.0.0.1", port + SHIFT))
            except OSError:
                continue
        found.append(port)
        if len(found) == number:
            return found
    raise RuntimeError("no free ports")


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("s3")
    s3, master, volume, filer = free_ports(4)
    command = [str(Path(sys.executable).parent / "weed"), "server", "-s3", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += [f"-dir={folder}", f"-s3.port={s3}", f"-master.port={master}", f"-volume.port={volume}"]
    command += [f"-filer.port={filer}", "-volume.max=5"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=folder)
    try:
        wait_for(f"http://127.0.0.1:{s3}/", process)
        yield f"http://127.0.0.1:{s3}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # asked politely it takes its time, and nothing here is kept
        process.wait(20)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            if httpx.get(url, timeout=1).status_code < 500:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.fixture
async def store(endpoint: str) -> AsyncIterator[S3Objects]:
    settings = ObjectStoreSettings(
        s3_endpoint=endpoint, s3_access_key=SecretStr("any"), s3_secret_key=SecretStr("any"), s3_bucket="reports"
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


async def test_opening_again_finds_the_bucket_and_what_is_in_it(store: S3Objects, endpoint: str) -> None:
    await store.put("kept", b"yes", "text/plain")
    again = S3Objects(store._settings)
    await again.open()
    await again.ping()
    assert await again.get("kept") == b"yes"
    await again.close()
