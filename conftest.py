"""Engines that the tests of several packages share, each started once for the run and only where it is needed."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from common.testing.postgres import PostgresServer, running_postgres

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""How long an example takes is the machine's affair; what is slow is found by ``benchmarks/``."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL; ``postgres.database()`` gives an empty one."""
    with running_postgres() as server:
        yield server
