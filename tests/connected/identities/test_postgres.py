"""What a service may not do in PostgreSQL, it can't: tried with what its own process is told."""

from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest

from brandmon_local import Stack
from brandmon_local.services import migration_environment
from common.contracts.services import SERVICES
from common.primitives.ids import uuid7

from .conftest import Told

pytestmark = pytest.mark.connected
REFUSED = asyncpg.InsufficientPrivilegeError


async def opened(url: str, **other: Any) -> asyncpg.Connection:
    return await asyncpg.connect(url.replace("+asyncpg", ""), **other)


@pytest.mark.parametrize("service", SERVICES)
def test_a_running_service_is_not_told_the_schemas_owner(guarded: Stack, told: Told, service: str) -> None:
    owners = {name: secret for name, secret in guarded.secrets.items() if name.endswith("_owner")}
    assert not [name for name, secret in owners.items() if secret in str(vars(told(service)))]
    assert [name for name, secret in owners.items() if secret in str(migration_environment(guarded.site, service))] == [
        "mongo_collector_owner" if service == "collector" else f"{service}_owner"
    ]


@pytest.mark.parametrize("role", ["database_url", "operations_database_url"])
@pytest.mark.parametrize(
    "forbidden",
    [
        "CREATE TABLE mine (id int)", "DROP TABLE outbox", "ALTER TABLE outbox DISABLE ROW LEVEL SECURITY",
        "CREATE PUBLICATION everything FOR ALL TABLES", "TRUNCATE outbox", "CREATE ROLE mine",
        "SET ROLE tenants_owner", "SELECT pg_read_file('/etc/hostname')", "COPY outbox TO PROGRAM 'cat'",
        "SELECT rolpassword FROM pg_authid", "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')",
        "ALTER SYSTEM SET log_statement = 'all'", "CREATE DATABASE mine",
    ],
)  # fmt: skip
async def test_what_only_the_owner_or_the_superuser_may_is_refused(told: Told, role: str, forbidden: str) -> None:
    conn = await opened(getattr(told("tenants"), role))
    try:
        with pytest.raises(REFUSED):
            await conn.execute(forbidden)
    finally:
        await conn.close()


async def test_operations_see_what_they_were_granted_only(told: Told) -> None:
    conn = await opened(told("tenants").operations_database_url)
    try:
        await conn.fetch("SELECT id FROM outbox")
        with pytest.raises(REFUSED):
            await conn.fetch("SELECT id FROM effects")
    finally:
        await conn.close()


async def test_a_service_enters_no_database_but_its_own(told: Told) -> None:
    for role in ("database_url", "operations_database_url"):
        with pytest.raises(REFUSED):
            await opened(getattr(told("tenants"), role), database="auth")
    with pytest.raises(asyncpg.InvalidPasswordError):
        address = urlsplit(told("tenants").database_url)
        await opened(f"postgresql://auth_app:{address.password}@{address.hostname}:{address.port}/auth")


async def test_the_connectors_role_reads_the_outbox_and_nothing_else(guarded: Stack) -> None:
    conn = await opened(guarded.urls.postgres("tenants", "cdc"))
    try:
        await conn.fetch("SELECT id FROM outbox")
        for forbidden in (
            "SELECT 1 FROM inbox", "SELECT 1 FROM effects", "SELECT 1 FROM saga_replies", "DELETE FROM outbox",
            f"INSERT INTO effects (tenant_id, id) VALUES ('{uuid7()}', '{uuid7()}')", "CREATE TABLE mine (id int)",
            "CREATE PUBLICATION everything FOR ALL TABLES",
        ):  # fmt: skip
            with pytest.raises(REFUSED):
                await conn.execute(forbidden)
    finally:
        await conn.close()
    with pytest.raises(REFUSED):
        await opened(guarded.urls.postgres("tenants", "cdc"), database="auth")


async def test_the_connectors_role_takes_no_copy_of_the_whole_server(guarded: Stack) -> None:
    """Replication without a database is how a base backup is taken: of every service's data."""
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await opened(guarded.urls.postgres("tenants", "cdc"), server_settings={"replication": "true"})


async def test_every_login_is_by_scram(guarded: Stack) -> None:
    conn = await opened(guarded.urls.postgres_superuser())
    try:
        rules = await conn.fetch("SELECT DISTINCT auth_method FROM pg_hba_file_rules")
        kept = await conn.fetch("SELECT rolname FROM pg_authid WHERE rolpassword NOT LIKE 'SCRAM-SHA-256$%'")
        bypassing = await conn.fetch("SELECT rolname FROM pg_roles WHERE rolbypassrls OR rolsuper")
    finally:
        await conn.close()
    assert [row["auth_method"] for row in rules] == ["scram-sha-256"]
    assert not kept
    assert [row["rolname"] for row in bypassing] == ["postgres"]
