"""Run a service's migrations as the role that owns its schema."""

from importlib.resources import as_file, files

from alembic import command, context
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

_ONE_AT_A_TIME = 7_261_043
"""Advisory lock: two replicas that start together migrate one after the other."""


def configuration(package: str, url: str) -> Config:
    """The alembic configuration for ``<package>.migrations``; ``url`` never enters a file or a log."""
    config = Config()
    with as_file(files(package) / "migrations") as folder:
        config.set_main_option("script_location", str(folder))
    config.attributes["url"] = url
    return config


def upgrade(package: str, url: str, *, to: str = "head") -> None:
    """Bring the database at ``url`` up to revision ``to``."""
    command.upgrade(configuration(package, url), to)


def downgrade(package: str, url: str, *, to: str = "base") -> None:
    """Take the database at ``url`` down to revision ``to``."""
    command.downgrade(configuration(package, url), to)


def run_migrations() -> None:
    """The whole of a service's ``migrations/env.py``."""
    import asyncio

    asyncio.run(_run(context.config.attributes["url"]))


async def _run(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as conn:
        await conn.run_sync(_migrate)
        await conn.commit()
    await engine.dispose()


def _migrate(conn: Connection) -> None:
    conn.execute(text("SET lock_timeout = '5s'"))
    conn.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ONE_AT_A_TIME})
    context.configure(connection=conn, transaction_per_migration=False)
    with context.begin_transaction():
        context.run_migrations()
