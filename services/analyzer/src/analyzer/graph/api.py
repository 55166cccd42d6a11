"""HTTP: questions to the knowledge graph. Where the graph is away, these alone answer 503."""

import math
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from analyzer.graph import queries as graph_queries
from analyzer.graph.bolt import GraphAway
from analyzer.graph.queries import ALWAYS, About, By
from analyzer.graph.rules import instant
from analyzer.graph.store import TenantGraph
from common.errors import NotFound, Unavailable
from common.http import CurrentTenant
from common.telemetry import log

router = APIRouter(prefix="/v1/graph", tags=["graph"])
_log = log("graph")
ENOUGH = 5
"""Conversations below which no share is shown: its interval would say nothing."""


def _graph(request: Request) -> TenantGraph:
    graph: TenantGraph = request.app.state.graph
    return graph


Graph = Annotated[TenantGraph, Depends(_graph)]
Limit = Annotated[int, Query(ge=1, le=200)]
At = Annotated[AwareDatetime | None, Query(description="As it was known at this moment; now where it is left out.")]


class Share(BaseModel):
    """A share of conversations; null with its reason where there are too few. Wilson's 95 % interval (1927)."""

    value: float | None
    low: float | None
    high: float | None
    of: str
    n_conversations: int
    n_answers: int
    reason: str | None

    @classmethod
    def over(cls, row: Mapping[str, Any], whole: Mapping[str, Any] | None, of: str) -> "Share":
        """What part of ``whole``'s conversations those of ``row`` are."""
        n, answers = (whole["conversations"], whole["answers"]) if whole else (0, 0)
        if n < ENOUGH:
            reason = f"Only {n} conversations: at least {ENOUGH} are needed."
            return cls(value=None, low=None, high=None, of=of, n_conversations=n, n_answers=answers, reason=reason)
        value = row["conversations"] / n
        low, high = _wilson(value, n)
        return cls(value=round(value, 4), low=low, high=high, of=of, n_conversations=n, n_answers=answers, reason=None)


def _wilson(value: float, n: int, z: float = 1.96) -> tuple[float, float]:
    middle = 1 + z * z / n
    centre = (value + z * z / (2 * n)) / middle
    half = z * math.sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / middle
    return round(max(0.0, centre - half), 4), round(min(1.0, centre + half), 4)


class _Counted(BaseModel):
    model_config = ConfigDict(extra="ignore")

    answers: int = Field(description="Distinct answers.")
    conversations: int = Field(description="Distinct conversations.")
    evidence: tuple[UUID, ...] = Field(description="Up to five of the answers; their states prove it.")


class Substitute(_Counted):
    """Who stands first where the brand is missing; null: nobody is named."""

    substitute: str | None
    part: str
    share: Share


class BeliefOfBrand(_Counted):
    """A belief that answers sell about the brand."""

    belief: str
    part: str
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

    icp: str
    concern: str
    prompt: str | None
    stage: str | None
    best_position: int | None
    share: Share


def _about(website_id: UUID, brand_id: UUID, at: At = None, client_id: UUID | None = None) -> About:
    return About(website_id, brand_id, _moment(at), client_id)


def _moment(at: datetime | None) -> str:
    return ALWAYS if at is None else instant(at)


Asked = Annotated[About, Depends(_about)]


@router.get("/substitutes")
async def read_substitutes(
    about: Asked, principal: CurrentTenant, graph: Graph, by: By = "all", limit: Limit = 50
) -> list[Substitute]:
    """Who replaces a brand, and where: of the answers that leave it out, who is named first."""
    async with _asked(graph, principal.tenant, about):
        whole = _parts(await graph_queries.missing(graph, principal.tenant, about, by))
        rows = await graph_queries.substitutes(graph, principal.tenant, about, by, limit)
    of = "conversations with an answer that leaves the brand out"
    return [Substitute(**row, share=Share.over(row, whole.get(row["part"]), of)) for row in rows]


@router.get("/beliefs")
async def read_beliefs(about: Asked, principal: CurrentTenant, graph: Graph, by: By = "all") -> list[BeliefOfBrand]:
    """The belief map of a brand: what answers make of it."""
    async with _asked(graph, principal.tenant, about):
        whole = _parts(await graph_queries.naming(graph, principal.tenant, about, by))
        rows = await graph_queries.beliefs(graph, principal.tenant, about, by)
    of = "conversations that name the brand"
    return [BeliefOfBrand(**row, share=Share.over(row, whole.get(row["part"]), of)) for row in rows]


@router.get("/neighbours")
async def read_neighbours(about: Asked, principal: CurrentTenant, graph: Graph, limit: Limit = 50) -> list[Neighbour]:
    """Brands that are named in the same answers, and how much later or earlier."""
    async with _asked(graph, principal.tenant, about):
        whole = _parts(await graph_queries.naming(graph, principal.tenant, about, "all"))
        rows = await graph_queries.neighbours(graph, principal.tenant, about, limit)
    return [Neighbour(**row, share=Share.over(row, whole.get(""), "conversations that name the brand")) for row in rows]


@router.get("/paths")
async def read_paths(about: Asked, principal: CurrentTenant, graph: Graph, limit: Limit = 50) -> list[Path]:
    """From a profile's concern over the prompt to the brand."""
    async with _asked(graph, principal.tenant, about):
        whole = _parts(await graph_queries.naming(graph, principal.tenant, about, "all"))
        rows = await graph_queries.paths(graph, principal.tenant, about, limit)
    return [Path(**row, share=Share.over(row, whole.get(""), "conversations that name the brand")) for row in rows]


def _parts(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["part"]: row for row in rows}


@asynccontextmanager
async def _asked(graph: TenantGraph, tenant: UUID, about: About) -> AsyncIterator[None]:
    """Within the block a graph that is away is a problem 503; before it, a brand it doesn't know is one of 404."""
    try:
        if await graph_queries.brand_name(graph, tenant, about.brand_id) is None:
            raise NotFound("brand-not-found", "The graph knows no such brand.")
        yield
    except GraphAway as away:
        _log.warning("the graph does not answer", error=type(away).__name__)
        raise Unavailable("graph-away", "The knowledge graph does not answer. Try again later.") from None
