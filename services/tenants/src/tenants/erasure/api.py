"""HTTP: how the closing and erasure of an organisation stands, for its owners, as long as there are any."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from common.http import CurrentUser, refuses
from tenants.erasure import store
from tenants.shared.api import Store

router = APIRouter()


class ErasurePart(BaseModel):
    """One part of an erasure, as its service has answered."""

    model_config = ConfigDict(from_attributes=True)

    step: str = Field(description="What is erased, such as erase-websites.")
    service: str = Field(description="Who erases it.")
    status: str = Field(description="`waiting` for those before it, `running` or `done`.")
    since: datetime | None = Field(description="When it was first asked for.")
    ended_at: datetime | None
    orders: int = Field(description="How often it was asked for: each that is not answered is repeated.")
    erased: int | None = Field(description="How many rows it erased, those of messages too; null until it is done.")


class OrganizationErasure(BaseModel):
    """How the end of an organisation stands."""

    model_config = ConfigDict(from_attributes=True)

    status: Literal["open", "closing", "erasing"] = Field(
        description="`closing`: an owner can open it again until `erase_after`; `erasing`: nobody can."
    )
    erase_after: datetime | None = Field(description="When a closed one is erased; null for one that is open.")
    began_at: datetime | None = Field(description="Since when it is erased.")
    waits_for: str | None = Field(description="The service that has not answered yet.")
    parts: list[ErasurePart] = Field(description="In order; none before the erasure has begun.")


@router.get("/v1/organizations/{organization_id}/erasure")
@refuses("organisation-not-found", "permission-missing")
async def read_erasure(organization_id: UUID, principal: CurrentUser, database: Store) -> OrganizationErasure:
    """Whether an organisation is closing or being erased, and which service has erased its part.

    For its owners. Once it is erased, nobody belongs to it and it is not found.
    """
    async with database.looking(organization_id) as tx:
        return OrganizationErasure.model_validate(await store.shown_to(tx, principal.user_id))
