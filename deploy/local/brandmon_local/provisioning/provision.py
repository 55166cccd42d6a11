"""Databases, roles and users: who may do what, created once and the same however often it is asked for."""

from collections.abc import Iterable, Mapping

import asyncpg
from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import POSTGRES_SERVICES, Urls

_ALREADY_INITIALISED = 23
_NOT_AUTHENTICATED = 13
_ROLE_EXISTS = 51002
_USER_EXISTS = 51003
_VECTOR = frozenset({"analyzer"})


async def superuser_connects(urls: Urls) -> bool:
    """Whether PostgreSQL lets the superuser in."""
    try:
        connection = await asyncpg.connect(urls.postgres_superuser(), timeout=5)
    except (OSError, asyncpg.PostgresError):
        return False
    await connection.close()
    return True


async def create_databases(urls: Urls, services: Iterable[str] = POSTGRES_SERVICES) -> None:
    """A database and four roles for each service; costs one query where they are there."""
    admin = await asyncpg.connect(urls.postgres_superuser())
    try:
        marked = {row["datname"] for row in await admin.fetch(_MARKED)}
    finally:
        await admin.close()
    for service in services:
        if service not in marked:
            await provision_database(urls.postgres_superuser(), service, urls.secrets)


async def provision_database(dsn_admin: str, service: str, passwords: Mapping[str, str]) -> None:
    """The database ``service`` with its roles.

    ``dsn_admin`` is a superuser's URL of any database of the server; ``passwords`` has ``<service>_owner``, ``_app``,
    ``_operations`` and ``_cdc``. The owner migrates; the app role reads and writes rows but owns nothing and cannot
    pass row-level security; the operations role gets what migrations grant it; the cdc role replicates, and may
    read the outbox. Nobody else may connect.
    """
    admin = await asyncpg.connect(dsn_admin)
    try:
        for role, options in (("owner", ""), ("app", ""), ("operations", ""), ("cdc", "REPLICATION")):
            await _role(admin, f"{service}_{role}", options, passwords[f"{service}_{role}"])
        if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", service):
            await admin.execute(f'CREATE DATABASE "{service}" OWNER "{service}_owner" TEMPLATE template0')
    finally:
        await admin.close()
    inside = await asyncpg.connect(dsn_admin, database=service)
    try:
        await inside.execute(_grants(service))
    finally:
        await inside.close()


async def _role(admin: asyncpg.Connection, name: str, options: str, password: str) -> None:
    if await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name):
        return
    literal = await admin.fetchval("SELECT quote_literal($1::text)", password)
    nothing = "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
    await admin.execute(f'CREATE ROLE "{name}" LOGIN {nothing} {options} PASSWORD {literal}')


_MARKED = "SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = 'provisioned 3'"


def _grants(service: str) -> str:
    owner, app, cdc, operations = (f'"{service}_{role}"' for role in ("owner", "app", "cdc", "operations"))
    by_default = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT"
    return f"""
    BEGIN;
    REVOKE ALL ON DATABASE "{service}" FROM PUBLIC;
    GRANT CONNECT ON DATABASE "{service}" TO {app}, {cdc}, {operations};
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    ALTER SCHEMA public OWNER TO {owner};
    GRANT USAGE ON SCHEMA public TO {app}, {cdc}, {operations};
    {"CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;" if service in _VECTOR else ""}
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    {by_default.replace("GRANT", "REVOKE")} ALL ON TABLES FROM {cdc};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {cdc};
    {by_default} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
    {by_default} USAGE ON SEQUENCES TO {app};
    {by_default} EXECUTE ON FUNCTIONS TO {app};
    DO $$ BEGIN
        IF to_regclass('public.outbox') IS NOT NULL THEN GRANT SELECT ON public.outbox TO {cdc}; END IF;
    END $$;
    COMMENT ON DATABASE "{service}" IS 'provisioned 3';
    COMMIT;
    """


async def mongo_primary(port: int) -> bool:
    """Whether the only member of the replica set takes writes; makes it a replica set at the first start."""
    client = _direct(port)
    try:
        hello = await client.admin.command("hello")
        if hello.get("isWritablePrimary"):
            return True
        if "setName" not in hello:
            await _initiate(client, port)
    except PyMongoError:
        return False
    finally:
        await client.close()
    return False


async def _initiate(client: AsyncMongoClient[dict[str, object]], port: int) -> None:
    members = [{"_id": 0, "host": f"{HOST}:{port}"}]
    try:
        await client.admin.command({"replSetInitiate": {"_id": "rs0", "members": members}})
    except OperationFailure as error:
        # without a user yet, only the first call is let through; it may also have been made before
        if error.code != _ALREADY_INITIALISED:
            raise


async def create_mongo_users(urls: Urls) -> None:
    """The administrator, the service's user, whoever makes its collections, and the connector's reader.

    As long as no user exists, MongoDB lets a local client create the first one; it creates the others.
    """
    client = _direct(urls.ports["mongodb"])
    try:
        await _user(client, "admin", "admin", urls.secrets["mongo_admin"], [{"role": "root", "db": "admin"}])
    finally:
        await client.close()
    admin: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(urls.mongo("admin"))
    try:
        await _outbox_reader(admin)
        for name, roles in _MONGO_USERS.items():
            own = [{"role": role, "db": "collector"} for role in roles]
            await _user(admin, "collector", name, urls.secrets[f"mongo_{name}"], own)
    finally:
        await admin.close()


MONGO_USERS_AS_OF = "2"
"""Changes whenever what users may do does: then they are made again."""
_READER = "outbox_reader"
_MONGO_USERS = {
    "collector_owner": ("readWrite", "dbAdmin"),
    "collector": ("readWrite",),
    "collector_cdc": (_READER,),
}
"""Each user's roles in the service's database; none has any in another."""


async def _outbox_reader(admin: AsyncMongoClient[dict[str, object]]) -> None:
    """A role that sees the outbox and its changes, and no other collection."""
    outbox = {"resource": {"db": "collector", "collection": "outbox"}, "actions": ["find", "changeStream"]}
    what = {"privileges": [outbox], "roles": []}
    try:
        await admin["collector"].command({"createRole": _READER, **what})
    except OperationFailure as error:
        if error.code != _ROLE_EXISTS:
            raise
        await admin["collector"].command({"updateRole": _READER, **what})


async def _user(
    client: AsyncMongoClient[dict[str, object]], database: str, name: str, password: str, roles: list[dict[str, str]]
) -> None:
    try:
        await client[database].command({"createUser": name, "pwd": password, "roles": roles})
    except OperationFailure as error:
        # "requires authentication": the exception for the first user is used up, so the administrator exists
        if error.code == _USER_EXISTS:
            await client[database].command({"updateUser": name, "roles": roles})
        elif error.code != _NOT_AUTHENTICATED:
            raise


def _direct(port: int) -> AsyncMongoClient[dict[str, object]]:
    return AsyncMongoClient(HOST, port, directConnection=True, serverSelectionTimeoutMS=500, connectTimeoutMS=500)
