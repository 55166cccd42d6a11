"""Hosts in running text as brands that nobody listed."""

from collections.abc import Iterator, Sequence

from analyzer.extraction.lexicon.english import is_generic
from analyzer.extraction.lexicon.vocabulary import PLACEHOLDERS
from analyzer.extraction.naming.discovery.kinds import keys_of
from analyzer.extraction.naming.discovery.vouching import spelled
from analyzer.extraction.naming.hosts.domains import HostSpan
from analyzer.extraction.naming.hosts.suffixes import site_label
from analyzer.extraction.naming.matching.matcher import Matcher
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.naming.scanning import Scan

_COMMON_ENDINGS = frozenset(
    ["com", "org", "net", "co", "us", "uk", "de", "fr", "es", "it", "nl", "eu", "in", "ca", "au"]
)


def sites(
    scan: Scan, named: Sequence[str], mentions: Sequence[Mention], matcher: Matcher
) -> Iterator[tuple[str, Mention]]:
    """Places of hosts whose label is a name that was discovered (``named``), or that are names of their own."""
    taken = {(mention.start, mention.end) for mention in mentions}
    known = {"".join(keys_of(name)): name for name in named}
    for span in scan.hosts:
        block = scan.document.blocks[scan.document.block_at(span.start)]
        label = site_label(span.host).replace("-", "")
        if (
            block.kind in ("source", "code")
            or scan.is_sourced(span.start)
            or (span.start, span.end) in taken
            or not span.certain
            or label in matcher
            or _is_listed(span.host, matcher)
        ):
            continue
        if label not in known:
            if is_address(scan, span) or len(label) < 3 or label in PLACEHOLDERS:
                continue
            known[label] = _name_of(scan, span, label)
        yield known[label], Mention(-1, span.start, span.end, 0.8)


def _name_of(scan: Scan, span: HostSpan, label: str) -> str:
    """What the site of a host is called: as it is written where capitals and a rare ending tell ("OVH.cloud")."""
    written = spelled(scan, span.start, span.end).removeprefix("www.")
    styled = not written.islower() and not written.isupper() and written.lower() == span.host
    if styled and span.host.rpartition(".")[2] not in _COMMON_ENDINGS:
        return written
    return span.host if is_generic(label) else site_label(span.host).capitalize()


def is_address(scan: Scan, span: HostSpan) -> bool:
    """Whether the text gives a page to go to rather than the name of a site."""
    written = scan.document.text[span.start : span.end]
    rest = written.partition(span.host.split(".")[-1] + "/")[2] if "/" in written else ""
    return "@" in written or bool(rest)


def _is_listed(host: str, matcher: Matcher) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in matcher.domains for start in range(len(labels) - 1))
