"""What the graph's own consumer does: events in batches, one transaction per tenant and batch."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from analyzer.graph.rules import drawing as graph
from analyzer.graph.rules.drawing import Subgraph
from analyzer.graph.store import TenantGraph
from common.contracts.analyzer import BrandDecided, BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.message import Message
from common.contracts.simulator import ConversationsPlanned

M = TypeVar("M", bound=Message)


async def draw_analyses(events: Sequence[WebsiteAnalyzed], *, store: TenantGraph) -> None:
    """Draw who competes with whom."""
    await _draw(events, graph.of_analysis, store)


async def draw_plans(events: Sequence[ConversationsPlanned], *, store: TenantGraph) -> None:
    """Draw profiles, concerns and conversations."""
    await _draw(events, graph.of_plan, store)


async def draw_classifications(events: Sequence[PromptClassified], *, store: TenantGraph) -> None:
    """Draw what prompts are about."""
    await _draw(events, graph.of_classification, store)


async def draw_answers(events: Sequence[BrandStateExtracted], *, store: TenantGraph) -> None:
    """Draw how brands stand in answers."""
    await _draw(events, graph.of_answer, store)


async def draw_decisions(events: Sequence[BrandDecided], *, store: TenantGraph) -> None:
    """Call brands as people do."""
    await _draw(events, graph.of_decision, store)


async def _draw(events: Sequence[M], project: Callable[[M], Subgraph], store: TenantGraph) -> None:
    """No inbox: what is drawn twice is there once."""
    by_tenant: dict[UUID, list[Subgraph]] = {}
    for event in events:
        by_tenant.setdefault(event.tenant_id, []).append(project(event))
    for tenant_id, parts in by_tenant.items():
        await store.merge(tenant_id, parts)
