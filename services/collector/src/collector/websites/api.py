"""The HTTP API of collector: websites and their pages, of the caller's organisation only."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from collector.fetching.rules.urls import URL_LIMIT
from collector.websites.registration import ADDRESS_PROBLEMS, Registry
from common.contracts.vocabulary import PageType
from common.http import Body, Page, PageAsked, Principal, like, needs, paged, provided, refuses
from common.http.access.clients import of_client, only_client
from common.primitives.errors import NotFound
from common.primitives.text import Given, Name

router = APIRouter(prefix="/v1/websites", tags=["websites"])
Reader = Annotated[Principal, needs("websites:read")]
Writer = Annotated[Principal, needs("websites:write")]
Websites = Annotated[Registry, Depends(provided(Registry))]
WebsitesAsked = Annotated[PageAsked, Depends(paged("websites", UUID))]
PagesAsked = Annotated[PageAsked, Depends(paged("pages", UUID))]


class NewWebsite(Body):
    """A website to register."""

    model_config = like({"url": "https://shop.example", "name": "Shop of examples"})

    url: Annotated[str, Given(URL_LIMIT)] = Field(
        description="Address of the home page; https where no scheme is given."
    )
    name: Name | None = Field(default=None, description="Name of the business.")
    client_id: UUID | None = Field(
        default=None,
        description="The client whose website it is; none if left out. Only the shape is checked: that there is such a "
        "client is for tenants to know, where clients are kept in a later release.",
    )


class Renamed(Body):
    """What an organisation calls a website from now on."""

    model_config = like({"name": "Shop of examples"})

    name: Name | None = Field(description="Name of the business; null for none.")


class Website(BaseModel):
    """A registered website."""

    id: UUID
    url: str
    domain: str
    name: str | None
    client_id: UUID | None = Field(description="The client whose website it is; null where it belongs to none.")
    status: str = Field(description="pending, scraping, completed or failed.")
    last_scraped_at: datetime | None
    created_at: datetime


class PageView(BaseModel):
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
    needs_browser: bool = Field(
        default=False, description="True where a script in the browser makes the page, which was read without one."
    )


def _website(row: dict[str, Any]) -> Website:
    return Website.model_validate({"name": None, "client_id": None, "last_scraped_at": None, **row, "id": row["_id"]})


@router.post("", status_code=201, summary="Register a website")
@refuses("website-exists", "quota-exceeded", "quota-unavailable", "organisation-not-found", *ADDRESS_PROBLEMS)
async def register_website(new: NewWebsite, principal: Writer, websites: Websites) -> Website:
    """Where the organisation has this domain already, the problem names its `website_id`."""
    return _website(await websites.register(principal, new.url, new.name, new.client_id))


@router.get("", summary="List websites")
@refuses("no-client")
async def list_websites(
    principal: Reader, websites: Websites, page: WebsitesAsked, client_id: UUID | None = None
) -> Page[Website]:
    """The organisation's websites, newest first; of one client's, where that is asked for."""
    store = websites.store(principal.tenant)
    rows = await store.websites(limit=page.fetch, before=page.after_id, client_id=of_client(principal, client_id))
    shown, more = page.cut(rows, key=_id)
    return Page(items=[_website(row) for row in shown], next=more)


@router.get("/{website_id}", summary="One website")
@refuses("no-client", "website-not-found")
async def get_website(website_id: UUID, principal: Reader, websites: Websites) -> Website:
    """Where it stands."""
    return _website(await _existing(websites, principal, website_id))


@router.patch("/{website_id}", summary="Rename a website")
@refuses("website-not-found")
async def rename_website(website_id: UUID, new: Renamed, principal: Writer, websites: Websites) -> Website:
    """The name is what the organisation calls it; the brand that is looked for is a matter of the site's facts."""
    row = await websites.rename(principal, website_id, new.name)
    if row is None:
        raise NotFound("website-not-found", "There is no such website.")
    return _website(row)


@router.get("/{website_id}/pages", summary="The pages that were read")
@refuses("no-client", "website-not-found")
async def list_pages(website_id: UUID, principal: Reader, websites: Websites, page: PagesAsked) -> Page[PageView]:
    """Each page once, as it was last read, without its text."""
    await _existing(websites, principal, website_id)
    store = websites.store(principal.tenant)
    rows = await store.pages(website_id, limit=page.fetch, after=page.after_id)
    shown, more = page.cut(rows, key=_id)
    items = [PageView.model_validate({**row, "id": row["_id"]}) for row in shown]
    return Page(items=items, next=more)


async def _existing(websites: Registry, caller: Principal, website_id: UUID) -> dict[str, Any]:
    row = await websites.store(caller.tenant).website(website_id, client_id=only_client(caller))
    if row is None:
        raise NotFound("website-not-found", "There is no such website.")
    return row


def _id(row: dict[str, Any]) -> tuple[str]:
    return (row["_id"],)
