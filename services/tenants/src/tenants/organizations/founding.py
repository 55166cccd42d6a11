"""Founding an organisation, as often as one person and one address may."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from common.audit_log import note, user_actor
from common.contracts.tenants import OrganizationCreated
from common.primitives.clock import Clock
from common.primitives.errors import Conflict
from common.primitives.ids import uuid7
from common.stores.postgres import Database, Tx
from tenants.organizations import store
from tenants.organizations.limits import Window, use
from tenants.organizations.membership import Member, join
from tenants.organizations.rules import read_name
from tenants.organizations.state import announce

_OF_A_PERSON, _OF_AN_ADDRESS = Window(5), Window(20, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class FoundingLimits:
    """``owned``: organisations on the free plan that one person may own; each brings a quota of its own."""

    owned: int = 5
    of_a_person: Window = _OF_A_PERSON
    of_an_address: Window = _OF_AN_ADDRESS


@dataclass(frozen=True, slots=True)
class Founding:
    """The use case over its dependencies."""

    database: Database
    limits: FoundingLimits
    clock: Clock

    async def by(self, founder: UUID, name: str, *, address: str) -> store.Organization:
        """See ``found``."""
        return await found(name, founder, address=address, database=self.database, clock=self.clock, limits=self.limits)


async def found(
    name: str,
    founder: UUID,
    *,
    database: Database,
    clock: Clock,
    limits: FoundingLimits | None = None,
    address: str | None = None,
) -> store.Organization:
    """A new organisation on the free plan, owned by ``founder``; ``TooOften`` or ``Conflict`` past his ``limits``."""
    name, organization_id, now = read_name(name), uuid7(), clock.now()
    async with database.begin(organization_id) as tx:
        if limits is not None:
            await use(tx, "found", str(founder), limits.of_a_person, now)
            await use(tx, "found-from", address or "unknown", limits.of_an_address, now)
            await _see_that_he_may_own_one_more(tx, founder, limits.owned, now)
        slug = await store.add_organization(tx, name)
        if slug is None:
            raise Conflict("slug-taken", "No free short name is left for this name; try once more or choose another.")
        tx.emit(
            OrganizationCreated(
                tenant_id=organization_id,
                organization_id=organization_id,
                name=name,
                slug=slug,
                tier="free",
                occurred_at=now,
            )
        )
        note(tx, user_actor(founder), "organization.founded", organization_id, slug=slug)
        await join(tx, Member(founder, "owner", None, now), now)
        await announce(tx, now)
        organization = await store.organization_of(tx.conn, founder, organization_id)
    assert organization is not None
    return organization


async def _see_that_he_may_own_one_more(tx: Tx, founder: UUID, most: int, now: datetime) -> None:
    """The window's lock makes one person's foundings take turns, so none looks past another."""
    if await store.free_ones(tx, founder, now) >= most:
        raise Conflict(
            "organizations-full",
            f"One person owns at most {most} organisations on the free plan; close one or choose a plan for one.",
        )
