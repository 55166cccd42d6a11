"""What analyzer keeps of a website, and of an organisation."""

from analyzer.answers.tables import answers, brand_states, rescorings
from analyzer.brands.tables import aliases, brand_decisions, brands, curated_brands
from analyzer.graph.editions import LABELS
from analyzer.prompts.tables import plans, prompt_classifications, prompts
from analyzer.sites.tables import (
    competitor_relationships,
    site_facts,
    site_questions,
    website_analyses,
    website_pages,
)
from common.exports.tables import OF_EXPORTS
from common.stores.erasure.holdings import Holdings, Rows
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, Place, TenantHoldings, TenantRows
from common.stores.postgres.tables import erasures, saga_replies

SHARED = frozenset({"BeliefType", "LLMProvider"})
"""Labels of what all websites of an organisation share, and that says nothing about one of them."""
_BRANDS = "a brand is the organisation's; one that only the erased website knew goes with it (``erasure/brands.py``)"

HOLDINGS = Holdings(
    rows=(
        Rows(brand_states, "response_id", of=answers, of_key="response_id"),
        Rows(answers),
        Rows(rescorings),
        Rows(prompt_classifications, "plan_id", of=plans),
        Rows(prompts, "plan_id", of=plans),
        Rows(plans),
        Rows(website_pages),
        Rows(website_analyses),
        Rows(competitor_relationships),
        Rows(site_facts),
        Rows(site_questions),
        Rows(saga_replies, "saga_id", of=erasures),
    ),
    elsewhere=frozenset(f"neo4j:{label}" for label in LABELS if label not in SHARED),
    kept={
        **dict.fromkeys(("brands", "aliases", "curated_brands", "brand_decisions"), _BRANDS),
        **{
            f"neo4j:{label}": "kinds of belief and models that were asked: shared, without a website"
            for label in SHARED
        },
    },
)

_TABLES = (
    brand_states, answers, rescorings, prompt_classifications, prompts, plans, website_pages,
    website_analyses, competitor_relationships, site_facts, site_questions, brand_decisions, curated_brands,
    aliases, brands,
)  # fmt: skip
OF_TENANT = TenantHoldings(
    rows=(
        *MESSAGING,
        *OF_EXPORTS,
        *map(TenantRows, _TABLES),
    ),
    places=tuple(Place("neo4j", label) for label in LABELS),
    kept=TOMBSTONES,
)
"""A node's ``tenant_id`` is the organisation's id, in a rebuilt graph with the edition behind it."""
