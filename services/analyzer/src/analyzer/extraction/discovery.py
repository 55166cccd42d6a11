"""Brands that nobody listed: capitalised names in slots where companies and products stand.

Precision before recall. A candidate needs evidence beyond its capitals (its form, a list head, "such as", a verb that only
companies take), and everything that ordinary English explains is no candidate.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyzer.extraction.candidates import Candidate, candidates
from analyzer.extraction.domains import site_label
from analyzer.extraction.lexicon import is_generic
from analyzer.extraction.mentions import Mention, Reading
from analyzer.extraction.names import Matcher
from analyzer.extraction.tokens import tokenize

_THRESHOLD = 2.0
_KIND = (
    r"(?:\w+[\w-]*\s|[\w-]+,\s){0,6}?(?:platforms?|tools?|softwares?|apps?|applications?|compan(?:y|ies)|services?|providers?|brands?|products?|solutions?|suites?|systems?|crms?|"
    r"retailers?|stores?|marketplaces?|startups?|agenc(?:y|ies)|websites?|builders?|plugins?|manufacturers?|airlines?|banks?|chains?|makers?|editors?|assistants?|vendors?|labels?)\b"
)
_AFTER = (
    (re.compile(rf"'?s?\s(?:is|was|remains)\s(?:an?|the|one of the|another|your|our)\s{_KIND}", re.IGNORECASE), 2.5),
    (re.compile(rf"\s?[:–-]\s(?:an?|the|one of the|another)\s{_KIND}", re.IGNORECASE), 2.5),
    (re.compile(rf",\s(?:an?|the|another)\s{_KIND}", re.IGNORECASE), 2.0),
    (re.compile(r"\s(?:offers|provides|lets you|allows you|integrates|specializes|charges|costs|announced|launched|acquired|excels|supports|has a free|includes a|sells)\b"), 2.0),
    (re.compile(r"\s(?:has|helps|makes|comes with|focuses|enables|features|includes|stands out|is (?:known|popular|great|best|ideal|perfect|good|easy|cheaper|better|free|more|also|widely|highly|well|designed|used))\b"), 1.25),
    (re.compile(r",? (?:Inc|LLC|Ltd|GmbH|Corp|Corporation|AG|PLC)\b"), 3.0),
    (re.compile(r"'s\s(?:free|pricing|platform|app|software|plan|customer|features?|website|product|users?|tool|service|interface|editor|new)\b"), 1.5),
    (re.compile(r"\s(?:vs\.?|versus)\s", re.IGNORECASE), 1.5),
    (re.compile(r"\s(?:app|software|platform|account|plan|users|store|website|pricing|subscription)\b"), 1.0),
)  # fmt: skip
_BEFORE = (
    (re.compile(r"\b(?:such as|tools like|platforms? like|apps? like|services? like|providers? like|companies like|brands? like|software like|solutions? like|options? like|including|alternatives? to|competitors like|"
                r"competitors? (?:are|include)|alternatives? (?:are|include)|options? (?:are|include)|sites? like|stores? like|retailers? like|programs? like|products? like|systems? like|CRMs? like)\s(?:the )?$", re.IGNORECASE), 2.0),
    (re.compile(r"\b(?:recommend|suggest|try|use|using|choose|consider|prefer|with|via|on|than|from|check out|go with|switch to|migrate to|versus|vs\.?|unlike|called|named|at|bought|by)\s(?:using |trying )?$", re.IGNORECASE), 1.0),
)  # fmt: skip
_JOINER = re.compile(r"^(?:, ?(?:and |or |& )?| (?:and|or|&|vs\.?|versus) | ?/ ?)$")


@dataclass(slots=True)
class Discovered:
    """Names in order of first mention; owners count on after the listed brands."""

    names: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def discover(reading: Reading, listed: Sequence[Mention], matcher: Matcher) -> Discovered:
    """Brands of the answer beside the listed ones."""
    taken = [(mention.start, mention.end) for mention in listed]
    groups: dict[str, list[Candidate]] = {}
    free = [one for one in candidates(reading) if one.key not in matcher.variants and not _overlaps(one, taken)]
    for one in free:
        groups.setdefault(one.key, []).append(one)
    scores = {key: _score(reading, group) for key, group in groups.items()}
    _spread(reading, free, scores, taken)
    accepted = [(group[0].start, key) for key, group in groups.items() if scores[key] >= _THRESHOLD]
    found = Discovered()
    for _, key in sorted(accepted):
        owner = len(matcher.names) + len(found.names)
        found.names.append(_canonical(groups[key]))
        certainty = min(0.9, 0.5 + 0.1 * scores[key])
        found.mentions += [Mention(owner, one.start, one.end, certainty) for one in groups[key]]
    found.mentions += _hosts(reading, found, matcher)
    return found


def _overlaps(one: Candidate, taken: Sequence[tuple[int, int]]) -> bool:
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle][1] <= one.start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low][0] < one.end


def _score(reading: Reading, group: Sequence[Candidate]) -> float:
    """Evidence for one name over all its places: the best place counts in full, others a little."""
    scores = sorted((_place_score(reading, one) for one in group), reverse=True)
    form = max(one.form for one in group)
    return form + scores[0] + 0.25 * min(4, len([score for score in scores[1:] if score > 0]))


def _place_score(reading: Reading, one: Candidate) -> float:
    text = reading.document.text
    block = reading.document.blocks[reading.document.block_at(one.start)]
    after = text[one.end : min(one.end + 110, block.end)]
    before = text[max(block.start, one.start - 40) : one.start]
    score = max([0.0, *(weight for pattern, weight in _AFTER if pattern.match(after))])
    score += max([0.0, *(weight for pattern, weight in _BEFORE if pattern.search(before))])
    return score + (one.head if score or one.form > 0 else min(one.head, 1.0))


def _spread(
    reading: Reading, free: Sequence[Candidate], scores: dict[str, float], taken: Sequence[tuple[int, int]]
) -> None:
    """Neighbours in an enumeration with a sure name are names: ``such as Acme, Bolt and Crux``."""
    text = reading.document.text
    listed = {end for _, end in taken} | set()
    for ordered in (free, list(reversed(free))):
        for one, other in zip(ordered, ordered[1:], strict=False):
            first, last = (one, other) if one.start < other.start else (other, one)
            if last.start - first.end < 8 and _JOINER.match(text[first.end : last.start]) and scores[one.key] >= _THRESHOLD:
                scores[other.key] = max(scores[other.key], min(scores[other.key] + 1.5, _THRESHOLD + 0.5))
    starts = {start for start, _ in taken}
    for one in free:
        left = any(one.start - size in listed and _JOINER.match(text[one.start - size : one.start]) for size in range(1, 8))
        right = any(one.end + size in starts and _JOINER.match(text[one.end : one.end + size]) for size in range(1, 8))
        if left or right:
            scores[one.key] = max(scores[one.key], min(scores[one.key] + 1.5, _THRESHOLD + 0.5))


def _canonical(group: Sequence[Candidate]) -> str:
    """The most frequent spelling; the first among equals."""
    counts: dict[str, int] = {}
    for one in group:
        counts[one.text] = counts.get(one.text, 0) + 1
    return max(counts, key=lambda spelling: counts[spelling])


def _hosts(reading: Reading, found: Discovered, matcher: Matcher) -> Iterator[Mention]:
    """Hosts in running text whose label is a discovered name, or that are names of their own."""
    known = {"".join(token.key for token in tokenize(name)): at for at, name in enumerate(found.names)}
    for span in reading.hosts:
        block = reading.document.blocks[reading.document.block_at(span.start)]
        label = site_label(span.host.split(".")).replace("-", "")
        if block.kind in ("source", "code") or not span.certain or label in matcher.variants or _listed_host(span.host, matcher):
            continue
        if label not in known:
            if len(label) < 3 or label in ("example", "yourdomain", "yourwebsite", "yourcompany", "yoursite", "website", "domain"):
                continue
            known[label] = len(found.names)
            found.names.append(site_label(span.host.split(".")).capitalize() if not is_generic(label) else span.host)
        yield Mention(len(matcher.names) + known[label], span.start, span.end, 0.8)


def _listed_host(host: str, matcher: Matcher) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in matcher.domains for start in range(len(labels) - 1))


