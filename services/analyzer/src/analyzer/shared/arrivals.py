"""What has arrived here of a website or an audit: whatever a route is asked about must be known by something."""

from uuid import UUID

from sqlalchemy import ColumnElement, column, exists, or_, select, table

from analyzer.shared.tables import ID
from common.primitives.errors import NotFound
from common.stores.postgres import Tx

_ARRIVED = tuple(
    table(name, column("tenant_id", ID), column("website_id", ID), column("audit_id", ID))
    for name in ("website_pages", "website_analyses", "plans")
)
"""Tables of features above, by name: the question is one for all of them."""


async def known_website(tx: Tx, website_id: UUID) -> None:
    """Nothing, where anything of a website has arrived here; ``NotFound`` else."""
    if not await _any(tx, *(arrived.c.website_id == website_id for arrived in _ARRIVED)):
        raise NotFound("website-not-found", "Nothing of such a website is known here.")


async def known_audit(tx: Tx, audit_id: UUID) -> None:
    """Nothing, where anything of an audit has arrived here; ``NotFound`` else."""
    if not await _any(tx, *(arrived.c.audit_id == audit_id for arrived in _ARRIVED)):
        raise NotFound("audit-not-found", "Nothing of such an audit is known here.")


async def _any(tx: Tx, *conditions: ColumnElement[bool]) -> bool:
    tenants = (arrived.c.tenant_id for arrived in _ARRIVED)
    found = (exists().where(own == tx.tenant_id, each) for own, each in zip(tenants, conditions, strict=True))
    return bool((await tx.execute(select(or_(*found)))).scalar_one())
