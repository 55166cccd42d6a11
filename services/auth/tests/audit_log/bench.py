"""An audit log with entries in it, and what reads it, for the tests of this folder."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from auth.audit_log.handlers import keep_entries
from auth.audit_log.keeper import Keeper
from auth.audit_log.proof.anchors import FolderAnchor
from auth.audit_log.proof.verifying import Evidence, Findings, Reading, evidence, reading_of, verify
from auth.keys.ring import KeyRing
from common.audit_log import ACTIONS
from common.contracts.auth import ActionNoted
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

SECRET = "an unguessable text of forty characters.."
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def action(tenant_id: UUID, name: str = "website.registered", **told: object) -> ActionNoted:
    """Something that was noted."""
    given = {
        "tenant_id": tenant_id, "action": name, "service": "collector", "actor": "user", "user_id": uuid7(),
        "session_id": uuid7(), "key_id": None, "resource_type": ACTIONS[name].resource, "resource_id": uuid7(),
        "facts": {"host": "shop.example"},
    }  # fmt: skip
    return ActionNoted.model_validate(given | told)


@dataclass(frozen=True, slots=True)
class Bench:
    """A log on a database, with its keeper and its anchor."""

    unit: UnitOfWork
    keeper: Keeper
    anchor: FolderAnchor
    clock: ManualClock

    @classmethod
    def of(cls, unit: UnitOfWork, folder: Path) -> "Bench":
        """One whose anchor is a folder."""
        clock, anchor = ManualClock(NOW), FolderAnchor(folder)
        return cls(unit, Keeper(unit, KeyRing(unit, SECRET, clock), anchor), anchor, clock)

    async def keep(self, events: Sequence[ActionNoted]) -> None:
        """Append to the chain of one organisation."""
        await keep_entries(events, unit=self.unit, clock=self.clock)

    async def filled(self, chance: random.Random, *, tenants: int = 3, roots: int = 3) -> list[UUID]:
        """Several organisations' entries, summed up and anchored several times; the organisations."""
        own = [uuid7() for _ in range(tenants)]
        for _ in range(roots):
            for tenant_id in own:
                await self.keep([action(tenant_id) for _ in range(chance.randint(2, 6))])
            assert await self.keeper.turn(root_now=True) is not None
        return own

    async def evidence(self) -> Evidence:
        """Roots outside and inside, and the keys."""
        return await evidence(self.unit, self.anchor, SECRET)

    async def verified(self) -> Findings:
        """What a verification finds now."""
        return await verify(reading_of(self.unit), await self.evidence())


def reading_on(conn: AsyncConnection) -> Reading:
    """Readings within one open transaction of the superuser, whom no row-level security holds."""

    @asynccontextmanager
    async def reading(_tenant_id: UUID | None) -> AsyncIterator[AsyncConnection]:
        yield conn

    return reading


def superuser(owner_url: str) -> AsyncEngine:
    """Who can do anything in the database."""
    return create_async_engine(owner_url.replace("//owner@", "//postgres@"))
