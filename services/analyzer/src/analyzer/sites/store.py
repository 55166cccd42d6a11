"""Pages of a crawl, and the analyses made of them."""

from datetime import datetime
from typing import get_args
from uuid import UUID

from sqlalchemy import select

from analyzer.brands.rules.names import known_brand
from analyzer.brands.store import add_brands
from analyzer.shared.judged import Judged
from analyzer.shared.rows import Row, add
from analyzer.sites import tables
from analyzer.sites.rules.analysis import WebsiteAnalysis, WebsitePage
from common.contracts.collector import PageScraped
from common.contracts.message import as_it_came
from common.contracts.simulator import AnalyzeWebsite
from common.contracts.vocabulary import BrandName, PageStructure, PageType
from common.primitives.ids import derived_id
from common.stores.postgres import Tx


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
    await add(tx, tables.website_analyses, [row])
    rivals = [BrandName(name=rival.name) for rival in found.competitors]
    await add_brands(tx, [found.brand, *rivals], industry=found.industry)
    await add(tx, tables.competitor_relationships, _relationships(tx.tenant_id, command.website_id, found))
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
