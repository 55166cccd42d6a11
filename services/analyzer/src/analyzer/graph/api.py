"""HTTP: questions to the knowledge graph. Where the graph is away, these alone answer 503."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from analyzer.graph import queries as graph_queries
from analyzer.graph.bolt import GraphAway
from analyzer.graph.queries import ALWAYS, About
from analyzer.graph.rules.drawing import instant
from analyzer.graph.rules.shares import Share, share_of
from analyzer.graph.store import TenantGraph
from common.contracts.vocabulary import SliceBy
from common.http import Page, Principal, needs, provided, refuses, whole
from common.http.access.clients import of_client, only_client
from common.primitives.errors import NotFound, Unavailable
from common.primitives.moments import Moment
from common.process.telemetry import log

router = APIRouter(prefix="/v1/graph", tags=["graph"])
Reader = Annotated[Principal, needs("figures:read")]
_log = log("graph")
Graph = Annotated[TenantGraph, Depends(provided(TenantGraph))]
Limit = Annotated[int, Query(ge=1, le=200)]
At = Annotated[Moment | None, Query(description="As it was known at this moment; now where it is left out.")]


class _Counted(BaseModel):
    model_config = ConfigDict(extra="ignore")

    answers: int = Field(description="Distinct answers.")
    conversations: int = Field(description="Distinct conversations.")
    evidence: tuple[UUID, ...] = Field(description="Up to five of the answers; their states prove it.")


class Substitute(_Counted):
    """Who stands first where the brand is missing; a null brand: nobody is named."""

    substitute_brand: str | None
    slice: str = Field(description="The value of what answers are cut by; empty for `all`.")
    share: Share


class BeliefOfBrand(_Counted):
    """A belief that answers sell about the brand."""

    belief: str
    slice: str = Field(description="The value of what answers are cut by; empty for `all`.")
    confidence: float
    share: Share


class Neighbour(_Counted):
    """A brand of the same answers; ``later``: places it is named after the brand asked for, on average."""

    brand_id: UUID
    brand: str
    later: float
    share: Share


class Path(_Counted):
    """A profile's concern, the prompt it leads to, and how well the brand stands there."""

    icp_name: str
    concern: str
    prompt_text: str | None
    funnel_stage: str | None
    best_position: int | None
    share: Share


def _about(principal: Reader, website_id: UUID, brand_id: UUID, at: At = None, client_id: UUID | None = None) -> About:
    return About(website_id, brand_id, _moment(at), of_client(principal, client_id))


def _moment(at: datetime | None) -> str:
    return ALWAYS if at is None else instant(at)


Asked = Annotated[About, Depends(_about)]


@router.get("/substitutes")
@refuses("no-client", "brand-not-found", "graph-away")
async def read_substitutes(
    about: Asked, principal: Reader, graph: Graph, by: SliceBy = "all", limit: Limit = 50
) -> Page[Substitute]:
    """Who replaces a brand, and where: of the answers that leave it out, who is named first."""
    async with _asked(graph, principal, about):
        of_all = _slices(await graph_queries.missing(graph, principal.tenant, about, by))
        rows = await graph_queries.substitutes(graph, principal.tenant, about, by, limit)
    of = "conversations with an answer that leaves the brand out"
    return whole(Substitute(**row, share=share_of(row, of_all.get(row["slice"]), of)) for row in rows)


@router.get("/beliefs")
@refuses("no-client", "brand-not-found", "graph-away")
async def read_beliefs(about: Asked, principal: Reader, graph: Graph, by: SliceBy = "all") -> Page[BeliefOfBrand]:
    """The belief map of a brand: what answers make of it."""
    async with _asked(graph, principal, about):
        of_all = _slices(await graph_queries.naming(graph, principal.tenant, about, by))
        rows = await graph_queries.beliefs(graph, principal.tenant, about, by)
    of = "conversations that name the brand"
    return whole(BeliefOfBrand(**row, share=share_of(row, of_all.get(row["slice"]), of)) for row in rows)


@router.get("/neighbours")
@refuses("no-client", "brand-not-found", "graph-away")
async def read_neighbours(about: Asked, principal: Reader, graph: Graph, limit: Limit = 50) -> Page[Neighbour]:
    """Brands that are named in the same answers, and how much later or earlier."""
    async with _asked(graph, principal, about):
        of_all = _slices(await graph_queries.naming(graph, principal.tenant, about, "all"))
        rows = await graph_queries.neighbours(graph, principal.tenant, about, limit)
    return whole(
        Neighbour(**row, share=share_of(row, of_all.get(""), "conversations that name the brand")) for row in rows
    )


@router.get("/paths")
@refuses("no-client", "brand-not-found", "graph-away")
async def read_paths(about: Asked, principal: Reader, graph: Graph, limit: Limit = 50) -> Page[Path]:
    """From a profile's concern over the prompt to the brand."""
    async with _asked(graph, principal, about):
        of_all = _slices(await graph_queries.naming(graph, principal.tenant, about, "all"))
        rows = await graph_queries.paths(graph, principal.tenant, about, limit)
    return whole(Path(**row, share=share_of(row, of_all.get(""), "conversations that name the brand")) for row in rows)


def _slices(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["slice"]: row for row in rows}


@asynccontextmanager
async def _asked(graph: TenantGraph, caller: Principal, about: About) -> AsyncIterator[None]:
    """Within the block a graph that is away is a problem 503; before it, a brand it doesn't know is one of 404.

    A client's user knows the brands of his client's answers alone.
    """
    try:
        known = await graph_queries.brand_name(graph, caller.tenant, about.brand_id) is not None
        if known and only_client(caller) is not None:
            known = await graph_queries.is_read(graph, caller.tenant, about)
        if not known:
            raise NotFound("brand-not-found", "The graph knows no such brand.")
        yield
    except GraphAway as away:
        _log.warning("the graph does not answer", error=type(away).__name__)
        raise Unavailable("graph-away", "The knowledge graph does not answer. Try again later.") from None
