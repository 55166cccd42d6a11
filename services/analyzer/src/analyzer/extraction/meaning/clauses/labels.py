"""Names behind a label, and paragraphs that announce some: what heads a block beside a brand."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Block, Document

_LABEL = re.compile(r"[^:–]{3,60}?\s?([:–]|- )\s*(?:the |an? )?$")
_JOINED = re.compile(r"(?: (?:[A-Z\d]|[a-z]{1,2}-?\d)[\w+-]*){0,4},? ?(?:and|or|&|/|,|\+) ?(?:the |an? )?")
_SHORT = 160
"""Characters of a paragraph that only leads in to others."""
_announced = partial(cues_of, "lists", only=("list-recommends", "list-against", "list-neutral"))
_AFTER_NAMES = re.compile(r"(?: (?:[A-Z\d]|[a-z]{1,2}-?\d)[\w+-]*){0,5}\s*(?:$|[.,;:(–\n]|- |for |if |when )")


def announcing(document: Document, block: Block) -> tuple[int, int] | None:
    """The span of a paragraph that recommends what follows ("Two are worth a look.")."""
    if block.kind != "paragraph" or block.end - block.start > _SHORT:
        return None
    said = {cue.dimension for cue, _ in _announced().found(document.text[block.start : block.end].lower())}
    return (block.start, block.end) if said == {"list-recommends"} else None


def labelled(document: Document, block: Block, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The owners behind a label in bold letters ("**On a budget:** Acme, Bolt"), unless that asks for a mere fact."""
    opens = block.bold[:1] and block.bold[0][0] == block.start and block.kind in ("paragraph", "item")
    if not opens or not mentions:
        return ()
    label = _LABEL.match(document.text, block.start, mentions[0].start)
    if label is None or label.start(1) > block.bold[0][1] + 3 or block.bold[0][1] > mentions[0].start:
        return ()
    if cues_of("lists", only=("label-neutral",)).holds(label[0].lower()):
        return ()
    return _enumerated(document.text, mentions)


def _enumerated(text: str, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The owners of the names that follow each other with nothing but what joins them."""
    owners, end = [mentions[0].owner], mentions[0].end
    for before, after in pairwise(mentions):
        if not _JOINED.fullmatch(text, before.end, after.start):
            break
        owners.append(after.owner)
        end = after.end
    return tuple(dict.fromkeys(owners)) if _AFTER_NAMES.match(text, end) else ()
