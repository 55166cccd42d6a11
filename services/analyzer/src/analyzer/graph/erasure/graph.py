"""Cypher that erases: the part of the graph that one website's plans and answers drew."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from analyzer.graph.editions import fact_key
from analyzer.graph.store import TenantGraph, Written

_OF_READINGS = """MATCH (x:Reading {tenant_id: $tenant_id, website_id: $website})
WITH collect(x.id) AS readings
MATCH (a {tenant_id: $tenant_id})-[r:RANKS_FOR|INSTALLS_BELIEF|RECOMMENDS|IGNORES|CO_MENTIONED]->
(b {tenant_id: $tenant_id})
WHERE r.reading_id IN readings DELETE r"""
_READINGS = "MATCH (x:Reading {tenant_id: $tenant_id, website_id: $website}) DETACH DELETE x"
_INTENTS = """MATCH (i:ICP {tenant_id: $tenant_id, website_id: $website})
MATCH (i)-[:INITIATES]->(c:Conversation {tenant_id: $tenant_id})
MATCH (c)-[:CONTAINS]->(n:Intent {tenant_id: $tenant_id}) DETACH DELETE n"""
_CONVERSATIONS = """MATCH (i:ICP {tenant_id: $tenant_id, website_id: $website})
MATCH (i)-[:INITIATES]->(c:Conversation {tenant_id: $tenant_id})
DETACH DELETE c"""
_NAMED_INTENTS = "MATCH (n:Intent {tenant_id: $tenant_id}) WHERE n.id IN $ids DETACH DELETE n"
_NAMED_CONVERSATIONS = "MATCH (n:Conversation {tenant_id: $tenant_id}) WHERE n.id IN $ids DETACH DELETE n"
_PROFILES = "MATCH (n:ICP {tenant_id: $tenant_id, website_id: $website}) DETACH DELETE n"
_RIVALS = """MATCH (a:Brand {tenant_id: $tenant_id})-[r:COMPETES_WITH]->(b:Brand {tenant_id: $tenant_id})
WHERE r.id IN $facts DELETE r"""
_BRANDS = "MATCH (n:Brand {tenant_id: $tenant_id}) WHERE n.id IN $brands DETACH DELETE n"
_CONCERNS = """MATCH (n:Concern {tenant_id: $tenant_id})
WHERE NOT EXISTS { (n)-[]-(o {tenant_id: $tenant_id}) } DELETE n"""
_STEPS = (
    _OF_READINGS, _READINGS, _INTENTS, _CONVERSATIONS, _NAMED_INTENTS, _NAMED_CONVERSATIONS, _PROFILES, _RIVALS,
    _BRANDS, _CONCERNS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """What is erased: all that names the website, and what is known of it by ids alone."""

    website_id: UUID
    ids: Collection[UUID] = ()
    brands: Collection[UUID] = ()
    facts: Collection[UUID] = ()


async def erase_part(graph: TenantGraph, tenant_id: UUID, part: Part) -> None:
    """Erase a part from each edition; to repeat it changes nothing."""

    def statements(edition: int) -> list[Written]:
        told = {
            "website": str(part.website_id),
            "ids": [str(own) for own in part.ids],
            "brands": [str(own) for own in part.brands],
            "facts": [fact_key(own, edition) for own in part.facts],
        }
        return [(step, told) for step in _STEPS]

    await graph.write(tenant_id, statements)
