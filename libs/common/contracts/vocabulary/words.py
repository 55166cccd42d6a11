"""The words of each set, as this release knows them. A field says ``Open[...]`` where its set will grow."""

from typing import Literal

Presence = Literal["ignored", "mentioned", "compared", "trusted", "recommended"]
Belief = Literal["truth", "superiority", "outcome", "transaction", "identity", "social_proof"]
GroundKind = Literal["sentence", "list", "heading", "question", "table"]
BrandKind = Literal["rival", "product", "marketplace", "media", "person", "place"]
BrandStanding = Literal["candidate", "confirmed", "rejected"]
BrandDecisionKind = Literal["confirm", "reject", "rename", "spell", "merge", "split", "exclude"]
Intent = Literal["informational", "evaluation", "decision"]
FunnelStage = Literal["awareness", "consideration", "purchase"]
QueryIntent = Literal["informational", "navigational", "commercial", "transactional"]
BusinessModel = Literal["b2b", "b2c", "b2b2c", "marketplace"]
BusinessKind = Literal["maker", "shop", "service_provider", "marketplace", "publisher", "non_profit", "public_body"]
SiteRelation = Literal["supplier", "brand_sold", "integration", "customer", "media", "partner", "other"]
BuyerKind = Literal["person", "household", "business", "team", "institution"]
FactField = Literal["name", "kind", "category", "offerings", "segments", "problems", "rivals", "places", "language"]
MarkKind = Literal["site_name", "application_name", "publisher", "logo", "copyright", "legal_name", "header"]
BlockKind = Literal["heading", "paragraph", "item", "row", "quote", "question", "answer", "term", "price"]
Basis = Literal["site", "segment", "assumed", "person"]
Register = Literal["plain", "casual", "formal", "terse"]
PageType = Literal["homepage", "product", "service", "blog", "about", "contact", "other"]
PromptType = Literal["primary", "follow_up", "clarification"]
SliceBy = Literal["all", "provider", "icp", "funnel_stage"]
Depth = Literal["full", "rank", "mention"]
JudgedField = Literal["presence", "belief", "sentiment"]
WebsiteStatus = Literal["pending", "scraping", "completed", "failed"]
Role = Literal["owner", "admin", "member", "viewer", "client", "billing"]
"""Closed: a role is authority, and nobody may guess what an unknown one allows. A new role is a new version."""
OrganizationStatus = Literal["active", "suspended", "closing"]
ClientStatus = Literal["active", "inactive", "archived"]
"""Closed, both: whoever reads one decides by it whether to let somebody in."""
