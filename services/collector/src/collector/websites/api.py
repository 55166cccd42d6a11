"""The HTTP API of collector: websites and their pages, of the caller's organisation only."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from collector.websites.registration import Registry
from common.contracts.vocabulary import PageType
from common.errors import Forbidden, NotFound
from common.http import CurrentTenant

router = APIRouter(prefix="/v1/websites", tags=["websites"])
PAGE_SIZE, LARGEST_PAGE_SIZE = 50, 100


def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


Websites = Annotated[Registry, Depends(_registry)]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE_SIZE, description="Most items of one answer.")]
After = Annotated[UUID | None, Query(description="`next` of the answer before.")]


class NewWebsite(BaseModel):
    """A website to register."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(
        min_length=1, max_length=2048, description="Address of the home page; https where no scheme is given."
    )
    name: str | None = Field(default=None, min_length=1, max_length=255, description="Name of the business.")


class Website(BaseModel):
    """A registered website."""

    id: UUID
    url: str
    domain: str
    name: str | None
    status: str = Field(description="pending, scraping, completed or failed.")
    last_scraped_at: datetime | None
    created_at: datetime


class WebsiteList(BaseModel):
    """Websites, newest first."""

    items: list[Website]
    next: UUID | None = Field(description="Give it as `after` for the next items; null at the end.")


class Page(BaseModel):
    """A page as it was last read."""

    id: UUID
    url: str
    title: str | None
    meta_description: str | None
    excerpt: str
    page_type: PageType
    language: str | None
    word_count: int
    http_status: int
    scraped_at: datetime


class PageList(BaseModel):
    """Pages of one website."""

    items: list[Page]
    total: int
    next: UUID | None = Field(description="Give it as `after` for the next items; null at the end.")


def _website(row: dict[str, Any]) -> Website:
    return Website.model_validate({"name": None, "last_scraped_at": None, **row, "id": row["_id"]})


@router.post("", status_code=201, summary="Register a website")
async def register_website(new: NewWebsite, principal: CurrentTenant, websites: Websites) -> Website:
    """409 `website-exists` with the existing `website_id` where the organisation has this domain already."""
    if principal.role == "viewer":
        raise Forbidden("role-too-low", "Viewers cannot register websites.")
    return _website(await websites.register(principal.tenant, new.url, new.name))


@router.get("", summary="List websites")
async def list_websites(
    principal: CurrentTenant, websites: Websites, limit: Limit = PAGE_SIZE, after: After = None
) -> WebsiteList:
    """The organisation's websites, newest first."""
    rows = await websites.store(principal.tenant).websites(limit=limit, before=after)
    return WebsiteList(items=[_website(row) for row in rows], next=_next(rows, limit))


@router.get("/{website_id}", summary="One website")
async def get_website(website_id: UUID, principal: CurrentTenant, websites: Websites) -> Website:
    """404 where it does not exist or belongs to another organisation."""
    return _website(await _existing(websites, principal.tenant, website_id))


@router.get("/{website_id}/pages", summary="The pages that were read")
async def list_pages(
    website_id: UUID, principal: CurrentTenant, websites: Websites, limit: Limit = PAGE_SIZE, after: After = None
) -> PageList:
    """Each page once, as it was last read, without its text."""
    await _existing(websites, principal.tenant, website_id)
    store = websites.store(principal.tenant)
    rows = await store.pages(website_id, limit=limit, after=after)
    items = [Page.model_validate({**row, "id": row["_id"]}) for row in rows]
    return PageList(items=items, total=await store.count_pages(website_id), next=_next(rows, limit))


async def _existing(websites: Registry, tenant_id: UUID, website_id: UUID) -> dict[str, Any]:
    row = await websites.store(tenant_id).website(website_id)
    if row is None:
        raise NotFound("website-not-found", "There is no such website.")
    return row


def _next(rows: list[dict[str, Any]], limit: int) -> UUID | None:
    return UUID(rows[-1]["_id"]) if len(rows) == limit else None
