"""Which port everything listens on: fixed ones for people, free ones for tests."""

import contextlib
import os
import random
import socket
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from brandmon_local.errors import StackError
from common.contracts.services import SERVICES

HOST = "127.0.0.1"
ENGINE_PORTS: dict[str, tuple[str, ...]] = {
    "postgres": ("postgres",),
    "mongodb": ("mongodb",),
    "neo4j": ("neo4j",),
    "kafka": ("kafka", "kafka_controller"),
    "connect": ("connect",),
    "valkey": ("valkey",),
    "s3": ("s3", "s3_master", "s3_volume", "s3_filer"),
    "llm": ("llm",),
    "envoy": ("gateway", "gateway_admin"),
    "billing": ("billing",),
}
"""The named ports that each engine opens."""

FIRST_FIXED = 18080
S3_SECOND_OFFSET = 10_000
"""SeaweedFS opens a second port (gRPC) for each of its ports, this much higher."""
_ORDER = (
    "gateway", "gateway_admin", *SERVICES, "postgres", "mongodb", "neo4j", "kafka", "kafka_controller", "connect",
    "valkey", "llm",
)  # fmt: skip
_S3 = ENGINE_PORTS["s3"]
_LATER = ("billing",)
"""Behind all others, so that those kept the numbers that people know."""
# Blocks for tests lie below the range from which the system takes the ports of outgoing connections (32768 up). The
# object store's and their second ports (18,300 to 19,259, 28,300 to 29,259) lie in nobody's block.
_BLOCKS, _BLOCK_SIZE, _FIRST_FREE, _FIRST_FREE_S3 = 240, 32, 20_000, 18_300


@dataclass(frozen=True)
class Ports(Mapping[str, int]):
    """Port numbers by name."""

    numbers: Mapping[str, int]
    guard: "Guard | None" = field(default=None, compare=False, repr=False)
    """Held open while these free ports belong to somebody who may not have started yet."""

    @classmethod
    def fixed(cls, first: int = FIRST_FIXED) -> "Ports":
        """The ports of the demo: the gateway on ``first``, the rest after it."""
        names = (*_ORDER, *_S3, *_LATER)
        return cls({name: first + place for place, name in enumerate(names)})

    @classmethod
    def free(cls) -> "Ports":
        """Ports that nobody uses now; no other ``free()`` on this machine is given them while the result is kept."""
        for block in random.sample(range(_BLOCKS), _BLOCKS):
            numbers = dict(_block(block))
            guard = _listen(_FIRST_FREE + (block + 1) * _BLOCK_SIZE - 1)
            ports = cls(numbers, guard)
            if guard and not any(_taken(number) for _, number in ports.of(numbers)):
                return ports
        raise StackError("no block of free ports is left on this machine")

    def of(self, names: Collection[str]) -> Iterator[tuple[str, int]]:
        """(name, number) of everything that is opened for ``names``."""
        for name in names:
            yield name, self.numbers[name]
            if name in _S3:
                yield f"{name}, second", self.numbers[name] + S3_SECOND_OFFSET

    @property
    def chosen(self) -> bool:
        """Whether they were picked because they were free: others would do as well."""
        return self.guard is not None

    def check(self, names: Collection[str]) -> None:
        """``StackError`` naming the first of ``names`` whose port somebody else has."""
        for name, number in self.of(names):
            if _taken(number):
                raise StackError(f"port {number} ({name}) is taken")

    def __getitem__(self, name: str) -> int:
        return self.numbers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


def _block(block: int) -> Iterator[tuple[str, int]]:
    for place, name in enumerate((*_ORDER, *_LATER)):
        yield name, _FIRST_FREE + block * _BLOCK_SIZE + place
    for place, name in enumerate(_S3):
        yield name, _FIRST_FREE_S3 + block * len(_S3) + place


class Guard:
    """A listening socket that closes with its last reference: nobody has to remember to."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __del__(self) -> None:
        os.close(self._descriptor)


def _listen(number: int) -> Guard | None:
    with contextlib.closing(socket.socket()) as opened:
        try:
            opened.bind((HOST, number))
            opened.listen(1)
        except OSError:
            return None
        return Guard(opened.detach())


def _taken(number: int) -> bool:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a closed connection's wait is no owner
        try:
            probe.bind((HOST, number))
        except OSError:
            return True
    return False
