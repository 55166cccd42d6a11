"""Words and value shapes that several messages use: the field's standard terms.

``words``: sets of words; ``prompts``: who asks and what is asked; ``brands``: who is named and how.
"""

from common.contracts.vocabulary.brands import BrandName, BrandState, Citation, EvidenceSpan, Judgement
from common.contracts.vocabulary.prompts import (
    Classification,
    Concern,
    Panel,
    PlannedConversation,
    PlannedPrompt,
    Profile,
    SourcedText,
)
from common.contracts.vocabulary.words import (
    Belief,
    BrandDecisionKind,
    BrandKind,
    BrandStanding,
    BusinessModel,
    Depth,
    FunnelStage,
    Intent,
    JudgedField,
    PageType,
    Presence,
    PromptType,
    QueryIntent,
    Role,
    SliceBy,
    WebsiteStatus,
)

__all__ = [
    "Belief",
    "BrandDecisionKind",
    "BrandKind",
    "BrandName",
    "BrandStanding",
    "BrandState",
    "BusinessModel",
    "Citation",
    "Classification",
    "Concern",
    "Depth",
    "EvidenceSpan",
    "FunnelStage",
    "Intent",
    "JudgedField",
    "Judgement",
    "PageType",
    "Panel",
    "PlannedConversation",
    "PlannedPrompt",
    "Presence",
    "Profile",
    "PromptType",
    "QueryIntent",
    "Role",
    "SliceBy",
    "SourcedText",
    "WebsiteStatus",
]
