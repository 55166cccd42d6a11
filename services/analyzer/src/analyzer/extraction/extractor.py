"""The way of an answer through the house: text, the brands that it names, what it says of them, their states."""

from collections.abc import Sequence
from functools import lru_cache, partial

from analyzer.extraction.compiled import CompiledBrands, compile_brands
from analyzer.extraction.meaning.refusal import refuses
from analyzer.extraction.meaning.standings import standings, weigh
from analyzer.extraction.model import EXTRACTOR_VERSION, Extraction, States, WantedBrand
from analyzer.extraction.naming.citations import citations
from analyzer.extraction.naming.discovery import unlisted
from analyzer.extraction.naming.mentions import find_mentions
from analyzer.extraction.naming.scanning import scan
from analyzer.extraction.states import Findings, states_of
from analyzer.extraction.text.document import read_document
from analyzer.extraction.text.languages import depth_of, language_of
from analyzer.extraction.text.sentences import split_sentences

_FIRST_SENTENCES = 13
"""An answer of more than a dozen sentences refuses nothing, whatever it opens with."""


def extract(
    answer: str, brands: Sequence[WantedBrand], *, prompt: str | None = None, discover: bool = False
) -> Extraction:
    """Read the state of every listed brand, and with ``discover`` of brands that nobody listed, out of one answer.

    Listed brands come first, one state per distinct name, in the given order; discovered ones follow by position.
    """
    return extract_compiled(answer, _compiled(tuple(brands)), prompt=prompt, discover=discover)


def extract_compiled(
    answer: str, brands: CompiledBrands, *, prompt: str | None = None, discover: bool = False
) -> Extraction:
    """As ``extract``, for brands that were compiled once; an answer costs its length, not the number of brands."""
    document = read_document(answer)
    language = language_of(answer, prompt or "")
    depth = depth_of(language)

    scanned = scan(document, prompt, language)
    listed = find_mentions(scanned, brands.matcher)
    found = unlisted.discover(scanned, listed, brands.matcher) if listed or discover else unlisted.Discovered()
    mentions = sorted([*listed, *found.mentions], key=lambda mention: (mention.start, mention.end))
    sentences = split_sentences(document, [(mention.start, mention.end) for mention in mentions])
    said = partial(
        Extraction, extractor_version=EXTRACTOR_VERSION, language=language, depth=depth,
        citations=citations(scanned, brands.matcher),
    )  # fmt: skip

    opening = sentences[:_FIRST_SENTENCES]
    if refuses([document.text[sentence.start : sentence.end] for sentence in opening]):
        return said(States(brands.ignored), True)
    if not mentions:
        return said(States(brands.ignored), False)

    standing, ranks = standings(document, sentences, mentions, scanned.prompt, depth)
    weight = weigh(document, sentences, mentions, standing)
    findings = Findings(document, depth, brands.matcher.names, found, standing, ranks, weight)
    return said(states_of(findings, brands.ignored, discover=discover), False)


@lru_cache(maxsize=64)
def _compiled(brands: tuple[WantedBrand, ...]) -> CompiledBrands:
    return compile_brands(brands)
