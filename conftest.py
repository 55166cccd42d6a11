"""Engines that the tests of several packages share, each started once for the run and only where it is needed."""

from collections.abc import Iterator

import pytest

from common.testing.postgres import PostgresServer, running_postgres


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A real PostgreSQL; ``postgres.database()`` gives an empty one."""
    with running_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server
