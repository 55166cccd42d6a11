"""Questions to the graph. Each counts distinct answers and conversations of the readings current at a moment."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from analyzer.graph.store import TenantGraph
from common.contracts.vocabulary import SliceBy

Row = dict[str, Any]
ALWAYS = "9999"
"""Later than any moment: what is known now."""

_GROUPS: dict[SliceBy, str] = {
    "all": "''",
    "provider": "x.provider",
    "icp": "x.icp_name",
    "funnel_stage": "x.funnel_stage",
}
_CURRENT = (
    "x.website_id = $website AND ($client IS NULL OR x.client_id = $client)"
    " AND x.recorded_at <= $at AND (x.superseded_at IS NULL OR x.superseded_at > $at)"
)
_COUNTS = "count(DISTINCT x.response_id) AS answers, count(DISTINCT x.conversation_id) AS conversations"
_EVIDENCE = "collect(DISTINCT x.response_id)[..5] AS evidence"
_READING = "MATCH (x:Reading {tenant_id: $tenant_id, id: r.reading_id})"
_PROFILE = "(p:ICP {tenant_id: $tenant_id, website_id: $website})"
_SHOWN = "coalesce({0}.decided_name, {0}.name)"
_OF_BRAND = "(b:Brand {tenant_id: $tenant_id, id: $brand})"


@dataclass(frozen=True, slots=True)
class About:
    """Which brand of which website, as it was known at a moment (ISO, UTC, microseconds); of one client's audits."""

    website_id: UUID
    brand_id: UUID
    at: str = ALWAYS
    client_id: UUID | None = None

    @property
    def parameters(self) -> dict[str, str | None]:
        """As the queries take them."""
        client = str(self.client_id) if self.client_id else None
        return {"website": str(self.website_id), "client": client, "brand": str(self.brand_id), "at": self.at}


async def brand_name(graph: TenantGraph, tenant: UUID, brand_id: UUID) -> str | None:
    """What a brand is called in the graph; None where it is not there."""
    rows = await graph.read(tenant, f"MATCH {_OF_BRAND} RETURN {_SHOWN.format('b')} AS name", brand=str(brand_id))
    return str(rows[0]["name"]) if rows else None


async def is_read(graph: TenantGraph, tenant: UUID, about: About) -> bool:
    """Whether a reading of the website, and of the client where one is said, is about the brand."""
    query = f"""MATCH {_OF_BRAND}-[r]-(o {{tenant_id: $tenant_id}}) WHERE r.reading_id IS NOT NULL
{_READING} WHERE {_CURRENT}
RETURN 1 AS one LIMIT 1"""
    return bool(await graph.read(tenant, query, **about.parameters))


async def missing(graph: TenantGraph, tenant: UUID, about: About, by: SliceBy) -> list[Row]:
    """Per group: in how many answers and conversations the brand was looked for and is not named."""
    query = f"""MATCH (p:LLMProvider {{tenant_id: $tenant_id}})-[r:IGNORES]->{_OF_BRAND}
{_READING} WHERE {_CURRENT}
RETURN {_GROUPS[by]} AS slice, {_COUNTS} ORDER BY slice"""
    return await graph.read(tenant, query, **about.parameters)


async def substitutes(graph: TenantGraph, tenant: UUID, about: About, by: SliceBy, most: int) -> list[Row]:
    """Who stands first where the brand is missing; a null substitute is an answer that names nobody."""
    query = f"""MATCH (p:LLMProvider {{tenant_id: $tenant_id}})-[r:IGNORES]->{_OF_BRAND}
{_READING} WHERE {_CURRENT}
RETURN r.competitor_mentioned AS substitute_brand, {_GROUPS[by]} AS slice, {_COUNTS}, {_EVIDENCE}
ORDER BY answers DESC, substitute_brand, slice LIMIT $most"""
    return await graph.read(tenant, query, **about.parameters, most=most)


async def naming(graph: TenantGraph, tenant: UUID, about: About, by: SliceBy) -> list[Row]:
    """Per group: in how many answers and conversations the brand is named."""
    query = f"""MATCH {_OF_BRAND}-[r:RANKS_FOR]->(i:Intent {{tenant_id: $tenant_id}})
{_READING} WHERE {_CURRENT}
RETURN {_GROUPS[by]} AS slice, {_COUNTS} ORDER BY slice"""
    return await graph.read(tenant, query, **about.parameters)


async def beliefs(graph: TenantGraph, tenant: UUID, about: About, by: SliceBy) -> list[Row]:
    """Which beliefs the answers sell about the brand, with the mean confidence that they do."""
    query = f"""MATCH {_OF_BRAND}-[r:INSTALLS_BELIEF]->(t:BeliefType {{tenant_id: $tenant_id}})
{_READING} WHERE {_CURRENT}
RETURN t.type AS belief, {_GROUPS[by]} AS slice, {_COUNTS}, avg(r.confidence) AS confidence, {_EVIDENCE}
ORDER BY answers DESC, belief, slice"""
    return await graph.read(tenant, query, **about.parameters)


async def neighbours(graph: TenantGraph, tenant: UUID, about: About, most: int) -> list[Row]:
    """Brands of the same answers, with how much later (or, below nought, earlier) they are named on average."""
    query = f"""MATCH {_OF_BRAND}-[r:CO_MENTIONED]-(o:Brand {{tenant_id: $tenant_id}})
{_READING} WHERE {_CURRENT}
WITH o, x, CASE WHEN startNode(r).id = $brand THEN r.position_delta ELSE -r.position_delta END AS later
RETURN o.id AS brand_id, {_SHOWN.format("o")} AS brand, {_COUNTS}, avg(later) AS later, {_EVIDENCE}
ORDER BY answers DESC, brand LIMIT $most"""
    return await graph.read(tenant, query, **about.parameters, most=most)


async def paths(graph: TenantGraph, tenant: UUID, about: About, most: int) -> list[Row]:
    """Profile, concern and prompt that lead to the brand, the most frequent first."""
    query = f"""MATCH {_PROFILE}-[:HAS_CONCERN]->(c:Concern {{tenant_id: $tenant_id}})
MATCH (c)-[:TRIGGERS]->(i:Intent {{tenant_id: $tenant_id}})<-[r:RANKS_FOR]-{_OF_BRAND}
{_READING} WHERE {_CURRENT} AND x.icp_name = p.name
RETURN p.name AS icp_name, c.description AS concern, i.query_text AS prompt_text, i.funnel_stage AS funnel_stage,
{_COUNTS}, min(r.position) AS best_position, {_EVIDENCE}
ORDER BY answers DESC, icp_name, concern, prompt_text LIMIT $most"""
    return await graph.read(tenant, query, **about.parameters, most=most)
