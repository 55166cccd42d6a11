"""The way of an answer through the house: text, the brands that it names, what it says of them, their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from analyzer.extraction.compiled import CompiledBrands, compile_brands
from analyzer.extraction.meaning.refusal import refuses
from analyzer.extraction.meaning.standings import standings, weigh
from analyzer.extraction.model import EXTRACTOR_VERSION, Depth, Extraction, States, WantedBrand
from analyzer.extraction.naming.citations import citations
from analyzer.extraction.naming.discovery import unlisted
from analyzer.extraction.naming.discovery.unlisted import Discovered
from analyzer.extraction.naming.matching.matcher import Matcher
from analyzer.extraction.naming.mentions import Mention, find_mentions
from analyzer.extraction.naming.scanning import Scan, scan
from analyzer.extraction.states import Findings, states_of
from analyzer.extraction.text.document import Document, read_document
from analyzer.extraction.text.languages import depth_of, language_of, leanings
from analyzer.extraction.text.sentences import Sentence, split_sentences

_FIRST_SENTENCES = 13
"""An answer of more than a dozen sentences refuses nothing, whatever it opens with."""


def extract(
    answer: str,
    brands: Sequence[WantedBrand],
    *,
    prompt: str | None = None,
    discover: bool = False,
    answerer: str = "",
) -> Extraction:
    """Read the state of every listed brand, and with ``discover`` of brands that nobody listed, out of one answer.

    Listed brands come first, one state per distinct name, in the given order; discovered ones follow by position.
    ``answerer``: the provider or model that answered, where it is known; it isn't discovered in its own answer.
    """
    compiled = _compiled(tuple(brands))
    return extract_compiled(answer, compiled, prompt=prompt, discover=discover, answerer=answerer)


def extract_compiled(
    answer: str, brands: CompiledBrands, *, prompt: str | None = None, discover: bool = False, answerer: str = ""
) -> Extraction:
    """As ``extract``, for brands that were compiled once; an answer costs its length, not the number of brands."""
    apart = take_apart(answer, brands.matcher, prompt, discover=discover, answerer=answerer)
    document, sentences, mentions, depth = apart.document, apart.sentences, apart.mentions, apart.depth
    said = partial(
        Extraction, extractor_version=EXTRACTOR_VERSION, language=apart.language, depth=depth,
        citations=citations(apart.scanned, brands.matcher),
    )  # fmt: skip

    opening = sentences[:_FIRST_SENTENCES]
    if refuses([document.text[sentence.start : sentence.end] for sentence in opening]):
        return said(States(brands.ignored), True)
    if not mentions:
        return said(States(brands.ignored), False)

    standing, ranks = standings(apart.scanned, sentences, mentions, depth)
    weight = weigh(document, sentences, mentions, standing)
    findings = Findings(document, depth, brands.matcher.names, apart.unlisted, standing, ranks, weight)
    return said(states_of(findings, brands.ignored, discover=discover), False)


@dataclass(frozen=True, slots=True)
class Apart:
    """An answer taken apart, before anything is made of what it says.

    ``mentions`` are those of listed brands and of ``unlisted`` ones, in order; owners number the listed brands first.
    """

    document: Document
    language: str
    depth: Depth
    scanned: Scan
    unlisted: Discovered
    mentions: Sequence[Mention]
    sentences: Sequence[Sentence]


def take_apart(answer: str, matcher: Matcher, prompt: str | None, *, discover: bool, answerer: str = "") -> Apart:
    """The text of an answer, its sentences, and where it names whom."""
    document = read_document(answer)
    read = document.cleaned.text
    language = language_of(read, prompt or "")
    scanned = scan(document, prompt, language, leanings(read, language), answerer)
    listed = find_mentions(scanned, matcher)
    found = unlisted.discover(scanned, listed, matcher) if listed or discover else Discovered()
    mentions = sorted([*listed, *found.mentions], key=lambda mention: (mention.start, mention.end))
    sentences = split_sentences(document, [(mention.start, mention.end) for mention in mentions])
    return Apart(document, language, depth_of(language), scanned, found, mentions, sentences)


@lru_cache(maxsize=64)
def _compiled(brands: tuple[WantedBrand, ...]) -> CompiledBrands:
    return compile_brands(brands)
