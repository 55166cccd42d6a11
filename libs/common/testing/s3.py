"""A real S3 server for tests, on ports of its own; nothing in it is kept."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_SHIFT = 10_000
"""The server also opens each of its ports plus this."""


@contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in a folder, as long as the block runs."""
    s3, master, volume, filer = _free_ports(4)
    command = [str(Path(sys.executable).parent / "weed"), "server", "-s3", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += [f"-dir={folder}", f"-s3.port={s3}", f"-master.port={master}", f"-volume.port={volume}"]
    command += [f"-filer.port={filer}", "-volume.max=30"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=folder)
    try:
        _wait_for(f"http://127.0.0.1:{s3}/", process)
        yield f"http://127.0.0.1:{s3}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # asked politely it takes its time, and nothing here is kept
        process.wait(20)


def _free_ports(number: int) -> list[int]:
    """Ports whose shifted twins are free too."""
    found: list[int] = []
    for port in range(20_000 + os.getpid() % 1000 * 8, 45_000):
        with socket.socket() as one, socket.socket() as twin:
            try:
                one.bind(("127.0.0.1", port))
                twin.bind(("127.0.0.1", port + _SHIFT))
            except OSError:
                continue
        found.append(port)
        if len(found) == number:
            return found
    raise RuntimeError("no free ports")


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the S3 server ended")
        try:
            if httpx.get(url, timeout=1).status_code < 500:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the S3 server did not answer")
