"""An answer as text: folded, cut into blocks, tokens and sentences, and its language told. No brand is known here.

This is the floor's door: who is no part of the extraction comes in here.
"""

from analyzer.extraction.text.document import Document, read_document
from analyzer.extraction.text.fold import fold

__all__ = ["Document", "fold", "read_document"]
