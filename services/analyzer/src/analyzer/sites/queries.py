"""SQL that reads, for the API."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from analyzer.shared.rows import Row
from analyzer.sites.tables import website_analyses
from common.stores.postgres import Tx


async def analyses(tx: Tx, website_id: UUID, *, limit: int, before: tuple[Any, ...] | None = None) -> Sequence[Row]:
    """The analyses of a website, the newest first: at most ``limit``, older than the one of that time and id."""
    table = website_analyses
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
    if before is not None:
        query = query.where(tuple_(table.c.analyzed_at, table.c.id) < before)
    return (
        (await tx.execute(query.order_by(table.c.analyzed_at.desc(), table.c.id.desc()).limit(limit))).mappings().all()
    )
