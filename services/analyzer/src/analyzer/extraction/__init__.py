"""Brand states out of answers: pure, deterministic rules over strings and structure.

``extract`` never raises on any text, never invents a mention (every state but ``ignored`` is proved by a span of the
answer that holds the name) and guesses nothing: where an answer says nothing about merit, a brand is ``mentioned``.
Sarcasm is out of scope.

An answer goes up through the house once; ``extractor`` is its way, and README.md says where a rule belongs:

1. ``text``: the answer is folded and cut into blocks; its language is told. Nobody knows a brand yet.
2. ``naming``: it is scanned once; listed brands are found by their spellings and hosts, others by what speaks for them.
3. ``meaning``: sentences become clauses about one brand each; cues say what a clause says of it: its standing.
4. ``states``: standings become states with place, rank and evidence.

``lexicon`` lies below all of them: words and tables, no rules about answers. ``model`` is what goes in and comes out.
"""

from analyzer.extraction.compiled import CompiledBrands, compile_brands
from analyzer.extraction.extractor import Apart, extract, extract_compiled, take_apart
from analyzer.extraction.model import (
    EXTRACTOR_VERSION,
    Belief,
    Evidence,
    Extraction,
    Ground,
    Presence,
    ReadState,
    WantedBrand,
)

__all__ = [
    "EXTRACTOR_VERSION",
    "Apart",
    "Belief",
    "CompiledBrands",
    "Evidence",
    "Extraction",
    "Ground",
    "Presence",
    "ReadState",
    "WantedBrand",
    "compile_brands",
    "extract",
    "extract_compiled",
    "take_apart",
]
