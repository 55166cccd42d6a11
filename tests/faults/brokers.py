"""Several brokers on one machine: each is broker and controller, with replication as in production."""

import asyncio
import base64
import signal
import socket
import subprocess
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from brandmon_local.engines import jars, java
from brandmon_local.engines.jars import cache_folder

HOST = "127.0.0.1"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


@dataclass
class Brokers:
    """A cluster; ``kill`` ends one of it for good."""

    folder: Path
    ports: list[tuple[int, int]]
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def of(cls, folder: Path, count: int) -> AsyncIterator["Brokers"]:
        """A running cluster of ``count``, gone at the end of the block."""
        brokers = cls(folder, [(_free_port(), _free_port()) for _ in range(count)])
        try:
            await asyncio.to_thread(brokers._start)
            await brokers._until_open()
            yield brokers
        finally:
            for process in brokers.processes:
                process.kill()
                process.wait()

    @property
    def bootstrap(self) -> str:
        return ",".join(f"{HOST}:{port}" for port, _ in self.ports)

    def kill(self, number: int) -> None:
        """SIGKILL to one broker."""
        self.processes[number].send_signal(signal.SIGKILL)

    def _start(self) -> None:
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        directories = [base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=") for _ in self.ports]
        voters = ",".join(
            f"{number}@{HOST}:{control}:{directories[number]}" for number, (_, control) in enumerate(self.ports)
        )
        for number in range(len(self.ports)):
            home = self.folder / f"broker-{number}"
            home.mkdir()
            properties = home / "server.properties"
            properties.write_text("".join(f"{k}={v}\n" for k, v in self._properties(number, home).items()))
            format_words = ("kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(properties),
                            f"--initial-controllers={voters}")  # fmt: skip
            subprocess.run(self._java(format_words, (32, 128)), check=True, capture_output=True, env=java.env())
            with (home / "log").open("wb") as log:
                command = self._java(("kafka.Kafka", str(properties)), (64, 300))
                self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=java.env(), cwd=home))

    @staticmethod
    def _java(words: tuple[str, ...], memory: tuple[int, int]) -> list[str]:
        flags = ("-Dorg.slf4j.simpleLogger.defaultLogLevel=error",)
        return [str(each) for each in java.command(memory, flags, jars.class_path("kafka", cache_folder()), words)]

    def _properties(self, number: int, home: Path) -> dict[str, str]:
        port, control = self.ports[number]
        listeners = f"PLAINTEXT://{HOST}:{port},CONTROLLER://{HOST}:{control}"
        return {
            "process.roles": "broker,controller",
            "node.id": str(number),
            "controller.quorum.bootstrap.servers": ",".join(f"{HOST}:{each}" for _, each in self.ports),
            "listeners": listeners,
            "advertised.listeners": listeners,
            "controller.listener.names": "CONTROLLER",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs": str(home / "data"),
            "auto.create.topics.enable": "false",
            "group.initial.rebalance.delay.ms": "0",
            "offsets.topic.num.partitions": "3",
            "offsets.topic.replication.factor": "3",
            "min.insync.replicas": "2",
            "broker.session.timeout.ms": "3000",
            "broker.heartbeat.interval.ms": "500",
        }

    async def _until_open(self) -> None:
        for port, _ in self.ports:
            for _ in range(300):
                try:
                    _, writer = await asyncio.open_connection(HOST, port)
                except OSError:
                    await asyncio.sleep(0.2)
                    continue
                writer.close()
                await writer.wait_closed()
                break
            else:
                raise AssertionError(f"no broker opened port {port}")
