"""HTTP: the providers, and what is missing to use them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from common.http import CurrentTenant
from simulator.providers.rules import Providers

router = APIRouter(prefix="/v1")


def _providers(request: Request) -> Providers:
    found: Providers = request.app.state.providers
    return found


Use = Annotated[Providers, Depends(_providers)]


class ProviderView(BaseModel):
    """A provider that answers can be had from."""

    name: str
    configured: bool
    model: str
    why_not: str | None = Field(description="What is missing to use it; null where nothing is.")


@router.get("/providers", tags=["providers"], summary="List providers")
async def list_providers(principal: CurrentTenant, providers: Use) -> list[ProviderView]:
    """Every known provider, and what is missing to use it."""
    known = providers.known.values()
    return [ProviderView(name=p.name, configured=p.configured, model=p.model, why_not=p.why_not) for p in known]
