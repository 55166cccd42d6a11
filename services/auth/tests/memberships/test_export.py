"""What auth exports: who belongs to the organisation, and its audit log; of other people and organisations nothing."""

from datetime import UTC, datetime

import pytest

from auth.accounts.tables import users
from auth.audit_log.handlers import keep_entries
from auth.exports.declared import EXPORTS, sources
from auth.memberships.tables import memberships
from common.contracts.auth import ActionNoted
from common.messaging.outcomes import HANDLER
from common.primitives.clock import SystemClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.exports import fill, lines_of, written_part

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 20, tzinfo=UTC)


async def member(unit: UnitOfWork, tenant: object, email: str) -> None:
    user = uuid7()
    row = {"id": user, "email": email, "email_key": email, "is_active": True, "name": "=Ada", "created_at": NOW}
    async with unit.system() as conn:
        await conn.execute(users.insert().values(row))
    await fill(unit, memberships, tenant, user_id=user, role="viewer", client_id=None, ended_at=None)  # type: ignore[arg-type]


async def test_who_belongs_to_it_is_told_and_nobody_else(unit: UnitOfWork) -> None:
    ours, theirs = uuid7(), uuid7()
    mails = {each: f"{each.hex}@members.example" for each in (ours, theirs)}
    for tenant, email in mails.items():
        await member(unit, tenant, email)
    part = await written_part(EXPORTS, sources(unit), ours)
    [told] = lines_of(part, "users")
    assert (told["email"], told["name"]) == (mails[ours], "=Ada")
    assert "last_login_at" not in told
    assert b"'=Ada" in part["users.csv"]
    assert mails[theirs].encode() not in b"".join(part.values())


async def test_the_audit_log_is_told_by_ids(unit: UnitOfWork) -> None:
    noted = example(ActionNoted).model_copy(update={"id": uuid7(), "tenant_id": uuid7()})
    token = HANDLER.set("keep_entries")
    try:
        await keep_entries([noted], unit=unit, clock=SystemClock())
    finally:
        HANDLER.reset(token)
    [entry] = lines_of(await written_part(EXPORTS, sources(unit), noted.tenant_id), "audit_log")
    assert (entry["action"], entry["sequence"]) == (noted.action, 1)
    assert "origin" not in entry
