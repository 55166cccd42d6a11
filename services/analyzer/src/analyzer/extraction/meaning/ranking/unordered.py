"""Answers that say themselves that the order of their lists means nothing."""

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.text.document import Document


def is_unordered(document: Document) -> bool:
    """Whether an answer says so, before its list or behind it."""
    said = cues_of("lists", only=("no-order",))
    return any(
        block.kind in ("paragraph", "heading", "item") and said.holds(document.text[block.start : block.end].lower())
        for block in document.blocks
    )
