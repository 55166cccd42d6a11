"""Sources that an answer gives: recorded apart from mentions."""

import re
from collections.abc import Iterator, Sequence

from analyzer.extraction.model import Citation
from analyzer.extraction.naming.attribution import is_common, source_names
from analyzer.extraction.naming.hosts.domains import HostSpan, owner_of
from analyzer.extraction.naming.hosts.links import host_of
from analyzer.extraction.naming.matching.matcher import Matcher
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.document import Block
from analyzer.extraction.text.sources import heads_sources, label_of_sources
from analyzer.extraction.text.spans import overlaps
from analyzer.extraction.text.tokens import tokenize

_MOST = 200
_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(?:\[\^?\w{1,4}\]:?|\d{1,3}[.):])?\s*")
_ENTRY = re.compile(r"[^,|(\n:–\"]{2,80}")


def citations(scan: Scan, matcher: Matcher) -> tuple[Citation, ...]:
    """Addresses and named sources, each once, in the order of the answer: links, footnotes, source lists, chips,
    addresses in running text, and who is said to say something."""
    found: dict[str, Citation] = {}
    for one in sorted(_given(scan, matcher), key=lambda one: (one.start, one.end)):
        found.setdefault(one.host or one.name or "", one)
    return tuple(found.values())[:_MOST]


def _given(scan: Scan, matcher: Matcher) -> Iterator[Citation]:
    document = scan.document
    for start, end, label, target in document.cleaned.sources:
        host = host_of(target) or (host_of(f"//{label}") if _BARE_HOST.fullmatch(label) else None)
        if host or label:
            yield Citation(
                host or "", _brand(host or label, matcher), None if host == label else label or None, start, end
            )
    for start, end, target in document.links:
        host = host_of(target)
        if host and start < end:
            listed = document.blocks[document.block_at(start)].kind == "source"
            name = document.text[start:end] if listed else None
            yield Citation(host, _brand(host, matcher), name, document.starts[start], document.ends[end - 1])
        elif host:
            at = document.starts[start] if start < len(document.starts) else len(document.answer)
            yield Citation(host, _brand(host, matcher), None, at, at)
    for span in scan.hosts:
        sourced = document.blocks[document.block_at(span.start)].kind == "source" or scan.is_sourced(span.start)
        if sourced or _is_address(scan, span):
            yield _at(scan, matcher, span.start, span.end, span.host)
    yield from _named(scan, matcher)


def _named(scan: Scan, matcher: Matcher) -> Iterator[Citation]:
    """Sources without an address: who is said to say something, and entries of source lists."""
    text = scan.document.text
    hosts = sorted([(one.start, one.end) for one in scan.hosts] + [(one[0], one[1]) for one in scan.document.links])
    spans = list(scan.sourced)
    for block in scan.document.blocks:
        if block.kind == "source":
            spans += _entries(text, block, hosts)
    for span in spans:
        for start, end in source_names(text, span):
            named = _at(scan, matcher, start, end, "")
            if named.brand is None and text.endswith(("'s", "s'"), start, end):
                named = _at(scan, matcher, start, end - (2 if text[end - 1] == "s" else 1), "")
            if not overlaps(start, end, hosts) and (named.brand or not is_common(text[start:end])):
                yield named


def _entries(text: str, block: Block, hosts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names of a block of sources: all behind a label, of an entry without an address what it begins with."""
    labelled = label_of_sources(text, block.start, block.end)
    if labelled:
        yield labelled, block.end
    elif not heads_sources(text[block.start : block.end]) and not overlaps(block.start, block.end, hosts):
        marker = _NUMBERED.match(text, block.start, block.end)
        entry = _ENTRY.match(text, marker.end() if marker else block.start, block.end)
        if entry:
            yield entry.span()


def _is_address(scan: Scan, span: HostSpan) -> bool:
    """Whether a host in running text is the address of a page, and not what the site is called."""
    written = scan.document.text[span.start : span.end].lower()
    return "@" not in written and (written.startswith(("http://", "https://", "www.")) or "/" in written)


def _at(scan: Scan, matcher: Matcher, start: int, end: int, host: str) -> Citation:
    name = None if host else scan.document.text[start:end]
    return Citation(
        host, _brand(host or name or "", matcher), name, scan.document.starts[start], scan.document.ends[end - 1]
    )


def _brand(source: str, matcher: Matcher) -> str | None:
    if "." in source and " " not in source:
        owner = owner_of(source, matcher)
    else:
        claims = matcher.claims("".join(token.key for token in tokenize(source)))
        owner = claims[0].owner if claims else None
    return None if owner is None else matcher.names[owner]
