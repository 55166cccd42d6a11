"""HTTP: the providers, and what is missing to use them."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from common.http import Page, Principal, needs, provided, whole
from simulator.providers.rules import Providers

router = APIRouter(prefix="/v1")
Reader = Annotated[Principal, needs("providers:read")]
Use = Annotated[Providers, Depends(provided(Providers))]


class ProviderView(BaseModel):
    """A provider that answers can be had from."""

    name: str
    configured: bool
    model: str
    why_not: str | None = Field(description="What is missing to use it; null where nothing is.")


@router.get("/providers", tags=["providers"], summary="List providers")
async def list_providers(principal: Reader, providers: Use) -> Page[ProviderView]:
    """Every known provider, and what is missing to use it."""
    known = providers.known.values()
    return whole(ProviderView(name=p.name, configured=p.configured, model=p.model, why_not=p.why_not) for p in known)
