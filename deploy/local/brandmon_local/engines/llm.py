"""The local language model: a small one, so that the first audit needs no account anywhere."""

import sys

from brandmon_local.probes import http
from brandmon_local.process import Node, Process
from brandmon_local.site import Site, python_path

MODEL_NAME = "smollm2-135m"


def nodes(site: Site) -> list[Node]:
    """The server."""
    port = site.ports["llm"]
    return [
        Process(
            name="llm",
            argv=(
                sys.executable, "-m", "brandmon_local.llm_server", "--port", str(port),
                "--threads", "2", "--parallel", "2",
            ),
            log=site.log("llm"),
            ready=http(port, "/health"),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONPATH": python_path(), "PYTHONUNBUFFERED": "1"},
            port=port,
            stop_timeout_s=5,
        )
    ]  # fmt: skip
