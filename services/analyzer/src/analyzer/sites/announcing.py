"""An analysis as a message."""

from uuid import UUID

from analyzer.sites.store import KeptAnalysis
from common.contracts.analyzer import WebsiteAnalyzed
from common.primitives.ids import derived_id

_OURS = {"competitors", "business_model_reason", "tone", "tone_reason", "sources"}
"""What of an analysis is not announced, or in another form."""


def analyzed(kept: KeptAnalysis, tenant_id: UUID) -> WebsiteAnalyzed:
    """The event of an analysis; its id is derived, so that it is announced once."""
    return WebsiteAnalyzed(
        id=derived_id("website-analyzed", kept.id),
        tenant_id=tenant_id,
        website_id=kept.website_id,
        audit_id=kept.audit_id,
        crawl_id=kept.crawl_id,
        analysis_id=kept.id,
        analyzer_version=kept.version,
        competitors=tuple(rival.brand() for rival in kept.value.competitors),
        **kept.value.model_dump(exclude=_OURS),
    )
