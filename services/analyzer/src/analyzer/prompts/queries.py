"""SQL that reads, for the API."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, select

from analyzer.prompts.tables import prompt_classifications, prompts
from analyzer.shared.rows import Row
from common.stores.postgres import Tx


async def classifications_of(tx: Tx, audit_id: UUID) -> Sequence[Row]:
    """What the prompts of an audit are about, by conversation, in the order in which they are said."""
    table = prompt_classifications
    query = (
        select(table, prompts.c.text.label("prompt_text"), prompts.c.conversation_id, prompts.c.sequence_order)
        .join(
            prompts,
            and_(
                prompts.c.tenant_id == table.c.tenant_id,
                prompts.c.plan_id == table.c.plan_id,
                prompts.c.prompt_id == table.c.prompt_id,
            ),
        )
        .where(table.c.tenant_id == tx.tenant_id, table.c.audit_id == audit_id)
        .order_by(prompts.c.conversation_id, prompts.c.sequence_order, table.c.classified_at)
    )
    return (await tx.execute(query)).mappings().all()
