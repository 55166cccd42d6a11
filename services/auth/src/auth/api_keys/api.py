"""HTTP of API keys and service accounts: parse, call, return."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from auth.api_keys.making import Keys, Wish
from auth.api_keys.rules import MOST_SCOPES, StoredKey
from auth.api_keys.store import ServiceAccount
from common.http import SOME_ID, Body, Page, Principal, like, needs, provided, refuses, unkeyed, whole
from common.primitives.moments import Moment
from common.primitives.text import Name, Word

router = APIRouter(tags=["API keys"])
Uses = Annotated[Keys, Depends(provided(Keys))]
Reader = Annotated[Principal, needs("keys:read")]
Writer = Annotated[Principal, needs("keys:write")]
AccountRole = Literal["admin", "member", "viewer"]


class NewApiKey(Body):
    """A key to make. Without a service account it acts as whoever makes it."""

    model_config = like({"name": "Nightly export", "scopes": ["figures:read", "reports:read"]})

    name: Name
    scopes: list[Word] = Field(min_length=1, max_length=MOST_SCOPES, description="Permissions that the maker has.")
    expires_at: Moment | None = Field(default=None, description="Within a year; in 90 days where it is not said.")
    service_account_id: UUID | None = None


class ApiKey(BaseModel):
    """A key, without its secret."""

    id: UUID
    prefix: str = Field(description="How the key begins, after `bmk_`.")
    name: str
    scopes: list[str]
    made_by: UUID
    service_account_id: UUID | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")

    @classmethod
    def of(cls, key: StoredKey) -> "ApiKey":
        """As a reader sees it."""
        told = {name: getattr(key, name) for name in cls.model_fields}
        return cls.model_validate(told | {"scopes": sorted(key.scopes)})


class MadeApiKey(ApiKey):
    """A key that was made just now."""

    key: str = Field(description="The key itself: told this once, and kept nowhere.")


class NewServiceAccount(Body):
    """A service account to make."""

    model_config = like({"name": "Warehouse", "role": "viewer"})

    name: Name
    role: AccountRole


class ServiceAccountShown(BaseModel):
    """A program that belongs to the organisation: it has keys, and neither password nor session."""

    model_config = like({"id": SOME_ID, "name": "Warehouse", "role": "viewer", "created_at": "2026-12-01T09:30:00Z"})

    id: UUID
    name: str
    role: AccountRole
    created_at: datetime

    @classmethod
    def of(cls, account: ServiceAccount) -> "ServiceAccountShown":
        """As a reader sees it."""
        return cls.model_validate({name: getattr(account, name) for name in cls.model_fields})


@router.post("/v1/api-keys", status_code=201, summary="Make an API key")
@unkeyed("a key is told once and kept nowhere, so a repeated request makes another; one that is not needed is revoked")
@refuses("scopes-invalid", "expiry-invalid", "scope-not-held", "too-many-keys", "service-account-not-found")
async def make_key(body: NewApiKey, response: Response, caller: Writer, uses: Uses) -> MadeApiKey:
    """Make a key, which may no more than its maker."""
    wish = Wish(body.name, body.scopes, body.expires_at, body.service_account_id)
    key, new = await uses.make(caller, wish)
    response.headers["Cache-Control"] = "no-store"
    return MadeApiKey(**ApiKey.of(key).model_dump(), key=new.text)


@router.get("/v1/api-keys", summary="List API keys")
async def keys(caller: Reader, uses: Uses) -> Page[ApiKey]:
    """The organisation's keys that were not revoked, the newest first."""
    return whole(ApiKey.of(each) for each in await uses.listed(caller.tenant))


@router.delete("/v1/api-keys/{key_id}", status_code=204, summary="Revoke an API key")
@refuses("key-not-found")
async def revoke_key(key_id: UUID, caller: Writer, uses: Uses) -> None:
    """End a key; it is void in every service within two seconds."""
    await uses.revoke(caller, key_id)


@router.post("/v1/service-accounts", status_code=201, summary="Make a service account")
@refuses("scope-not-held", "too-many-service-accounts")
async def make_account(body: NewServiceAccount, caller: Writer, uses: Uses) -> ServiceAccountShown:
    """Make a service account, which may no more than its maker."""
    return ServiceAccountShown.of(await uses.make_account(caller, body.name, body.role))


@router.get("/v1/service-accounts", summary="List service accounts")
async def accounts(caller: Reader, uses: Uses) -> Page[ServiceAccountShown]:
    """The organisation's service accounts, the newest first."""
    return whole(ServiceAccountShown.of(each) for each in await uses.accounts(caller.tenant))


@router.delete("/v1/service-accounts/{account_id}", status_code=204, summary="Remove a service account")
@refuses("service-account-not-found")
async def remove_account(account_id: UUID, caller: Writer, uses: Uses) -> None:
    """End a service account, and all of its keys with it."""
    await uses.remove_account(caller, account_id)
