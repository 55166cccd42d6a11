"""HTTP: what the prompts of an audit are about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from analyzer.prompts import queries
from analyzer.prompts.store import classification
from analyzer.shared.arrivals import known_audit
from analyzer.shared.http import CurrentDatabase, View
from common.contracts.vocabulary import Classification
from common.http import Page, Principal, needs, refuses, whole

router = APIRouter()

Reader = Annotated[Principal, needs("readings:read")]


class ClassificationView(View):
    """What one prompt is about, with the words that decided."""

    prompt_id: UUID
    plan_id: UUID
    conversation_id: UUID
    turn: int = Field(description="Place in the conversation, from 1.")
    prompt_text: str
    classifier_version: str
    fallback_reason: str | None
    classified_at: datetime
    classification: Classification

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "ClassificationView":
        """From a row of ``classifications_of``."""
        return cls.model_validate({**row, "turn": row["sequence_order"], "classification": classification(row)})


@router.get("/v1/classifications")
@refuses("audit-not-found")
async def read_classifications(
    audit_id: UUID, principal: Reader, database: CurrentDatabase
) -> Page[ClassificationView]:
    """What the prompts of an audit are about, by conversation, in the order in which they are said."""
    async with database.begin(principal.tenant) as tx:
        await known_audit(tx, audit_id)
        rows = await queries.classifications_of(tx, audit_id)
    return whole(ClassificationView.of(row) for row in rows)
