"""A model's analysis held against the site: what is not written there was not read there."""

from collections.abc import Iterable

from analyzer.sites.rules.analysis import Competitor, Site, WebsiteAnalysis, find_sources
from analyzer.sites.rules.identity.hosts import letters
from common.contracts.vocabulary import SourcedText

_LISTS = ("offerings", "value_propositions", "target_markets", "problems", "objections")
_RULES_ONLY = (
    "business_kind", "local", "places", "proposals", "others", "features", "proof", "markets", "understood",
)  # fmt: skip
"""What a model is not asked for."""


def proven(read: WebsiteAnalysis, site: Site, rules: WebsiteAnalysis) -> WebsiteAnalysis:
    """``read`` with only what the pages prove.

    A finding keeps its evidence where a page contains it, and is dropped where its evidence is made up; a competitor
    must be named by the site; brand, domain and language stay what the rules found, which look at addresses too. A list
    that ends up empty is the rules' list.
    """
    pages = {
        page.url: _flat("\n".join((page.title or "", page.meta_description or "", page.text))) for page in site.pages
    }
    lists = {name: _kept(getattr(read, name), pages) or getattr(rules, name) for name in _LISTS}
    named = tuple(each for found in read.competitors if (each := _named(found, pages)) is not None)
    kept = read.model_copy(
        update={
            **lists,
            "tone": rules.tone,
            "tone_reason": rules.tone_reason,
            "brand": rules.brand,
            **{name: getattr(rules, name) for name in _RULES_ONLY},
            "language": rules.language,
            "competitors": named or rules.competitors,
            "keywords": tuple(word for word in read.keywords if _page_with(word, pages)) or rules.keywords,
        }
    )
    return kept.model_copy(update={"sources": find_sources(site, kept)})


def _kept(found: Iterable[SourcedText], pages: dict[str, str]) -> tuple[SourcedText, ...]:
    kept = []
    for each in found:
        url = _page_with(each.evidence or each.text, pages)
        if url is not None:
            kept.append(type(each)(text=each.text, url=url, evidence=each.evidence))
    return tuple(kept)


def _named(found: Competitor, pages: dict[str, str]) -> Competitor | None:
    url = _page_with(found.name, pages)
    if url is None:
        return None
    evidence = found.evidence if found.evidence and _page_with(found.evidence, pages) else None
    return Competitor(name=found.name, url=url, evidence=evidence)


def _page_with(text: str, pages: dict[str, str]) -> str | None:
    wanted = _flat(text)
    return next((url for url, page in pages.items() if wanted and wanted in page), None)


def _flat(text: str) -> str:
    """Letters and digits only: quotes and spaces are copied badly, words are not."""
    return letters(text)
