"""The extraction: one answer and its brands in, one state per brand out. Pure and deterministic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from analyzer.extraction.meaning.belief import strongest
from analyzer.extraction.meaning.refusal import refuses
from analyzer.extraction.meaning.sentiment import normalised
from analyzer.extraction.meaning.standings import Standing, standings, weigh
from analyzer.extraction.model import (
    EXTRACTOR_VERSION,
    BrandKind,
    BrandName,
    BrandState,
    Depth,
    Evidence,
    Extraction,
    Presence,
    States,
)
from analyzer.extraction.naming.citations import citations
from analyzer.extraction.naming.discovery import unlisted
from analyzer.extraction.naming.discovery.kinds import AROUND, keys_of, kind_of
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names
from analyzer.extraction.naming.mentions import find_mentions
from analyzer.extraction.naming.scanning import scan
from analyzer.extraction.text.document import Document, read_document
from analyzer.extraction.text.languages import depth_of, language_of
from analyzer.extraction.text.sentences import split_sentences

_EVIDENCE_LIMIT = 8
_PRAISE: dict[Presence, float] = {"recommended": 1.0, "trusted": 0.8}
"""Valence of being recommended or vouched for, whatever the words: about that of one good word."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Brands that stay the same over thousands of answers: their matcher, and the state of each that is not named."""

    matcher: Matcher
    ignored: tuple[BrandState, ...]


def extract(
    answer: str, brands: Sequence[BrandName], *, prompt: str | None = None, discover: bool = False
) -> Extraction:
    """Read the state of every listed brand, and with ``discover`` of brands that nobody listed, out of one answer.

    Listed brands come first, one state per distinct name, in the given order; discovered ones follow by position.
    """
    return extract_panel(answer, _compiled(tuple(brands)), prompt=prompt, discover=discover)


def extract_panel(answer: str, panel: Panel, *, prompt: str | None = None, discover: bool = False) -> Extraction:
    """As ``extract``, for a panel that was compiled once; an answer costs its length, not the number of brands."""
    matcher, ignored = panel.matcher, panel.ignored
    document = read_document(answer)
    language = language_of(answer, prompt or "")
    scanned = scan(document, prompt, language)
    mentions = find_mentions(scanned, matcher)
    found = unlisted.discover(scanned, mentions, matcher) if mentions or discover else unlisted.Discovered()
    everything = sorted([*mentions, *found.mentions], key=lambda mention: (mention.start, mention.end))
    sentences = split_sentences(document, [(mention.start, mention.end) for mention in everything])
    said = partial(
        Extraction, extractor_version=EXTRACTOR_VERSION, language=language, depth=depth_of(language),
        citations=citations(scanned, matcher),
    )  # fmt: skip
    if refuses([document.text[sentence.start : sentence.end] for sentence in sentences[:13]]):
        return said(States(ignored), True)
    if not everything:
        return said(States(ignored), False)
    listed = len(ignored)
    gathered, ranked = standings(document, sentences, everything, scanned.prompt, depth_of(language))
    weight = weigh(document, sentences, everything, gathered)
    shown = (owner for owner in gathered if discover or owner < listed)
    order = sorted(shown, key=lambda owner: (gathered[owner].first, owner))
    places = {owner: place for place, owner in enumerate(order, 1)}
    kinds = (
        _kinds(document, found, listed, [matcher.names[owner] for owner in order if owner < listed]) if discover else {}
    )
    view = _View(document, matcher.names, found.names, gathered, places, ranked, kinds, weight, depth_of(language))
    states = {owner: view.state(owner) for owner in order}
    named = {owner: state for owner, state in states.items() if owner < listed}
    return said(States(ignored, named, tuple(state for owner, state in states.items() if owner >= listed)), False)


def _kinds(document: Document, found: unlisted.Discovered, listed: int, named: Sequence[str]) -> dict[int, BrandKind]:
    """What each discovered name seems to be."""
    around: dict[int, list[tuple[str, str]]] = {}
    for mention in found.mentions:
        before = document.text[max(0, mention.start - AROUND) : mention.start]
        around.setdefault(mention.owner, []).append((before, document.text[mention.end : mention.end + AROUND]))
    keys = {"".join(keys_of(name)) for name in (*named, *found.names)}
    return {owner: kind_of(found.names[owner - listed], places, keys) for owner, places in around.items()}


def compile_panel(brands: Sequence[BrandName]) -> Panel:
    """A panel of brands, one for each distinct name, ready to be looked for in any number of answers."""
    listed = _distinct(brands)
    return Panel(compile_names(listed), tuple(_ignored(brand.name) for brand in listed))


@lru_cache(maxsize=64)
def _compiled(brands: tuple[BrandName, ...]) -> Panel:
    return compile_panel(brands)


def _distinct(brands: Sequence[BrandName]) -> tuple[BrandName, ...]:
    merged: dict[str, BrandName] = {}
    for brand in brands:
        known = merged.get(brand.name)
        if known:
            both = {"aliases": known.aliases + brand.aliases, "domains": known.domains + brand.domains}
            merged[brand.name] = replace(brand, aliases=both["aliases"], domains=both["domains"])
            continue
        merged[brand.name] = brand
    return tuple(merged.values())


def _ignored(name: str) -> BrandState:
    return BrandState(name, "ignored", None, None, None, None, 1.0, (), False)


@dataclass(slots=True)
class _View:
    """Turns what was gathered into states."""

    document: Document
    listed: Sequence[str]
    found: Sequence[str]
    gathered: dict[int, Standing]
    places: dict[int, int]
    ranked: dict[int, int]
    kinds: dict[int, BrandKind]
    weight: float
    depth: Depth

    def _name(self, owner: int) -> str:
        return self.listed[owner] if owner < len(self.listed) else self.found[owner - len(self.listed)]

    def state(self, owner: int) -> BrandState:
        found = self.gathered[owner]
        verdict = found.verdict
        against = tuple(self._name(other) for other in verdict.compared_with if other in self.places)
        return BrandState(
            brand=self._name(owner),
            presence=verdict.presence,
            position=self.places[owner],
            rank=self.ranked.get(owner),
            belief=strongest(found.belief),
            sentiment=normalised(found.valence + _PRAISE.get(verdict.presence, 0.0)) if self.depth == "full" else None,
            confidence=round(min(1.0, verdict.confidence * found.certainty), 2),
            evidence=self._evidence(found),
            discovered=owner >= len(self.listed),
            compared_with=against,
            first_position=self.document.starts[found.first],
            prominence=round(min(1.0, found.words / self.weight), 3) if self.weight else None,
            co_mentions=tuple(self._name(other) for other in found.beside if other != owner and other in self.places),
            kind=self.kinds.get(owner),
        )

    def _evidence(self, found: Standing) -> tuple[Evidence, ...]:
        decisive = (found.verdict.start, found.verdict.end)
        spans = [decisive, *(span for span in found.sentences if span != decisive)]
        return tuple(self.document.evidence(start, end) for start, end in spans[:_EVIDENCE_LIMIT])
