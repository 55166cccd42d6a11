"""Where on a site each finding stands: page, part of it, span. Pure; findings are looked up, whoever made them."""

import re
from collections.abc import Iterable, Iterator

from analyzer.sites.rules.analysis.industry import industry_cues
from analyzer.sites.rules.analysis.model import Part, Site, Source, WebsiteAnalysis, WebsitePage
from analyzer.sites.rules.analysis.tone import tone_cues
from analyzer.sites.rules.identity.selling import cues_of
from analyzer.sites.rules.identity.words import words_of
from analyzer.sites.rules.reading import read
from common.contracts.vocabulary import PageStructure

_CUES = 5
"""Places that are named for a finding which many words decide."""


def find_sources(site: Site, found: WebsiteAnalysis) -> tuple[Source, ...]:
    """The places of all findings, in the order of the analysis's fields. What stands nowhere has none."""
    return tuple(_unique(_all(site, found)))


def _all(site: Site, found: WebsiteAnalysis) -> Iterator[Source]:
    yield from _first(site, "brand", found.brand.name, (found.brand.name, *found.brand.aliases, *found.brand.domains))
    yield from _cued(site, "industry", found.industry, industry_cues(found.industry))
    first = found.proposals[0] if found.proposals else None
    said = (first.singular, first.evidence) if first else ()
    yield from _first(
        site, "category", found.category, filter(None, (found.category, *said)), first.url if first else None
    )
    reading = read(site)
    cues = cues_of(reading, words_of(reading), found.business_model)
    yield from _cued(site, "business_model", found.business_model, cues)
    if found.tone is not None:
        whole = "\n".join(page.text for page in site.pages)
        yield from _cued(site, "tone", found.tone, tone_cues(whole, found.tone))
    yield from _first(site, "summary", None, (found.summary,))
    for field in (
        "offerings",
        "value_propositions",
        "target_markets",
        "problems",
        "objections",
        "places",
        "others",
        "features",
        "proof",
    ):
        for each in getattr(found, field):
            yield from _first(site, field, each.text, filter(None, (each.evidence, each.text)), each.url)
    for word in found.keywords:
        yield from _first(site, "keywords", word, (word,))
    for rival in found.competitors:
        yield from _first(site, "competitors", rival.name, filter(None, (rival.evidence, rival.name)), rival.url)


def _first(site: Site, field: str, item: str | None, wanted: Iterable[str], url: str | None = None) -> Iterator[Source]:
    """The first place of the first wanted text that stands somewhere, on its own page where that is known."""
    pages = sorted(site.pages, key=lambda page: page.url != url)
    for text in wanted:
        place = next((place for page in pages for place in _places(page, text)), None)
        if place is not None:
            url, part, start, end, words = place
            yield Source(field=field, item=item, url=url, part=part, start=start, end=end, text=words)
            return


def _cued(site: Site, field: str, item: str, cues: Iterable[str]) -> Iterator[Source]:
    """The first place of each of the first few cues."""
    shown = 0
    for cue in dict.fromkeys(cues):
        for source in _first(site, field, item, (cue,)):
            yield source
            shown += 1
        if shown == _CUES:
            return


def _places(page: WebsitePage, wanted: str) -> Iterator[tuple[str, Part, int, int, str]]:
    """Where a text stands on a page; its words count, not what is between them, nor capitals."""
    words = re.findall(r"\w+", wanted)
    if not words:
        return
    spelled = re.compile(r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
    for part, text in parts_of(page).items():
        if found := spelled.search(text):
            yield page.url, part, found.start(), found.end(), found[0]


def parts_of(page: WebsitePage) -> dict[Part, str]:
    """The texts of a page that spans point into, the page's own text first. Headings, blocks, labels are one a line."""
    return {
        "text": page.text,
        "title": page.title or "",
        "description": page.meta_description or "",
        "headings": "\n".join(page.headings),
        "outline": "\n".join(block.text for block in page.structure.outline),
        "navigation": "\n".join((*page.structure.navigation, *page.structure.breadcrumbs)),
        "footer": "\n".join(page.structure.footer),
        "structured": "\n".join(_structured(page.structure)),
    }


def _structured(structure: PageStructure) -> Iterator[str]:
    """What the markup says beside the text: the whole title, marks, items."""
    yield structure.full_title or ""
    yield from (mark.text for mark in structure.marks)
    for item in structure.items:
        yield from (text for text in (item.name, item.description, item.brand, item.category, item.place) if text)


def _unique(sources: Iterable[Source]) -> Iterable[Source]:
    return {(each.field, each.item, each.url, each.part, each.start): each for each in sources}.values()
