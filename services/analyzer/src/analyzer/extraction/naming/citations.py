"""Sources that an answer gives: recorded apart from mentions."""

from analyzer.extraction.model import Citation
from analyzer.extraction.naming.hosts.domains import owner_of
from analyzer.extraction.naming.hosts.links import host_of
from analyzer.extraction.naming.matching.matcher import Matcher
from analyzer.extraction.naming.scanning import Scan

_MOST = 200


def citations(scan: Scan, matcher: Matcher) -> tuple[Citation, ...]:
    """Hosts of link targets, footnotes and source lists, each once, in order."""
    document = scan.document
    found = dict.fromkeys(host for _, _, target in document.links if (host := host_of(target)))
    for span in scan.hosts:
        if document.blocks[document.block_at(span.start)].kind == "source":
            found[span.host] = None
    return tuple(Citation(host, _brand(host, matcher)) for host in list(found)[:_MOST])


def _brand(host: str, matcher: Matcher) -> str | None:
    owner = owner_of(host, matcher) if "." in host else None
    return None if owner is None else matcher.names[owner]
