"""A real MongoDB for tests: one server for the run, a replica set of one, as transactions need it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pymongo import MongoClient


@contextmanager
def running_mongo(folder: Path) -> Iterator[str]:
    """Start a server with its data in ``folder``; its address. It is killed at the end: nothing in it is kept."""
    package = find_spec("fiftyone")
    assert package is not None, "the package that brings mongod is not installed"
    program = Path(next(iter(package.submodule_search_locations or ()))) / "db/bin/mongod"
    port = _free_port()
    command = [
        str(program), "--dbpath", str(folder), "--port", str(port), "--bind_ip", "127.0.0.1",
        "--replSet", "rs0", "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "100", "--nounixsocket",
        "--networkMessageCompressors", "snappy", "--setParameter", "diagnosticDataCollectionEnabled=false",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _become_primary(port)
        yield f"mongodb://127.0.0.1:{port}/?replicaSet=rs0"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _become_primary(port: int) -> None:
    """Make the fresh server a replica set of one and wait until it takes writes."""
    with MongoClient[dict[str, Any]]("127.0.0.1", port, directConnection=True) as client:
        members = [{"_id": 0, "host": f"127.0.0.1:{port}"}]
        client.admin.command({"replSetInitiate": {"_id": "rs0", "members": members}})
        for _ in range(600):
            if client.admin.command("hello")["isWritablePrimary"]:
                return
            time.sleep(0.05)
    raise TimeoutError("MongoDB did not become primary")
