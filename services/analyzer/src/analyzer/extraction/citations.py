"""Sources that an answer gives: recorded apart from mentions."""

import re

from analyzer.extraction.domains import owner_of
from analyzer.extraction.matcher import Matcher
from analyzer.extraction.mentions import Reading
from analyzer.extraction.model import Citation

_TARGET = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//(?:[^/?#@\s]{0,200}@)?(?:www\.)?([^/?#:\s]{1,253})", re.IGNORECASE)
_MOST = 200


def citations(reading: Reading, matcher: Matcher) -> tuple[Citation, ...]:
    """Hosts of link targets, footnotes and source lists, each once, in order."""
    document = reading.document
    found = dict.fromkeys(hit[1].lower() for target in document.citations if (hit := _TARGET.match(target)))
    for span in reading.hosts:
        if document.blocks[document.block_at(span.start)].kind == "source":
            found[span.host] = None
    return tuple(Citation(host, _brand(host, matcher)) for host in list(found)[:_MOST])


def _brand(host: str, matcher: Matcher) -> str | None:
    owner = owner_of(host, matcher) if "." in host else None
    return None if owner is None else matcher.names[owner]
