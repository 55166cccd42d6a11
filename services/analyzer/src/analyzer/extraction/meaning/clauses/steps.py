"""Numbered instructions: what their items tell is to be done with a product, and recommends none."""

import re
from itertools import groupby

from analyzer.extraction.text.document import Document

_DONE = re.compile(
    r"\W{0,3}(?:first, |then |next, |now )?(?:open(?! source)|click|press|tap|select|choose|enter|type|paste|copy"
    r"|import|export|upload|download|install|log in|sign in|sign up|create|connect|restart|wait|go to|navigate|set up"
    r"|add|send|verify|confirm|scan|print|fill|plug|unplug|turn|save|remove|unscrew|clean|run|invite|link"
    r"|switch (?:on|off|it))\b",
    re.IGNORECASE,
)


def steps(document: Document) -> frozenset[int]:
    """The blocks that are steps: numbered items of a list, most of which begin with what is to be done."""
    numbered = [number for number, block in enumerate(document.blocks) if block.kind == "item" and block.ordinal]
    found: set[int] = set()
    for _, group in groupby(numbered, lambda number: document.blocks[number].group):
        run = list(group)
        done = sum(_DONE.match(document.text, document.blocks[number].start) is not None for number in run)
        if done > 1 and 2 * done > len(run):
            found.update(run)
    return frozenset(found)
