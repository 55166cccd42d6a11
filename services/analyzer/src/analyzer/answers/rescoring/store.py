"""Answers of a website being read again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update

from analyzer.answers import tables
from analyzer.answers.reader import Reading
from analyzer.answers.store import of_reading
from analyzer.shared.rows import Row
from common.contracts.answer import AnswerContext
from common.stores.postgres import Tx
from common.stores.postgres.columns import as_fields

_READ_AS = update(tables.answers).where(
    tables.answers.c.tenant_id == bindparam("of"), tables.answers.c.response_id == bindparam("own")
)


async def begin(tx: Tx, rescoring_id: UUID, website_id: UUID, version: str, *, by: UUID, now: datetime) -> int:
    """Note that the answers of a website are to be read again; how many there are."""
    answers = tables.answers
    query = select(func.count()).where(answers.c.tenant_id == tx.tenant_id, answers.c.website_id == website_id)
    total = int((await tx.execute(query)).scalar_one())
    row = {
        "tenant_id": tx.tenant_id, "id": rescoring_id, "website_id": website_id, "extractor_version": version,
        "total": total, "done": 0, "changed": 0, "requested_by": by, "requested_at": now,
    }  # fmt: skip
    await tx.execute(insert(tables.rescorings).values(row))
    return total


async def advance(tx: Tx, rescoring_id: UUID, *, done: int, changed: int, ended: bool, now: datetime) -> None:
    """Say how far it is; ``changed`` is added."""
    table = tables.rescorings
    row = {"done": done, "changed": table.c.changed + changed, "advanced_at": now, "ended_at": now if ended else None}
    await tx.execute(update(table).where(*_own(tx, rescoring_id)).values(row))


async def one(tx: Tx, rescoring_id: UUID) -> Row | None:
    """A re-scoring by its id."""
    return (await tx.execute(select(tables.rescorings).where(*_own(tx, rescoring_id)))).mappings().one_or_none()


async def unfinished(tx: Tx, website_id: UUID) -> Row | None:
    """The re-scoring of a website that is under way, if any."""
    table = tables.rescorings
    query = select(table).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.ended_at.is_(None)
    )
    return (await tx.execute(query.order_by(table.c.requested_at.desc()).limit(1))).mappings().first()


class KeptAnswer(AnswerContext):
    """An answer as it is kept, with the version of its newest reading."""

    plan_id: UUID
    text: str
    extractor_version: str


async def answers_behind(tx: Tx, website_id: UUID, after: UUID | None, most: int) -> Sequence[KeptAnswer]:
    """Up to ``most`` answers of a website behind ``after``, by id."""
    table = tables.answers
    query = select(*as_fields(table, KeptAnswer.model_fields)).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id
    )
    if after is not None:
        query = query.where(table.c.response_id > after)
    rows = (await tx.execute(query.order_by(table.c.response_id).limit(most))).mappings()
    return [KeptAnswer(**row) for row in rows]


async def read_as(tx: Tx, read: Sequence[tuple[UUID, Reading]]) -> None:
    """The newest readings of answers are these."""
    if read:
        await tx.execute(_READ_AS, [{"of": tx.tenant_id, "own": own, **of_reading(reading)} for own, reading in read])


def _own(tx: Tx, rescoring_id: UUID) -> tuple[Any, ...]:
    table = tables.rescorings
    return table.c.tenant_id == tx.tenant_id, table.c.id == rescoring_id
