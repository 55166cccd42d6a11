"""The whole local stack, started once for the journeys: real engines, real services, a scripted provider."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway.client import Gateway
from brandmon_local import ALL, Ports, Stack

ROOT = Path(__file__).parents[2]
SITE = ROOT / "examples" / "sites" / "tillvane"
ENDED = ("completed", "failed", "cancelled", "stuck")
PANEL = {"icps": 5, "conversations": 2}
PLAN = 300
"""Answers per month of an organisation's plan in the journeys."""


class Double:
    """The scripted provider on loopback; see ``provider_double`` for what a script may say."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "provider_double", "--port", str(port)]
        self.process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL)

    def answer_with(self, **script: Any) -> None:
        """Replace the script; without arguments, put back its default."""
        httpx.post(f"{self.url}/script", json=script).raise_for_status()

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(10)


class Site:
    """A website on loopback that the stack may crawl."""

    def __init__(self, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        command = [sys.executable, str(ROOT / "examples" / "serve.py"), "--site", str(folder), "--port", str(port)]
        self.process = subprocess.Popen(command)

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(10)


class Journey:
    """What the journeys share: the stack, an account, the example site, the scripted provider."""

    def __init__(self, stack: Stack, double: Double, sites: Callable[[Path], Site], directory: Path) -> None:
        self.stack = stack
        self.double = double
        self._sites = sites
        self._directory = directory
        self._accounts: list[Gateway] = []
        self._served: list[Site] = []

    def account(self) -> Gateway:
        """A new user with an organisation of its own, signed in."""
        session = self._directory / f"session-{len(self._accounts)}.json"
        gateway = Gateway(self.stack.urls.gateway, session, self.stack.site.mailbox)
        self._accounts.append(gateway)
        gateway.sign_in()
        return gateway

    def close(self) -> None:
        """Let every account's connections go."""
        for gateway in self._accounts:
            gateway.close()

    def site(self, folder: Path = SITE) -> str:
        """Serve ``folder`` under an address that no other journey has; the address."""
        site = self._sites(folder)
        self._served.append(site)
        return site.url

    def stop_site(self, url: str) -> None:
        """Let the site at ``url`` be away."""
        next(site for site in self._served if site.url == url).stop()

    def order(self, gateway: Gateway, url: str, **wanted: Any) -> dict[str, Any]:
        """Register ``url`` and start an audit of it."""
        website = gateway.post("/v1/websites", {"url": url})
        body = {"website_id": website["id"], "providers": ["local"], "panel": PANEL, **wanted}
        audit: dict[str, Any] = gateway.post("/v1/audits", body)
        return audit

    def faults(self) -> str:
        """What the services logged as errors, last ones last."""
        logs = [self.stack.site.log(service) for service in self.stack.services]
        lines = [line for log in logs if log.exists() for line in log.read_text(errors="replace").splitlines()]
        faults = [json.loads(line) for line in lines if '"level": "error"' in line]
        return "\n".join(map(json.dumps, sorted(faults, key=lambda fault: fault["timestamp"])[-20:]))

    @staticmethod
    def look(gateway: Gateway, audit: dict[str, Any]) -> dict[str, Any]:
        """The audit as it is now."""
        now: dict[str, Any] = gateway.get(f"/v1/audits/{audit['id']}")
        return now

    def until(
        self, gateway: Gateway, audit: dict[str, Any], reached: Callable[[dict[str, Any]], bool], within_s: float = 120
    ) -> dict[str, Any]:
        """Look until ``reached``; fails with the audit's state where that takes too long."""
        give_up = time.monotonic() + within_s
        while True:
            now = self.look(gateway, audit)
            if reached(now):
                return now
            assert time.monotonic() < give_up, f"not reached within {within_s} s: {json.dumps(now, indent=1)}"
            time.sleep(0.1)

    def finished(self, gateway: Gateway, audit: dict[str, Any], within_s: float = 150) -> dict[str, Any]:
        """The audit once it has ended."""
        return self.until(gateway, audit, lambda now: now["status"] in ENDED, within_s)


def _wait_for(url: str) -> None:
    give_up = time.monotonic() + 15
    while time.monotonic() < give_up:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(url, timeout=1)
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at {url}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failure what the services logged: their files go with the stack."""
    report = yield
    journey = getattr(item, "funcargs", {}).get("journey")
    if report.failed and journey is not None:
        report.sections.append(("what the services logged", journey.faults()))
    return report


FIRST_SITE_PORT, SITES = 11_000, 24
"""Below the ports that stacks take; the process id chooses the block, so that runs side by side don't meet."""


@pytest.fixture(scope="session")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """The whole stack, with the scripted provider in the place of the local model."""
    directory = tmp_path_factory.mktemp("journeys")
    base = FIRST_SITE_PORT + (os.getpid() % 30) * (SITES + 1)
    ports = iter(range(base + 1, base + SITES + 1))
    double = Double(base)
    allowed = ",".join(f"127.0.0.1:{port}" for port in range(base + 1, base + SITES + 1))
    env = {
        "COLLECTOR_LOOPBACK_ALLOWLIST": allowed,
        "COLLECTOR_DELAY_SECONDS": "0",
        "TENANTS_ANSWERS_FREE": str(PLAN),
        "TENANTS_CLOSING_SECONDS": "0",  # who closes an organisation has it erased
        "SIMULATOR_LOCAL_API_BASE": f"{double.url}/v1",
    }
    running: list[Site] = []

    def serve(folder: Path) -> Site:
        site = Site(folder, next(ports))
        running.append(site)
        _wait_for(site.url)
        return site

    stack = Stack(directory / "stack", Ports.free(), engines=ALL - {"llm"}, extra_env=env)
    try:
        _wait_for(f"{double.url}/calls")
        with stack.running():
            journey = Journey(stack, double, serve, directory)
            yield journey
            journey.close()
    finally:
        for process in (*running, double):
            process.stop()


@pytest.fixture
def scripted(journey: Journey) -> Iterator[Double]:
    """The provider's script, put back to its default afterwards."""
    yield journey.double
    journey.double.answer_with()
