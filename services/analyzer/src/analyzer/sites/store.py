"""Pages of a crawl, and the analyses made of them."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import get_args
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from analyzer.brands.rules.names import known_brand
from analyzer.brands.store import add_brands
from analyzer.shared.rows import Row, add
from analyzer.sites import tables
from analyzer.sites.rules.analysis import WebsiteAnalysis, WebsitePage
from common.contracts.collector import PageScraped
from common.contracts.message import as_it_came
from common.contracts.simulator import AnalyzeWebsite
from common.contracts.vocabulary import PageStructure, PageType
from common.primitives.ids import derived_id
from common.stores.postgres import Tx

SINCE = ("sources", "places", "proposals", "others", "features", "proof", "markets", "understood")
"""Lists of an analysis that were added: null in the rows of before."""


async def add_page(tx: Tx, event: PageScraped) -> None:
    """Keep what the analysis reads of a page."""
    kept = {
        "crawl_id", "page_id", "website_id", "audit_id", "url", "title", "meta_description", "text", "language",
        "page_type", "position",
    }  # fmt: skip
    row = {**event.model_dump(include=kept), "headings": list(event.headings)}
    structure = event.structure.model_dump(mode="json", exclude_defaults=True) if event.structure else None
    await add(tx, tables.website_pages, [{**row, "structure": structure}])


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
            page_type=as_it_came(row["page_type"], get_args(PageType)),
            language=row["language"],
            structure=PageStructure.as_kept(row["structure"] or {}),
        )
        for row in (await tx.execute(query.order_by(table.c.position, table.c.page_id))).mappings()
    ]


def analysis_id_of(command: AnalyzeWebsite, version: str) -> UUID:
    """The id of the analysis that a command brings about."""
    return derived_id("website-analysis", command.tenant_id, command.audit_id, command.crawl_id, version)


@dataclass(frozen=True, slots=True)
class KeptAnalysis:
    """An analysis with whose it is. ``found`` is what was read, ``value`` that with what people said of it."""

    id: UUID
    website_id: UUID
    audit_id: UUID
    crawl_id: UUID
    version: str
    analyzed_at: datetime
    said_revision: int
    found: WebsiteAnalysis
    value: WebsiteAnalysis
    fallback_reason: str | None = None
    read_of: str | None = None


async def add_analysis(tx: Tx, kept: KeptAnalysis) -> None:
    """Keep an analysis, the brands it names and that they compete."""
    data = kept.value.model_dump(mode="json")
    whose = {field.name: getattr(kept, field.name) for field in fields(kept) if field.name not in ("found", "value")}
    row = {
        **whose,
        "primary_offerings": data.pop("offerings"),
        "competitors_mentioned": data.pop("competitors"),
        "found": kept.found.model_dump(mode="json"),
        **data,
    }
    await add(tx, tables.website_analyses, [row])
    rivals = [rival.brand() for rival in kept.value.competitors]
    await add_brands(tx, [kept.value.brand, *rivals], industry=kept.value.industry)
    await add(tx, tables.competitor_relationships, _relationships(tx.tenant_id, kept.website_id, kept.value))


async def analysis(tx: Tx, analysis_id: UUID) -> KeptAnalysis | None:
    """One analysis."""
    table = tables.website_analyses
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.id == analysis_id)
    row = (await tx.execute(query)).mappings().one_or_none()
    return None if row is None else kept_analysis(row)


async def read_before(tx: Tx, website_id: UUID, read_of: str) -> KeptAnalysis | None:
    """What was read of the same pages by the same reader, if that did not have to be given up."""
    table = tables.website_analyses
    same = (table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.read_of == read_of)
    query = select(table).where(*same, table.c.fallback_reason.is_(None), table.c.found.is_not(None))
    row = (await tx.execute(query.order_by(table.c.analyzed_at.desc(), table.c.id).limit(1))).mappings().one_or_none()
    return None if row is None else kept_analysis(row)


async def newest_analyses(tx: Tx, website_id: UUID, most: int = 2) -> list[KeptAnalysis]:
    """What was read of a website in its newest audits, one of each audit, the newest first."""
    table = tables.website_analyses
    of_each = (
        select(table.c.id)
        .where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
        .ext(distinct_on(table.c.audit_id))
        .order_by(table.c.audit_id, table.c.analyzed_at.desc(), table.c.said_revision.desc())
    )
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.id.in_(of_each))
    query = query.order_by(table.c.analyzed_at.desc(), table.c.id.desc()).limit(most)
    return [kept_analysis(row) for row in (await tx.execute(query)).mappings()]


def kept_analysis(row: Row) -> KeptAnalysis:
    """An analysis out of its row; of before what was read was kept beside it, that is the analysis itself."""
    lists = {name: row[name] or () for name in SINCE if row[name] is None}
    named = {"offerings": row["primary_offerings"], "competitors": row["competitors_mentioned"]}
    value = WebsiteAnalysis.model_validate({**row, **lists, **named, "tone_reason": row["tone_reason"] or ""})
    found = WebsiteAnalysis.model_validate(row["found"]) if row["found"] else value
    whose = {field.name: row[field.name] for field in fields(KeptAnalysis) if field.name not in ("found", "value")}
    return KeptAnalysis(**whose, found=found, value=value)


def _relationships(tenant_id: UUID, website_id: UUID, found: WebsiteAnalysis) -> list[Row]:
    primary = known_brand(tenant_id, found.brand).id
    return [
        {
            "website_id": website_id,
            "primary_brand_id": primary,
            "competitor_brand_id": known_brand(tenant_id, rival.brand()).id,
            "relationship_type": "direct",
            "url": rival.url,
            "evidence": rival.evidence,
        }
        for rival in found.competitors
    ]
