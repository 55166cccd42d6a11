"""Whom a session may act for."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from auth.sessions.authentication import Authentication
from auth.sessions.rules import PresentedToken
from common.contracts.message import NO_TENANT
from common.primitives.errors import Problem
from common.primitives.ids import uuid7

from ..asking.world import World
from .schemas import database_of


async def switching(world: World) -> Sequence[str]:
    """Organisations that a person's session acts for although he does not belong to them."""
    uses = world.running.parts["auth"].api.state.provides[Authentication]
    mine, theirs = world.mine.side, world.theirs.side
    async with database_of(world, "auth").begin(NO_TENANT) as tx:
        token = _presented(mine.owner, mine.tenant)
        assert (await uses._acting(tx, token, mine.tenant)).organization_id == mine.tenant
        with suppress(Problem):
            found = await uses._acting(tx, token, theirs.tenant)
            return [f"acts for {found.organization_id} as {found.role}"]
    return []


def _presented(user: UUID, organization: UUID) -> PresentedToken:
    now = datetime.now(UTC)
    return PresentedToken(uuid7(), None, now, uuid7(), now, None, organization, user, True)
