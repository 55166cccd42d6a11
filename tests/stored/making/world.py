"""What a small audit is run against: a stack with secrets that are none, a website, and a provider that is scripted."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from brandmon_local import ALL, Ports, Stack
from brandmon_local.layout.site import secret_names

ROOT = Path(__file__).parents[3]
SITE = ROOT / "examples" / "sites" / "tillvane"
ANSWERS: list[str] = json.loads((Path(__file__).parent / "answers.json").read_text("utf-8"))
FIRST_PORT = 11_790


def no_secret(name: str) -> str:
    """What stands in for the secret ``name`` of the stack: everybody may know it."""
    return f"not-a-secret-{name.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class World:
    """A running stack; ``site`` is a website that it may read, ``away`` one that does not answer."""

    stack: Stack
    provider: str
    site: str
    away: str

    def answer(self, *texts: str, delay_s: float = 0.0) -> None:
        """Have the provider say ``texts``, one after the other, then what it always says."""
        rules = [{"match": "", "text": text, "times": 1, "delay_s": delay_s} for text in texts]
        httpx.post(f"{self.provider}/script", json={"rules": rules, "delay_s": delay_s}).raise_for_status()


@contextmanager
def running(folder: Path) -> Iterator[World]:
    """The world, up; all of it is stopped at the end, the stack's data stay in ``folder``."""
    away, provider_url, site_url = (f"http://127.0.0.1:{FIRST_PORT + place}" for place in range(3))
    hosts = ",".join(url.removeprefix("http://") for url in (site_url, away))
    folder.mkdir(parents=True)
    (folder / "secrets.json").write_text(json.dumps({name: no_secret(name) for name in secret_names()}))
    env = {
        "COLLECTOR_LOOPBACK_ALLOWLIST": hosts,
        "COLLECTOR_DELAY_SECONDS": "0",
        "SIMULATOR_PAGE_LIMIT": "5",
        "SIMULATOR_LOCAL_API_BASE": f"{provider_url}/v1",
    }
    stack = Stack(folder, Ports.free(), engines=ALL - {"llm"}, extra_env=env)
    double = [sys.executable, "-m", "provider_double", "--port", str(FIRST_PORT + 1)]
    served = [sys.executable, str(ROOT / "examples" / "serve.py"), "--site", str(SITE), "--port", str(FIRST_PORT + 2)]
    with _process(double, f"{provider_url}/calls"), _process(served, site_url), stack.running(print, keep=True):
        yield World(stack, provider_url, f"{site_url}/", f"{away}/")


@contextmanager
def _process(command: list[str], url: str) -> Iterator[None]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(url)
            yield
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    give_up = time.monotonic() + 15
    while time.monotonic() < give_up:
        with suppress(httpx.TransportError):
            httpx.get(url, timeout=1)
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at {url}")
