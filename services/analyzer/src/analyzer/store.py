"""SQL that writes, and what handlers must know before they write. Row-level security keeps to the transaction's tenant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from analyzer import tables
from analyzer.analysis import WebsiteAnalysis, WebsitePage
from analyzer.brands import KnownBrand, known_brand, normalized
from analyzer.engines import Judged
from common.contracts.collector import PageScraped
from common.contracts.simulator import AnalyzeWebsite, ConversationsPlanned, ResponseReceived
from common.contracts.vocabulary import BrandName, BrandState, Classification
from common.ids import derived_id
from common.postgres import Tx

Row = Mapping[str, Any]


async def _add(tx: Tx, table: Table, rows: Sequence[Row]) -> None:
    """Insert what is not there; rows are derived, so one that is there is the same."""
    if rows:
        own = [{"tenant_id": tx.tenant_id, **row} for row in rows]
        await tx.execute(insert(table).on_conflict_do_nothing(), own)


# -- pages and analyses ---------------------------------------------------------------------------------------------


async def add_page(tx: Tx, event: PageScraped) -> None:
    """Keep what the analysis reads of a page."""
    kept = {
        "crawl_id", "page_id", "website_id", "audit_id", "url", "title", "meta_description", "text", "language",
        "page_type", "position",
    }  # fmt: skip
    await _add(tx, tables.website_pages, [{**event.model_dump(include=kept), "headings": list(event.headings)}])


async def pages_of(tx: Tx, crawl_id: UUID) -> list[WebsitePage]:
    """The pages of a crawl in the order in which they were read."""
    table = tables.website_pages
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.crawl_id == crawl_id)
    return [
        WebsitePage(
            url=row["url"],
            title=row["title"],
            meta_description=row["meta_description"],
            headings=tuple(row["headings"]),
            text=row["text"],
            page_type=row["page_type"],
            language=row["language"],
        )
        for row in (await tx.execute(query.order_by(table.c.position, table.c.page_id))).mappings()
    ]


def analysis_id_of(command: AnalyzeWebsite, version: str) -> UUID:
    """The id of the analysis that a command brings about."""
    return derived_id("website-analysis", command.tenant_id, command.audit_id, command.crawl_id, version)


async def add_analysis(tx: Tx, command: AnalyzeWebsite, judged: Judged[WebsiteAnalysis], moment: datetime) -> UUID:
    """Keep an analysis, the brands it names and that they compete; its id."""
    found = judged.value
    own = analysis_id_of(command, judged.version)
    data = found.model_dump(mode="json")
    row = {
        "id": own,
        "website_id": command.website_id,
        "audit_id": command.audit_id,
        "crawl_id": command.crawl_id,
        "version": judged.version,
        "primary_offerings": data.pop("offerings"),
        "competitors_mentioned": data.pop("competitors"),
        "fallback_reason": judged.fallback_reason,
        "analyzed_at": moment,
        **data,
    }
    await _add(tx, tables.website_analyses, [row])
    rivals = [BrandName(name=rival.name) for rival in found.competitors]
    await add_brands(tx, [found.brand, *rivals], industry=found.industry)
    await _add(tx, tables.competitor_relationships, _relationships(tx.tenant_id, command.website_id, found))
    return own


def _relationships(tenant_id: UUID, website_id: UUID, found: WebsiteAnalysis) -> list[Row]:
    primary = known_brand(tenant_id, found.brand).id
    return [
        {
            "website_id": website_id,
            "primary_brand_id": primary,
            "competitor_brand_id": known_brand(tenant_id, BrandName(name=rival.name)).id,
            "relationship_type": "direct",
            "url": rival.url,
            "evidence": rival.evidence,
        }
        for rival in found.competitors
    ]


# -- brands ---------------------------------------------------------------------------------------------------------


async def add_brands(tx: Tx, listed: Sequence[BrandName], *, industry: str | None = None) -> None:
    """Keep brands and their aliases. What is known stays, what was unknown is filled in; tracked stays tracked."""
    known = {brand.id: brand for brand in (known_brand(tx.tenant_id, each) for each in listed)}
    for brand in sorted(known.values(), key=lambda each: each.id):  # one order everywhere: no deadlocks
        await _add_brand(tx, brand, industry)
    spelled = [
        {"brand_id": brand.id, "normalized_alias": normalized(alias), "alias": alias}
        for brand in known.values()
        for alias in brand.aliases
    ]
    await _add(tx, tables.aliases, spelled)


async def _add_brand(tx: Tx, brand: KnownBrand, industry: str | None) -> None:
    table = tables.brands
    row = {
        "tenant_id": tx.tenant_id, "id": brand.id, "name": brand.name[:255], "domain": brand.domain,
        "normalized_name": brand.normalized_name[:255], "industry": industry, "is_tracked": brand.is_tracked,
    }  # fmt: skip
    statement = insert(table).values(row)
    new = statement.excluded
    changed = or_(
        table.c.domain.is_(None) & new.domain.is_not(None),
        table.c.industry.is_(None) & new.industry.is_not(None),
        ~table.c.is_tracked & new.is_tracked,
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"],
            set_={
                "domain": func.coalesce(table.c.domain, new.domain),
                "industry": func.coalesce(table.c.industry, new.industry),
                "is_tracked": or_(table.c.is_tracked, new.is_tracked),
            },
            where=changed,
        )
    )


# -- plans and classifications ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlannedPrompt:
    """One prompt of a plan and where it is said."""

    prompt_id: UUID
    conversation_id: UUID
    sequence_order: int
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as classification and extraction need it; prompts in the order in which they are said."""

    audit_id: UUID
    brands: tuple[BrandName, ...]
    prompts: tuple[PlannedPrompt, ...]


async def add_plan(tx: Tx, event: ConversationsPlanned) -> None:
    """Keep the brands to look for and the prompts of a plan."""
    spoken = [
        {
            "plan_id": event.plan_id,
            "prompt_id": prompt.id,
            "conversation_id": conversation.id,
            "icp_id": conversation.icp_id,
            "sequence_order": prompt.sequence_order,
            "prompt_type": prompt.prompt_type,
            "text": prompt.text,
        }
        for conversation in event.conversations
        for prompt in conversation.prompts
    ]
    row = {
        "id": event.plan_id,
        "audit_id": event.audit_id,
        "website_id": event.website_id,
        "analysis_id": event.analysis_id,
        "language": event.language,
        "brands": [brand.model_dump(mode="json") for brand in event.brands],
        "prompts": len(spoken),
    }
    await _add(tx, tables.plans, [row])
    await _add(tx, tables.prompts, spoken)
    await add_brands(tx, event.brands)


async def plan(tx: Tx, plan_id: UUID) -> Plan | None:
    """A plan; None where it is not here (yet)."""
    head = select(tables.plans).where(tables.plans.c.tenant_id == tx.tenant_id, tables.plans.c.id == plan_id)
    row = (await tx.execute(head)).mappings().first()
    if row is None:
        return None
    table = tables.prompts
    query = select(table.c.prompt_id, table.c.conversation_id, table.c.sequence_order, table.c.text).where(
        table.c.tenant_id == tx.tenant_id, table.c.plan_id == plan_id
    )
    said = await tx.execute(query.order_by(table.c.conversation_id, table.c.sequence_order))
    brands = tuple(BrandName.model_validate(each) for each in row["brands"])
    return Plan(row["audit_id"], brands, tuple(PlannedPrompt(*each) for each in said))


async def add_classifications(
    tx: Tx, known: Plan, plan_id: UUID, judged: Mapping[UUID, Judged[Classification]], moment: datetime
) -> None:
    """Keep what each prompt is about."""
    rows = [
        {
            "id": derived_id("prompt-classification", plan_id, prompt_id, each.version),
            "audit_id": known.audit_id,
            "plan_id": plan_id,
            "prompt_id": prompt_id,
            "intent_type": each.value.intent,
            "funnel_stage": each.value.funnel_stage,
            "buying_signal": each.value.buying_signal,
            "trust_need": each.value.trust_need,
            "query_intent": each.value.query_intent,
            "branded": each.value.branded,
            "confidence_score": each.value.confidence,
            "cues": list(each.value.cues),
            "classifier_version": each.version,
            "fallback_reason": each.fallback_reason,
            "classified_at": moment,
        }
        for prompt_id, each in judged.items()
    ]
    await _add(tx, tables.prompt_classifications, rows)


async def classification_of(tx: Tx, plan_id: UUID, prompt_id: UUID) -> Classification | None:
    """What a prompt was found to be about, by the newest verdict; None where there is none (yet)."""
    table = tables.prompt_classifications
    query = select(table).where(
        table.c.tenant_id == tx.tenant_id, table.c.plan_id == plan_id, table.c.prompt_id == prompt_id
    )
    row = (await tx.execute(query.order_by(table.c.classified_at.desc()).limit(1))).mappings().first()
    return None if row is None else classification(row)


def classification(row: Row) -> Classification:
    """A row of ``prompt_classifications`` as it travels."""
    return Classification(
        intent=row["intent_type"],
        funnel_stage=row["funnel_stage"],
        buying_signal=row["buying_signal"],
        trust_need=row["trust_need"],
        query_intent=row["query_intent"],
        branded=row["branded"],
        confidence=row["confidence_score"],
        cues=tuple(row["cues"]),
    )


# -- answers and states ----------------------------------------------------------------------------------------------


async def add_answer(tx: Tx, event: ResponseReceived, *, refusal: bool, version: str) -> None:
    """Keep an answer with its context."""
    kept = {
        "audit_id", "website_id", "run_id", "plan_id", "icp_id", "icp_name", "conversation_id", "prompt_id", "turn",
        "prompt_text", "repeat", "provider", "requested_model", "actual_model", "text", "answered_at",
    }  # fmt: skip
    row = {"id": event.response_id, "refusal": refusal, "extractor_version": version, **event.model_dump(include=kept)}
    await _add(tx, tables.answers, [row])


async def add_states(tx: Tx, event: ResponseReceived, states: Sequence[BrandState], version: str) -> None:
    """Keep how each brand stands in an answer; brands that were discovered become known."""
    await add_brands(tx, [BrandName(name=state.brand) for state in states if state.discovered])
    rows = [
        {
            "id": derived_id("brand-state", event.response_id, state.brand_id, version),
            "response_id": event.response_id,
            "brand_id": state.brand_id,
            "audit_id": event.audit_id,
            "run_id": event.run_id,
            "extractor_version": version,
            "presence": state.presence,
            "position_rank": state.position,
            "rank": state.rank,
            "belief_sold": state.belief,
            "sentiment": state.sentiment,
            "confidence": state.confidence,
            "tracked": state.tracked,
            "discovered": state.discovered,
            "compared_with": list(state.compared_with),
            "evidence": [span.model_dump() for span in state.evidence],
        }
        for state in states
    ]
    await _add(tx, tables.brand_states, rows)


async def extracted(tx: Tx, run_id: UUID) -> tuple[int, int]:
    """Of a run: answers whose states are here, and brands named in them."""
    of_run = select(func.count()).where(tables.answers.c.tenant_id == tx.tenant_id, tables.answers.c.run_id == run_id)
    named = select(func.count(tables.brand_states.c.brand_id.distinct())).where(
        tables.brand_states.c.tenant_id == tx.tenant_id,
        tables.brand_states.c.run_id == run_id,
        tables.brand_states.c.presence != "ignored",
    )
    return (await tx.execute(of_run)).scalar_one(), (await tx.execute(named)).scalar_one()
