"""SQL that reads, for the API."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from analyzer.shared.rows import Row
from analyzer.sites.tables import website_analyses
from common.stores.postgres import Tx


async def analyses(tx: Tx, website_id: UUID) -> Sequence[Row]:
    """The analyses of a website, the newest first."""
    table = website_analyses
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
    return (await tx.execute(query.order_by(table.c.analyzed_at.desc(), table.c.id))).mappings().all()
