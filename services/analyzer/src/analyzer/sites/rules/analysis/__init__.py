"""What a business does, read from the text of its own pages: deterministic, for any industry.

Each finding names the page and the sentence it rests on.
"""

from pathlib import Path

from analyzer.sites.rules.analysis.industry import OTHER, find_industry
from analyzer.sites.rules.analysis.keywords import find_keywords
from analyzer.sites.rules.analysis.model import (
    Competitor,
    NothingToRead,
    Site,
    Source,
    Tone,
    WebsiteAnalysis,
    WebsitePage,
)
from analyzer.sites.rules.analysis.proposing import OFFERED, proposals
from analyzer.sites.rules.analysis.sources import find_sources
from analyzer.sites.rules.analysis.tone import find_tone
from analyzer.sites.rules.analysis.understanding import missing, understood
from analyzer.sites.rules.identity import Identity, find_identity
from analyzer.sites.rules.reading import Reading, read
from analyzer.sites.rules.reading.english.grammar import sentences
from analyzer.sites.rules.reading.prose import letters
from analyzer.sites.rules.relations import find_relations
from analyzer.sites.rules.substance import find_substance
from common.english import ENGLISH
from common.primitives.versions import derived_version

__all__ = [
    "ANALYZER_VERSION",
    "Competitor",
    "NothingToRead",
    "Site",
    "Source",
    "Tone",
    "WebsiteAnalysis",
    "WebsitePage",
    "analyse_website",
    "find_sources",
    "missing",
]

NO_CATEGORY = "companies of this kind"
"""Stands where nothing says what a business is; the category is then not understood."""
_OWN = Path(__file__).parent
_READ = tuple(_OWN.parent / each for each in ("reading", "taxonomy", "identity", "substance", "relations"))
_EXTRACTION = _OWN.parents[2] / "extraction"
_NAMING = (_EXTRACTION / "lexicon", _EXTRACTION / "text", _EXTRACTION / "naming", _EXTRACTION / "model.py")
"""Rivals are known by the names that answers are searched for, and found as those are."""
ANALYZER_VERSION = derived_version("rules-6", _OWN, *_READ, ENGLISH, *_NAMING)


def analyse_website(site: Site) -> WebsiteAnalysis:
    """Analyse a site; ``NothingToRead`` where no page has text. The same pages give the same analysis."""
    site = Site(tuple(page for page in site.pages if page.text.strip()), site.url, site.name).bounded()
    if not site.pages:
        raise NothingToRead
    reading = read(site)
    identity = find_identity(reading)
    found = _composed(reading, identity)
    found = found.model_copy(update={"understood": understood(found, identity, bool(site.name))})
    return found.model_copy(update={"sources": find_sources(site, found)})


def _composed(reading: Reading, identity: Identity) -> WebsiteAnalysis:
    site, name = reading.site, identity.name.name
    industry = find_industry(site, identity.category.value if identity.category else "")
    substance = find_substance(reading, identity)
    relations = find_relations(reading, identity.name, identity)
    named = {letters(each.name) for each in relations.competitors} | {letters(each.text) for each in relations.others}
    offerings = tuple(each for each in substance.offerings if letters(each.text) not in named)
    proposed = proposals(identity, substance.segments, offerings)
    first = proposed[0] if proposed and proposed[0].score > OFFERED else None  # an offering alone is no category
    tone, tone_reason = find_tone(site, identity.language)
    return WebsiteAnalysis(
        brand=identity.name,
        language=identity.language,
        industry=industry,
        category=first.text if first else f"{industry.lower()} companies" if industry != OTHER else NO_CATEGORY,
        business_model=identity.business_model,
        business_model_reason=identity.business_model_reason,
        summary=_summary(site, name, first.evidence if first else None),
        offerings=offerings,
        value_propositions=substance.value_propositions,
        target_markets=substance.segments,
        problems=substance.problems,
        objections=substance.objections,
        keywords=find_keywords(site, {name, *(rival.name for rival in relations.competitors)}),
        competitors=relations.competitors,
        tone=tone,
        tone_reason=tone_reason,
        business_kind=identity.likely,
        local=identity.local,
        places=identity.places,
        proposals=proposed,
        others=relations.others,
        features=substance.features,
        proof=substance.proof,
        markets=substance.markets,
    )


def _summary(site: Site, brand: str, evidence: str | None) -> str:
    """The sentence in which the site says what it is, else its description, else its first sentence."""
    if evidence and brand.lower() in evidence.lower() and len(evidence.split()) > 4:
        return evidence
    for text in (site.home.meta_description, *(page.meta_description for page in site.pages)):
        if text:
            return text
    return next((sentence for page in site.pages for sentence in sentences(page.text)), site.home.title or brand)
