"""Raw HTML, cleaned text and metadata of pages in object storage."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.stores.objects import Objects


@dataclass(frozen=True, slots=True)
class PageKeys:
    """Where the three objects of one page are."""

    raw: str
    text: str
    metadata: str

    @classmethod
    def of(cls, tenant_id: UUID, website_id: UUID, page_id: UUID) -> "PageKeys":
        """The keys of a page: the newest crawl's version lies there."""
        folder = f"{folder_of(tenant_id, website_id)}{page_id}"
        return cls(f"{folder}/raw.html", f"{folder}/cleaned.txt", f"{folder}/metadata.json")


def folder_of(tenant_id: UUID, website_id: UUID) -> str:
    """What the keys of all pages of a website begin with."""
    return f"{folder_of_tenant(tenant_id)}{website_id}/"


def folder_of_tenant(tenant_id: UUID) -> str:
    """What the keys of all pages of an organisation begin with."""
    return f"{tenant_id}/scraped-content/"


class PageObjects:
    """Pages in the bucket of this service."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    async def put(self, keys: PageKeys, *, raw: bytes, content_type: str, text: str, metadata: dict[str, Any]) -> None:
        """Store the three objects of one page; putting them again changes nothing."""
        about = json.dumps(metadata, ensure_ascii=False, sort_keys=True).encode()
        await self._objects.put(keys.raw, raw, content_type or "text/html")
        await self._objects.put(keys.text, text.encode(), "text/plain; charset=utf-8")
        await self._objects.put(keys.metadata, about, "application/json")

    async def forget(self, tenant_id: UUID, website_id: UUID) -> None:
        """Remove the objects of all pages of a website."""
        await self._objects.remove_all(folder_of(tenant_id, website_id))

    async def forget_all(self, tenant_id: UUID) -> None:
        """Remove the objects of all websites of an organisation."""
        await self._objects.remove_all(folder_of_tenant(tenant_id))
