"""Hosts named in running text: addresses, bare domains and mail addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.extraction.lexicon.firms import WORDLIKE_ENDINGS
from analyzer.extraction.naming.hosts.suffixes import is_rare_ending, site_label
from analyzer.extraction.naming.matching.matcher import Matcher
from analyzer.extraction.naming.matching.spellings import Variant
from analyzer.extraction.text.fold import decoded, fold_name
from analyzer.extraction.text.tokens import UNSPACED

_TLDS = (
    "com|org|net|io|ai|co|app|dev|shop|store|tech|cloud|online|site|website|agency|biz|info|me|so|ly|to|tv|fm|us|uk|eu|de|fr|es|it|nl|at|ch|be|"
    "se|no|dk|fi|pl|pt|br|mx|ar|cl|jp|cn|kr|in|au|nz|ca|za|ru|ie|gg|xyz|studio|design|digital|software|systems|works|health|care|team|chat|email|"
    "marketing|media|news|blog|pro|page|link|live|world|today|zone|space|group|company|solutions|services|finance|bank|money|travel|academy|edu|gov"
)
_HOST = re.compile(
    rf"(?<![A-Za-z0-9_.@/+-])(?:(?P<scheme>https?://)(?:www\.)?|www\.)?(?:[\w.+-]{{1,64}}@)?"
    rf"(?P<host>(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?:(?P<known>{_TLDS})"
    rf"|[a-z]{{2,12}}(?=[/:\s),;!?\"']|\.(?:\s|$)|$)))(?![A-Za-z0-9_-]|\.[a-z])"
    rf"(?P<path>[/?\#:](?:[^\s<>()\[\]|\"'{UNSPACED}\u3000-\u303f]|(?<=[/=])[{UNSPACED}]+){{0,2000}})?",
    re.IGNORECASE,
)
"""A path may hold signs of scripts without spaces as a part of its own; behind letters the text goes on with them."""
_DOTTED = re.compile(r"\.(?<=\w\.)[a-zA-Z]{2}")  # the dot first: texts are skipped from dot to dot
_SPACE = re.compile(r"[ \n]")


@dataclass(slots=True)
class HostSpan:
    """A host as written, with its address; ``certain`` where scheme, path or a plain domain ending leave no doubt."""

    start: int
    end: int
    host: str
    certain: bool


def hosts(text: str) -> list[HostSpan]:
    """Every host written in a folded text, in order; linear."""
    found = []
    for hit in _written_hosts(text):
        host = hit["host"]
        ending = host.rsplit(".", 1)[1]
        if not (hit["known"] or hit["scheme"] or (host.islower() and is_rare_ending(ending))):
            continue
        address = bool(hit["scheme"] or hit["path"] or "@" in hit.group() or hit.group().lower().startswith("www."))
        if not address and not (ending.islower() or host.isupper()):
            continue
        path = (hit["path"] or "").rstrip(".,;:!?'*_")
        end = hit.end("host") + len(path)
        certain = address or (hit["known"] is not None and ending.lower() not in WORDLIKE_ENDINGS)
        named = fold_name(decoded(host.lower())).removeprefix("www.")
        found.append(HostSpan(hit.start(), end, named, certain))
    return found


def _written_hosts(text: str) -> Iterator[re.Match[str]]:
    """What looks like a host: only what stands between spaces around a dot within a word is looked at closely."""
    end = 0
    for dot in _DOTTED.finditer(text):
        at = dot.start()
        if at < end:
            continue
        begin = max(end, text.rfind(" ", end, at) + 1, text.rfind("\n", end, at) + 1)
        space = _SPACE.search(text, at)
        end = space.start() if space else len(text)
        yield from _HOST.finditer(text, begin, end)


def owner_of(host: str, matcher: Matcher) -> int | None:
    """The brand that a host names: by its listed domains, sub-domains included, else by a label equal to its name."""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        owner = matcher.domains.get(".".join(labels[start:]))
        if owner is not None:
            return owner
    variant = named_label(host, matcher)
    if variant is None or (variant.ordinary and matcher.has_domain(variant.owner)):
        return None
    return variant.owner


def named_label(host: str, matcher: Matcher) -> Variant | None:
    """The spelling that equals the label of a host, hyphens aside."""
    claims = matcher.claims(site_label(host).replace("-", ""))
    return claims[0] if claims and len(claims[0].key) > 1 else None
