"""The local language model: a small one, so that the first audit needs no account anywhere."""

import os
import sys

from brandmon_local.layout.site import Site, python_path
from brandmon_local.supervision.probes import http
from brandmon_local.supervision.process import Node, Process

MODEL_NAME = "smollm2-135m"
PARALLEL = 2


def threads() -> int:
    """One core is left to everything else.

    The model's threads wait for each other several hundred times per token, spinning: where every core is asked for,
    one that is busy elsewhere holds them all up (on 2 busy cores, 2 threads gave less than 2 tokens/s, 1 thread 16).
    """
    return max(1, (os.cpu_count() or 2) - 1)


def nodes(site: Site) -> list[Node]:
    """The server."""
    port = site.ports["llm"]
    return [
        Process(
            name="llm",
            argv=(
                sys.executable, "-m", "brandmon_local.engines.llm_server", "--port", str(port),
                "--threads", str(threads()), "--parallel", str(PARALLEL),
            ),
            log=site.log("llm"),
            ready=http(port, "/health"),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONPATH": python_path(), "PYTHONUNBUFFERED": "1"},
            port=port,
            stop_timeout_s=5,
        )
    ]  # fmt: skip
