"""Brand states out of answers: pure, deterministic rules over strings and structure.

``extract`` never raises on any text, never invents a mention (every state but ``ignored`` is proved by a span of the
answer that holds the name) and guesses nothing: where an answer says nothing about merit, a brand is ``mentioned``.
Sarcasm is out of scope.
"""

from analyzer.extraction.engine import Panel, compile_panel, extract, extract_panel
from analyzer.extraction.model import EXTRACTOR_VERSION, Belief, BrandName, BrandState, Evidence, Extraction, Presence

__all__ = [
    "EXTRACTOR_VERSION",
    "Belief",
    "BrandName",
    "BrandState",
    "Evidence",
    "Extraction",
    "Panel",
    "Presence",
    "compile_panel",
    "extract",
    "extract_panel",
]
