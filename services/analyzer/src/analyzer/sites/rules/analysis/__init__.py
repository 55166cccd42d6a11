"""What a business does, read from the text of its own pages: deterministic, for any industry.

Each finding names the page and the sentence it rests on.
"""

from collections import Counter
from pathlib import Path

from analyzer.sites.rules.analysis.audience import find_target_markets
from analyzer.sites.rules.analysis.brand import find_brand
from analyzer.sites.rules.analysis.category import find_category
from analyzer.sites.rules.analysis.concerns import find_objections, find_problems
from analyzer.sites.rules.analysis.english.grammar import sentences
from analyzer.sites.rules.analysis.industry import find_business_model, find_industry
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
from analyzer.sites.rules.analysis.offer import find_offerings, find_value_propositions
from analyzer.sites.rules.analysis.rivals import find_competitors
from analyzer.sites.rules.analysis.sources import find_sources
from analyzer.sites.rules.analysis.tone import find_tone
from common.contracts.vocabulary import Offering, Segment, SourcedText
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
]

_OWN = Path(__file__).parent
_EXTRACTION = _OWN.parents[2] / "extraction"
_NAMING = (_EXTRACTION / "lexicon", _EXTRACTION / "text", _EXTRACTION / "naming", _EXTRACTION / "model.py")
"""Rivals are known by the names that answers are searched for, and found as those are."""
ANALYZER_VERSION = derived_version("rules-5", _OWN, _OWN.parent / "reading", ENGLISH, *_NAMING)


def analyse_website(site: Site) -> WebsiteAnalysis:
    """Analyse a site; ``NothingToRead`` where no page has text. The same pages give the same analysis."""
    site = Site(tuple(page for page in site.pages if page.text.strip()), site.url, site.name)
    if not site.pages:
        raise NothingToRead
    brand = find_brand(site)
    language = _language(site)
    category = find_category(site, brand.name, find_industry(site, ""), language)
    main_offering = SourcedText(text=category.kernel, url=category.url, evidence=category.evidence)
    competitors = find_competitors(site, brand)
    model, reason = find_business_model(site)
    tone, tone_reason = find_tone(site, language)
    found = WebsiteAnalysis(
        brand=brand,
        language=language,
        industry=find_industry(site, category.kernel if category.evidence else ""),
        category=category.text,
        business_model=model,
        business_model_reason=reason,
        summary=_summary(site, brand.name, category.evidence),
        offerings=tuple(Offering(**dict(each)) for each in find_offerings(site, brand.name, main_offering)),
        value_propositions=find_value_propositions(site, brand.name),
        target_markets=tuple(Segment(**dict(each)) for each in find_target_markets(site)),
        problems=find_problems(site, brand.name),
        objections=find_objections(site, brand.name),
        keywords=find_keywords(site, {brand.name, *(rival.name for rival in competitors)}),
        competitors=competitors,
        tone=tone,
        tone_reason=tone_reason,
    )
    return found.model_copy(update={"sources": find_sources(site, found)})


def _language(site: Site) -> str:
    counts = Counter(page.language for page in site.pages if page.language)
    return max(counts, key=lambda code: (counts[code], code), default="und")


def _summary(site: Site, brand: str, evidence: str | None) -> str:
    """The sentence in which the site says what it is, else its description, else its first sentence."""
    if evidence and brand.lower() in evidence.lower() and len(evidence.split()) > 4:
        return evidence
    for text in (site.home.meta_description, *(page.meta_description for page in site.pages)):
        if text:
            return text
    return next((sentence for page in site.pages for sentence in sentences(page.text)), site.home.title or brand)
