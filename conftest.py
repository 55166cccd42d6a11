"""Engines that the tests of several packages share, each started once for the run and only where it is needed."""

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from brandmon_local import Ports, Stack
from common.testing.postgres import PostgresServer, running_postgres

pytest_plugins = ["common.testing.plugin"]
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""How long an example takes is the machine's affair; what is slow is found by ``benchmarks/``."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL; ``postgres.database()`` gives an empty one."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def mongodb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A real MongoDB, a replica set of one: transactions need it."""
    with _running(tmp_path_factory.mktemp("mongodb"), "mongodb") as stack:
        yield stack


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A real Neo4j."""
    with _running(tmp_path_factory.mktemp("neo4j"), "neo4j") as stack:
        yield stack


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A real S3 server with the bucket of each service; others are made by whoever needs them."""
    with _running(tmp_path_factory.mktemp("s3"), "s3") as stack:
        yield stack


@contextmanager
def _running(folder: Path, engine: str) -> Iterator[Stack]:
    stack = Stack(folder, Ports.free(), engines={engine}, services=False)
    with ExitStack() as opened:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # handles of logs are left to the garbage collector
            opened.enter_context(stack.running())
        yield stack
