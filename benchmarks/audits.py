"""Whole audits through the gateway, against a provider that answers at once: what the pipeline itself can do."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, note
from brandmon_cli.audits.runs import ENDED
from brandmon_cli.gateway.client import Gateway
from brandmon_local import Ports, Stack
from brandmon_local.layout.ports import HOST
from brandmon_local.plan import ALL

ROOT = Path(__file__).parents[1]
SITE = ROOT / "examples" / "sites" / "tillvane"
PANEL = {"icps": 5, "conversations": 10}
GIVE_UP_S = 300.0


def measure(runs: int) -> Iterator[Measure]:
    """Answers per second of each audit, from the order to its end, the report included; each by a new account."""
    rates, lengths, answers = [], [], 0
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="brandmon-bench-")))
        site, double = _free_port(), _free_port()
        serve = (str(ROOT / "examples" / "serve.py"), "--site", str(SITE), "--port", str(site))
        for command, port in ((serve, site), (("-m", "provider_double", "--port", str(double)), double)):
            opened.enter_context(_child(command, port))
        env = {
            "COLLECTOR_LOOPBACK_ALLOWLIST": f"{HOST}:{site}",
            "COLLECTOR_DELAY_SECONDS": "0",
            "SIMULATOR_LOCAL_API_BASE": f"http://{HOST}:{double}/v1",
        }
        stack = Stack(folder / "stack", Ports.free(), engines=ALL - {"llm"}, extra_env=env)
        opened.enter_context(stack.running())
        for number in range(runs):
            session = folder / f"session-{number}.json"
            with Gateway(stack.urls.gateway, session, stack.site.mailbox) as gateway:
                gateway.sign_in()
                answers, seconds = _audit(gateway, f"http://{HOST}:{site}/")
            rates.append(answers / seconds)
            lengths.append(seconds)
            note(f"audit {number + 1} of {runs}: {answers} answers in {seconds:.1f} s")
    seconds_each = [round(length, 1) for length in lengths]
    yield Measure.of("audit_answers_per_s", "answers/s", rates, answers_per_audit=answers, seconds=seconds_each)


def _audit(gateway: Gateway, url: str) -> tuple[int, float]:
    """Order one audit and wait for its end: answers received, and seconds from the order."""
    website: dict[str, Any] = gateway.post("/v1/websites", {"url": url})
    began = time.monotonic()
    order = {"website_id": website["id"], "providers": ["local"], "panel": PANEL}
    audit: dict[str, Any] = gateway.post("/v1/audits", order)
    while audit["status"] not in ENDED:
        if time.monotonic() - began > GIVE_UP_S:
            steps = ", ".join(f"{step['name']} {step['status']}" for step in audit["steps"])
            raise TimeoutError(f"the audit is {audit['status']} after {GIVE_UP_S:.0f} s: {steps}; {audit['progress']}")
        time.sleep(0.1)
        audit = gateway.get(f"/v1/audits/{audit['id']}")
    if audit["status"] != "completed":
        raise RuntimeError(f"the audit ended {audit['status']}: {audit['failure']}")
    return int(audit["progress"]["answers_received"]), time.monotonic() - began


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _child(arguments: tuple[str, ...], port: int) -> Iterator[None]:
    """A Python process that listens on ``port`` while the block runs."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    process = subprocess.Popen([sys.executable, *arguments], env=env, stdout=subprocess.DEVNULL)
    try:
        _until_open(process, port)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _until_open(process: "subprocess.Popen[bytes]", port: int) -> None:
    give_up = time.monotonic() + 15
    while True:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError(f"nothing listens on port {port}")
        time.sleep(0.05)
