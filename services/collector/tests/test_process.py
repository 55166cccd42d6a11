"""The service as a process, on a real MongoDB and a real S3 server."""

import os
import socket
import subprocess
import sys
import time

import httpx
import pytest

from brandmon_local import Stack
from collector.pages.objects import PageKeys, PageObjects
from collector.settings import CollectorSettings
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.stores.objects import S3Objects

pytestmark = pytest.mark.connected


def answers(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the process ended"
        try:
            httpx.get(url, timeout=2)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {url}")


@pytest.fixture
def environment(s3: Stack, mongo_url: str) -> dict[str, str]:
    at = s3.urls.s3
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "COLLECTOR_MODE": "local", "COLLECTOR_HTTP_PORT": str(port), "COLLECTOR_KAFKA_BOOTSTRAP": "127.0.0.1:9",
        "COLLECTOR_JWKS_URL": "http://127.0.0.1:9/jwks", "COLLECTOR_S3_ENDPOINT": at.endpoint,
        "COLLECTOR_S3_ACCESS_KEY": at.access_key, "COLLECTOR_S3_SECRET_KEY": at.secret_key,
        "COLLECTOR_S3_BUCKET": "made-when-opened", "COLLECTOR_MONGO_URL": mongo_url,
    }  # fmt: skip


def run(command: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join(entry for entry in sys.path if entry)
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": path, **environment}
    return subprocess.Popen([sys.executable, "-m", "collector", command], env=env, stderr=subprocess.PIPE)


def end(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors.decode()


def test_migrating_twice_then_serving_shows_a_service_that_stops_when_asked(environment: dict[str, str]) -> None:
    for _ in range(2):
        assert end(run("migrate", environment))[0] == 0
    process = run("api", environment)
    base = f"http://127.0.0.1:{environment['COLLECTOR_HTTP_PORT']}"
    try:
        answers(f"{base}/healthz", process)
        # Its stores are there; neither Valkey nor a broker tells it which tokens were revoked.
        assert httpx.get(f"{base}/readyz").json() == {"status": "waiting", "away": ["revocations"]}
        assert httpx.get(f"{base}/v1/websites").status_code == 401
        assert "brandmon_http_requests_total" in httpx.get(f"{base}/metrics").text
    finally:
        process.terminate()
        code, errors = end(process)
    assert code == 0, errors


def test_a_missing_variable_stops_the_start_with_one_sentence(environment: dict[str, str]) -> None:
    del environment["COLLECTOR_MONGO_URL"]
    code, errors = end(run("api", environment))
    assert code == 2
    assert errors.strip() == "Cannot start: COLLECTOR_MONGO_URL is missing."


async def test_objects_of_a_page_are_stored_under_their_tenant_and_read_back(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, unit: MongoUnit
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    objects = S3Objects(CollectorSettings())
    try:
        await objects.open()
        await objects.ping()
        tenant, website, page = uuid7(), uuid7(), uuid7()
        keys = PageKeys.of(tenant, website, page)
        for text in ("first", "Grüße"):
            await PageObjects(objects).put(
                keys, raw=b"<p>\xff", content_type="text/html", text=text, metadata={"title": "Ä"}
            )
        assert keys.raw == f"{tenant}/scraped-content/{website}/{page}/raw.html"
        assert await objects.get(keys.raw) == b"<p>\xff"
        assert (await objects.get(keys.text)).decode() == "Grüße"
        assert (await objects.get(keys.metadata)).decode() == '{"title": "Ä"}'
    finally:
        await objects.close()
