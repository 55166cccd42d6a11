"""SQL that writes, and what handlers must know before they write.

Row-level security keeps to the transaction's tenant.
"""

from analyzer.store.answers import add_answers, add_states, extracted
from analyzer.store.brands import add_brands
from analyzer.store.curation import curated, curation, is_merge_target, keep, revision, take_turns, trail
from analyzer.store.plans import (
    Plan,
    PlannedPrompt,
    add_classifications,
    add_plan,
    brands_of,
    classification,
    classifications_of,
    plan,
)
from analyzer.store.sites import add_analysis, add_page, pages_of

__all__ = [
    "Plan",
    "PlannedPrompt",
    "add_analysis",
    "add_answers",
    "add_brands",
    "add_classifications",
    "add_page",
    "add_plan",
    "add_states",
    "brands_of",
    "classification",
    "classifications_of",
    "curated",
    "curation",
    "extracted",
    "is_merge_target",
    "keep",
    "pages_of",
    "plan",
    "revision",
    "take_turns",
    "trail",
]
