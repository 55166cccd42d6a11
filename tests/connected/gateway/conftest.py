"""A gateway with the limits of production, started for each test: what one takes of a bucket is no other's."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

import envoy
import pytest

from brandmon_gateway import RULES, Place, Rules, envoy_config
from brandmon_gateway.rules import Limit
from brandmon_local import Ports
from common.contracts.services import SERVICES
from common.testing.postgres import PostgresServer

from .alone import PROOF, Alone, Service, wait_for_the_key
from .auth import Somebody, running_auth


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Alone]:
    """The gateway, and the services behind it."""
    with _started(tmp_path, RULES) as gateway:
        yield gateway


@pytest.fixture
def without_addresses(tmp_path: Path) -> Iterator[Alone]:
    """One that does not count addresses: all of a test's tenants have the same."""
    wide = RULES.limits.model_copy(update={"address": Limit(burst=100_000, per_second=100_000)})
    with _started(tmp_path, RULES.model_copy(update={"limits": wide})) as gateway:
        yield gateway


@pytest.fixture
def without_limits(tmp_path: Path) -> Iterator[Alone]:
    """One that lets everybody ask."""
    much = Limit(burst=100_000, per_second=100_000)
    wide = RULES.limits.model_copy(update={"everybody": much, "address": much, "tenant": much})
    with _started(tmp_path, RULES.model_copy(update={"limits": wide})) as gateway:
        yield gateway


@pytest.fixture
def with_auth(tmp_path: Path, postgres: PostgresServer) -> Iterator[tuple[Alone, Somebody]]:
    """One with auth itself behind it, and somebody of an organisation there."""
    ports = Ports.free()
    with running_auth(postgres, ports["tenants"]) as somebody:
        ready = {"Authorization": f"Bearer {somebody.token}"}
        with _started(tmp_path, RULES, auth_port=ports["tenants"], ready=ready) as gateway:
            yield gateway, somebody


@contextmanager
def _started(
    folder: Path, rules: Rules, *, auth_port: int | None = None, ready: dict[str, str] | None = None
) -> Iterator[Alone]:
    ports = Ports.free()
    server = ThreadingHTTPServer(("127.0.0.1", ports["auth"]), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = Place(
        ports["gateway"], ports["gateway_admin"],
        dict.fromkeys(SERVICES, ports["auth"]) | {"analytics": ports["analytics"], "auth": auth_port or ports["auth"]},
        proof=PROOF, origins=("https://app.example.com",),
    )  # fmt: skip
    config = folder / "envoy.json"
    config.write_text(json.dumps(envoy_config(place, rules)))
    program = Path(envoy.__file__).parent / "_bin" / "envoy"
    arguments = ["-c", str(config), "--concurrency", "1", "--use-dynamic-base-id", "--disable-hot-restart", "-l", "off"]
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    Service.asked.clear()
    Service.faults.clear()
    try:
        urls = (f"http://127.0.0.1:{ports[name]}" for name in ("gateway", "gateway_admin"))
        gateway = Alone(*urls, service=Service, analytics_port=ports["analytics"])
        wait_for_the_key(gateway, ready)
        time.sleep(1.1)  # what waiting took from the buckets is there again
        yield gateway
        gateway.client.close()
    finally:
        process.terminate()
        process.wait(10)
        server.shutdown()
        server.server_close()
