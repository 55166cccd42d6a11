"""HTTP: a website is deleted."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from collector.erasure.deletion import Deletion
from common.http import Principal, needs, provided, refuses

router = APIRouter(prefix="/v1/websites", tags=["websites"])
Deleter = Annotated[Principal, needs("websites:delete")]
Use = Annotated[Deletion, Depends(provided(Deletion))]


class DeletedWebsite(BaseModel):
    """A website that is gone, and what was made of it is going."""

    id: UUID
    erase_by: datetime = Field(description="Until when all that was made of it is erased everywhere.")


@router.delete("/{website_id}", status_code=202, summary="Delete a website")
@refuses("website-not-found", "audit-running")
async def delete_website(website_id: UUID, principal: Deleter, use: Use, cancel: bool = False) -> DeletedWebsite:
    """With its pages, customers, audits, answers, figures and reports. There is no way back.

    Where an audit of it runs, the problem names its `audit_id`; with `cancel` the audit is ended first.
    """
    erase_by = await use.delete(principal, website_id, cancel=cancel)
    return DeletedWebsite(id=website_id, erase_by=erase_by)
