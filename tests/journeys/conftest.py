"""The whole local stack, started once for the journeys: real engines, real services, a scripted provider."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway import Gateway
from brandmon_local import Ports, Stack

ROOT = Path(__file__).parents[2]
SITE = next((ROOT / "examples" / "sites").iterdir())
ENDED = ("completed", "failed", "cancelled", "stuck")
PANEL = {"icps": 5, "conversations": 2}


class Double:
    """The scripted provider on loopback; ``script`` is read anew for each request."""

    def __init__(self, directory: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._script = directory / "provider.json"
        self.answer_with()
        path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "provider_double", "--port", str(port), "--script", str(self._script)]
        self.process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})

    def answer_with(self, **script: Any) -> None:
        """Replace the script."""
        self._script.write_text(json.dumps(script))

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
