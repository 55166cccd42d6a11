"""An answer taken apart as it is read, for those who ask which rule read what: nothing is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.extraction.meaning.clauses.segments import Segment, segments
from analyzer.extraction.meaning.clauses.structure import Outline, outline
from analyzer.extraction.model import WantedBrand
from analyzer.extraction.naming.discovery.unlisted import discover
from analyzer.extraction.naming.matching.matcher import compile_names
from analyzer.extraction.naming.mentions import find_mentions
from analyzer.extraction.naming.scanning import scan
from analyzer.extraction.text.document import Document, read_document
from analyzer.extraction.text.languages import language_of
from analyzer.extraction.text.sentences import Sentence, split_sentences


@dataclass(frozen=True, slots=True)
class Trace:
    """The document, its sentences and lists, and every clause about a brand; owners are indices of the brands."""

    document: Document
    sentences: Sequence[Sentence]
    outline: Outline
    spoken: Sequence[Segment]


def trace(answer: str, brands: Sequence[WantedBrand], prompt: str) -> Trace:
    """One answer as ``extract`` takes it apart; brands that nobody listed have the numbers behind the listed ones."""
    document = read_document(answer)
    scanned = scan(document, prompt or None, language_of(answer, prompt))
    matcher = compile_names(brands)
    mentions = find_mentions(scanned, matcher)
    unlisted = discover(scanned, mentions, matcher).mentions if mentions else ()
    everything = sorted([*mentions, *unlisted], key=lambda mention: (mention.start, mention.end))
    sentences = split_sentences(document, [(mention.start, mention.end) for mention in everything])
    structure = outline(document, everything)
    return Trace(document, sentences, structure, list(segments(document, sentences, everything, structure)))
