"""Programs that drain the same topic: each ``NAME BOOTSTRAP GROUP COUNT [TOPIC]``, and says what it cost as JSON."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any


async def start(name: str, *words: str, **pipes: Any) -> asyncio.subprocess.Process:
    """A contestant of this environment, in a process of its own; ``pipes`` as of ``create_subprocess_exec``."""
    path = os.pathsep.join([str(Path(__file__).parents[2]), *(entry for entry in sys.path if entry)])
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": path}
    return await asyncio.create_subprocess_exec(sys.executable, "-m", f"{__name__}.{name}", *words, env=env, **pipes)
