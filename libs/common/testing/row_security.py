"""What can be wrong with a database's row-level security, read from PostgreSQL's own catalogue.

Row-level security fails silently: a table without FORCE, a view that runs as its owner, a role that bypasses it show
every tenant's rows and no error. ``row_security_faults`` names each such place in one sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

TENANT_EXPRESSION = "(tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)"
"""The policy's condition as PostgreSQL writes it back."""


OPERATIONS_EXPRESSION = "(CURRENT_USER = ((current_database())::text || '_operations'::text))"
"""The condition of the one policy that reaches over tenants, as PostgreSQL writes it back."""
OPERATIONS_TABLES = frozenset({"outbox", "inbox", "first_answers", "sagas", "saga_history"})
"""Where operators' work needs it: messages on their way, answers to prune, and sagas."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What is other than the rule on purpose, with its reason.

    ``system_tables`` have no tenant; ``work_tables`` name the tenant that a worker is to act as, and hold ids,
    numbers and times beside it, nothing of his; ``read_policies`` show more rows than the rule does; ``definers`` are
    functions that run as their owner.
    """

    system_tables: Mapping[str, str] = field(default_factory=dict)
    work_tables: Mapping[str, str] = field(default_factory=dict)
    read_policies: Mapping[str, str] = field(default_factory=dict)
    definers: Mapping[str, str] = field(default_factory=dict)


_TABLES = text("""
SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
       (SELECT a.attnotnull FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS tenant_required
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
""")
_TELLING_COLUMNS = text("""
SELECT table_name AS name, column_name AS column FROM information_schema.columns
WHERE table_schema = 'public' AND column_name <> 'lane'
  AND data_type NOT IN ('uuid', 'integer', 'bigint', 'smallint', 'boolean', 'timestamp with time zone')
""")
"""``lane``, which worker it is for, is the one text that a work table may hold."""
_POLICIES = text("""
SELECT tablename, policyname, permissive, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'
""")
_VIEWS = text("""
SELECT relname AS name, relkind::text AS kind, coalesce('security_invoker=true' = ANY(reloptions), false) AS invoker
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
""")
_DEFINERS = text("""
SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
""")
_ROLE = text("""
SELECT r.rolsuper, r.rolbypassrls,
       (SELECT coalesce(array_agg(c.relname::text), '{}') FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owned
FROM pg_roles r WHERE r.rolname = :role
""")


async def row_security_faults(conn: AsyncConnection, *, app_role: str, declared: Declared) -> list[str]:
    """Every place in schema ``public`` where ``app_role`` could reach another tenant's rows; empty when sound."""
    policies: dict[str, list[Any]] = {}
    for policy in await conn.execute(_POLICIES):
        policies.setdefault(policy.tablename, []).append(policy)
    faults: list[str] = []
    seen: set[str] = set()
    for table in await conn.execute(_TABLES):
        seen.add(table.name)
        faults += _table_faults(table, policies.get(table.name, []), declared)
    faults += [f"{name} is declared a system table but does not exist" for name in declared.system_tables.keys() - seen]
    faults += [
        f"view {view.name} runs as its owner: it needs security_invoker"
        if view.kind == "v"
        else f"materialized view {view.name} holds rows of all tenants and knows no policy"
        for view in await conn.execute(_VIEWS)
        if view.kind == "m" or not view.invoker
    ]
    faults += [
        f"function {row.name} is SECURITY DEFINER: it runs as its owner"
        for row in await conn.execute(_DEFINERS)
        if not declared.definers.get(row.name)
    ]
    return faults + await _work_faults(conn, declared) + await _role_faults(conn, app_role)


async def _work_faults(conn: AsyncConnection, declared: Declared) -> list[str]:
    return [
        f"{row.name} is declared a work table but {row.column} may tell something of a tenant"
        for row in await conn.execute(_TELLING_COLUMNS)
        if row.name in declared.work_tables
    ]


def _table_faults(table: Any, policies: Iterable[Any], declared: Declared) -> list[str]:
    if table.name in declared.work_tables:
        return [] if declared.work_tables[table.name] else [f"{table.name} is a work table without a reason"]
    if table.name in declared.system_tables:
        if table.tenant_required is not None:
            return [f"{table.name} is declared a system table but has a tenant_id"]
        return [] if declared.system_tables[table.name] else [f"{table.name} is a system table without a reason"]
    if table.tenant_required is None:
        return [f"{table.name} has no tenant_id and is not declared a system table"]
    faults = [] if table.tenant_required else [f"{table.name}.tenant_id may be null"]
    if not table.enabled:
        faults.append(f"{table.name} has row-level security not enabled")
    if not table.forced:
        faults.append(f"{table.name} does not FORCE row-level security: its owner sees all tenants")
    return faults + _policy_faults(table.name, list(policies), declared)


def _policy_faults(table: str, policies: list[Any], declared: Declared) -> list[str]:
    whole = [p for p in policies if p.cmd == "ALL" and p.qual == TENANT_EXPRESSION == p.with_check]
    faults = [] if whole else [f"{table} has no policy that ties reading and writing to the tenant"]
    for policy in policies:
        name = f"{table}.{policy.policyname}"
        if policy in whole or policy.permissive == "RESTRICTIVE" or _is_for_operations(table, policy):
            continue
        if policy.cmd != "SELECT":
            faults.append(f"policy {name} lets rows be written that are not the tenant's")
        elif not declared.read_policies.get(name):
            faults.append(f"policy {name} shows more than the tenant's rows and is not declared")
    return faults


def _is_for_operations(table: str, policy: Any) -> bool:
    conditions = {condition for condition in (policy.qual, policy.with_check) if condition is not None}
    return table in OPERATIONS_TABLES and policy.policyname == "operations" and conditions == {OPERATIONS_EXPRESSION}


async def _role_faults(conn: AsyncConnection, app_role: str) -> list[str]:
    role = (await conn.execute(_ROLE, {"role": app_role})).one_or_none()
    if role is None:
        return [f"role {app_role} does not exist"]
    faults = [f"role {app_role} is a superuser"] if role.rolsuper else []
    faults += [f"role {app_role} has BYPASSRLS"] if role.rolbypassrls else []
    return faults + [f"role {app_role} owns {name}, or is a member of its owner" for name in sorted(role.owned)]
