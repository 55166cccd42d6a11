"""A model's reading held against the site: what is not written there was not read there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from analyzer.sites.rules.analysis import Competitor, Site, WebsiteAnalysis, find_sources
from analyzer.sites.rules.by_model.shape import Quoted, QuotedCategory, ReadByModel
from analyzer.sites.rules.reading import WebsitePage
from common.contracts.vocabulary import (
    CategoryProposal,
    Concern,
    FactField,
    NamedOther,
    Offering,
    Segment,
    SourcedText,
    Understood,
)

T = TypeVar("T", bound=SourcedText)
ALONE, TOGETHER = 0.7, 0.9
"""Scores of what a model read with proof: against or without the rules' word, and where both read the same."""


def proven(read: ReadByModel, site: Site, rules: WebsiteAnalysis) -> WebsiteAnalysis:
    """The rules' analysis with all that the model read and the pages prove.

    A statement is kept where its quote stands on a page and speaks of it; a name must stand there itself. A list of
    which nothing is left, and a field whose quote is made up, stay the rules'. A name that they are sure of stays.
    """
    pages = {page.url: _flat(_said_on(page)) for page in site.pages}
    held = _Held(pages)
    update: dict[str, Any] = {
        "offerings": held.all(Offering, read.offerings, {"features", "price"}) or rules.offerings,
        "target_markets": held.all(Segment, read.segments, {"buyer", "role", "size"}) or rules.target_markets,
        "problems": held.all(Concern, read.problems) or rules.problems,
        "objections": held.all(Concern, read.objections) or rules.objections,
        "features": held.all(SourcedText, read.features) or rules.features,
        "proof": held.all(SourcedText, read.proof) or rules.proof,
        "places": held.named(SourcedText, read.places) or rules.places,
        "others": held.named(NamedOther, read.others, {"relation"}) or rules.others,
        "business_kind": read.kind,
        "business_model": read.business_model,
        "business_model_reason": "A model read it so.",
        "local": read.local,
        "summary": read.summary,
    }
    update |= _name(read, held, rules) | _category(read, held, rules) | _rivals(read, held, rules)
    found = rules.model_copy(update=update)
    found = found.model_copy(update={"understood": tuple(_understood(found, read, rules))})
    return found.model_copy(update={"sources": find_sources(site, found)})


class _Held:
    """The pages that statements are held against, by address, as letters and digits only."""

    def __init__(self, pages: dict[str, str]) -> None:
        self._pages = pages

    def url(self, text: str) -> str | None:
        """The first page that has these words, however they are spaced."""
        wanted = _flat(text)
        return next((url for url, page in self._pages.items() if wanted and wanted in page), None)

    def all(self, form: type[T], read: Iterable[Quoted], more: set[str] = frozenset()) -> tuple[T, ...]:  # type: ignore[assignment]
        """Statements whose quote stands on a page."""
        return tuple(self._kept(form, read, more))

    def named(self, form: type[T], read: Iterable[Quoted], more: set[str] = frozenset()) -> tuple[T, ...]:  # type: ignore[assignment]
        """Names that stand on a page themselves; a made-up quote does not take a true name away."""
        return tuple(
            form(text=each.text, url=url, evidence=each.quote if self.url(each.quote) else None,
                 **each.model_dump(include=more))
            for each in read
            if (url := self.url(each.text)) is not None
        )  # fmt: skip

    def _kept(self, form: type[T], read: Iterable[Quoted], more: set[str]) -> Iterator[T]:
        seen: set[str] = set()
        for each in read:
            url = self.url(each.quote)
            if url is not None and _flat(each.text) not in seen and _speaks_of(each.quote, each.text):
                seen.add(_flat(each.text))
                yield form(text=each.text, url=url, evidence=each.quote, **each.model_dump(include=more))


def _name(read: ReadByModel, held: _Held, rules: WebsiteAnalysis) -> dict[str, Any]:
    sure = _score(rules, "name") >= TOGETHER
    if sure or held.url(read.name.text) is None or _flat(read.name.text) == _flat(rules.brand.name):
        return {}
    return {"brand": rules.brand.model_copy(update={"name": read.name.text[:255]})}


def _category(read: ReadByModel, held: _Held, rules: WebsiteAnalysis) -> dict[str, Any]:
    own = _flat(read.name.text)
    proposed = [
        _proposal(each, ALONE - 0.1 * place)
        for place, each in enumerate((read.category, *read.other_categories))
        if held.url(each.quote) is not None and _speaks_of(each.quote, each.text) and own not in _flat(each.text)
    ]
    if not proposed:
        return {}
    told = {_flat(each.text) for each in proposed}
    others = [each for each in rules.proposals if _flat(each.text) not in told]
    ranked = tuple(sorted((*proposed, *others), key=lambda each: -each.score))
    first = next(each for each in ranked if _flat(each.text) in told)
    rest = tuple(each for each in ranked if each is not first)
    return {"category": first.text, "proposals": (first, *rest)[:5]}


def _proposal(read: QuotedCategory, score: float) -> CategoryProposal:
    return CategoryProposal(
        text=read.text, singular=read.singular, terms=read.terms, evidence=read.quote, score=round(max(score, 0.1), 2)
    )


def _rivals(read: ReadByModel, held: _Held, rules: WebsiteAnalysis) -> dict[str, Any]:
    own = _flat(read.name.text)
    rivals = tuple(
        Competitor(name=each.text, url=url, evidence=each.quote if held.url(each.quote) else None)
        for each in read.rivals
        if (url := held.url(each.text)) is not None and _flat(each.text) != own
    )
    return {"competitors": rivals or rules.competitors}


def _understood(found: WebsiteAnalysis, read: ReadByModel, rules: WebsiteAnalysis) -> Iterator[Understood]:
    """The rules' scores, raised where a model with proof says the same, or says what they could not.

    Where its word was dropped the rules' stands, and is as sure as it was.
    """
    scores: dict[str, float | None] = {
        "name": _agreed(found.brand.name, read.name.text, rules.brand.name),
        "kind": TOGETHER if read.kind == rules.business_kind else ALONE,
        "category": _agreed(found.category, read.category.text, rules.category),
        "offerings": _listed(found.offerings, rules.offerings),
        "segments": _listed(found.target_markets, rules.target_markets),
        "problems": _listed(found.problems, rules.problems),
        "rivals": _listed(found.competitors, rules.competitors),
        "places": _listed(found.places, rules.places),
    }
    for each in rules.understood:
        score = scores.get(each.field)
        if each.by_person or score is None:
            yield each
        else:
            reason = "A model read it so, and the pages prove it."
            yield each.model_copy(update={"score": max(score, each.score), "reason": reason})


def _agreed(now: str, read: str, before: str) -> float | None:
    """How sure a text is that a model gave; None where it is not the model's."""
    if _flat(now) != _flat(read):
        return None
    return TOGETHER if _flat(now) == _flat(before) else ALONE


def _listed(now: Sequence[object], before: Sequence[object]) -> float | None:
    return ALONE if now and now != before else None


def _score(found: WebsiteAnalysis, field: FactField) -> float:
    return next((each.score for each in found.understood if each.field == field), 0.0)


def _said_on(page: WebsitePage) -> str:
    structure = page.structure
    items = [text for item in structure.items for text in (item.name, item.description, item.brand) if text]
    parts = [
        page.title or "", structure.full_title or "", page.meta_description or "", *page.headings, page.text,
        *(block.text for block in structure.outline), *(mark.text for mark in structure.marks), *items,
        *structure.footer,
    ]  # fmt: skip
    return "\n".join(parts)


def _speaks_of(quote: str, text: str) -> bool:
    """Whether a quotation has any word of a statement, inflected or not; any two letters where words are not parted."""
    flat = _flat(quote)
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    return any(word[: max(3, len(word) - 3)] in flat for word in words if len(word) > 3) or any(
        not word.isascii() and word[at : at + 2] in flat for word in words for at in range(len(word) - 1)
    )


def _flat(text: str) -> str:
    """Letters and digits only: quotes and spaces are copied badly, words are not."""
    return re.sub(r"[\W_]+", "", text).casefold()
