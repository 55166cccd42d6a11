"""Brands that nobody listed: capitalised names in slots where companies and products stand.

Precision before recall. A candidate needs evidence beyond its capitals (its form, a list head, "such as", a verb that
only companies take), and everything that ordinary English explains is no candidate.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from analyzer.extraction.lexicon.english import is_function_word, is_generic, is_given_name, is_inflected
from analyzer.extraction.model import WantedBrand
from analyzer.extraction.naming.discovery.candidates import CandidateName, candidate_names
from analyzer.extraction.naming.discovery.kinds import keys_of
from analyzer.extraction.naming.discovery.sites import is_address, sites
from analyzer.extraction.naming.discovery.surroundings import place_score
from analyzer.extraction.naming.known import known_brands
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names
from analyzer.extraction.naming.mentions import Mention, find_mentions
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.document import overlaps

_THRESHOLD = 2.0
_DESCRIBED = re.compile(
    r"\W{1,4}(?:an?|the|known|is|offers|popular|great|best|another|one of|similar|ideal|perfect|this)\b|\s*$",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"[ -]((?:[A-Z]{0,4}\d{1,5}[A-Za-z]{0,2}(?:\.\d)?"
    r"|(?i:pro|plus|max|mini|air|note|edge|ultra|lite|series|edition|hd|xl|se|one|go|home|watch|pad|phone|tv)"
    r"|[A-Z][a-z]{2,14}(?= (?:[A-Z]{0,3}\d{1,4}|[A-Z])\b)|[B-HJ-Z](?! ?&|\.)))(?![\w'])"
)
_COUNTED = re.compile(
    r" (?:(?:year|month|week|day|hour|min|minute|sec|second|time|user|customer|point|employee|store|follower"
    r"|dollar|euro|mile|meter"
    r"|seat|people|percent|per|am|pm|million|billion|thousand|k)s?\b)|[%/:]| [AP]\.M",
    re.IGNORECASE,
)
"""What makes of a number behind a name a count, a share or a time of day ("Twitter 50 years later")."""
_MODEL_WORDS = 3
_MOST_LINKED = 200  # an answer with more links is a list of links
_PRECEDING = re.compile(r"\b([A-Z][A-Za-z]+) $")
_ACTIVITIES = ("ing", "tion", "ment", "ness", "ity", "ance", "ence")
_JOINER = re.compile(r"^(?:, ?(?:and |or |& )?| (?:and|or|&|vs\.?|versus) | ?/ ?)$")


@dataclass(slots=True)
class Discovered:
    """Names in order of first mention; owners count on after the listed brands."""

    names: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def keep(self, listed: int, name: str, places: Sequence[Mention]) -> None:
        """Add places of a name; ``listed`` brands come before those discovered."""
        at = self._places.setdefault(name, len(self.names))
        if at == len(self.names):
            self.names.append(name)
        owner = listed + at
        self.mentions += [Mention(owner, one.start, one.end, one.certainty) for one in places]


def discover(scan: Scan, listed: Sequence[Mention], matcher: Matcher) -> Discovered:
    """Brands of the answer beside the listed ones."""
    found = Discovered()
    taken = [(mention.start, mention.end) for mention in listed]
    known = known_brands()
    addresses = {(span.start, span.end) for span in scan.hosts if is_address(scan, span)}
    for mention in find_mentions(scan, known):
        if (
            (mention.start, mention.end) not in addresses
            and not overlaps(mention.start, mention.end, taken)
            and _stands_alone(scan, mention, known)
        ):
            found.keep(len(matcher.names), known.names[mention.owner], [_with_model(scan, mention, taken)])
    taken = sorted(taken + [(mention.start, mention.end) for mention in found.mentions])
    linked = _linked(scan, taken, matcher)
    for mention in find_mentions(scan, linked) if linked.names else ():
        if not overlaps(mention.start, mention.end, taken):
            found.keep(len(matcher.names), linked.names[mention.owner], [mention])
    taken = sorted({*taken, *((mention.start, mention.end) for mention in found.mentions)})
    groups: dict[str, list[CandidateName]] = {}
    names = (one for one in candidate_names(scan, taken) if not scan.is_sourced(one.start))
    free = [one for one in names if not (one.key in matcher or one.key in known)]
    for one in free:
        groups.setdefault(one.key, []).append(one)
    scores = {key: _score(scan, group) for key, group in groups.items()}
    _spread(scan, free, scores, taken)
    accepted = [(group[0].start, key) for key, group in groups.items() if scores[key] >= _THRESHOLD]
    for _, key in sorted(accepted):
        certainty = min(0.9, 0.5 + 0.1 * scores[key])
        places = [Mention(-1, one.start, one.end, certainty) for one in groups[key]]
        found.keep(len(matcher.names), _canonical(groups[key]), places)
    for name, place in sites(scan, found.names, found.mentions, matcher):
        found.keep(len(matcher.names), name, [place])
    return found


def _linked(scan: Scan, taken: Sequence[tuple[int, int]], listed: Matcher) -> Matcher:
    """A matcher of the names that a link vouches for and that are neither listed nor known."""
    text = scan.document.text
    free = (text[start:end] for start, end in scan.linked if not overlaps(start, end, taken))
    names = (name for name in free if not name.islower() and "".join(keys_of(name)) not in listed)
    return _compiled(tuple(sorted(set(islice(names, _MOST_LINKED)))))


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> Matcher:
    return compile_names([WantedBrand(name) for name in names])


def _with_model(scan: Scan, mention: Mention, taken: Sequence[tuple[int, int]]) -> Mention:
    """A known brand with the model that follows it ("Nokia 5800", "Galaxy Note 7"): one name in the text, unless the
    model is a listed brand itself (``taken``)."""
    text, end = scan.document.text, mention.end
    block = scan.document.blocks[scan.document.block_at(mention.start)]
    for _ in range(_MODEL_WORDS):
        hit = _MODEL.match(text, end, block.end)
        if hit is None or is_function_word(hit[1].lower()) or (hit[1].isdigit() and _COUNTED.match(text, hit.end())):
            break
        if overlaps(end + 1, hit.end(), taken):
            break
        end = hit.end()
    return Mention(mention.owner, mention.start, end, mention.certainty)


def _stands_alone(scan: Scan, mention: Mention, known: Matcher) -> bool:
    """Whether a known name is no handle, no part of a compound, no surname, no word of a longer name of words."""
    text = scan.document.text
    if text[mention.start - 1 : mention.start] in ("@", "#", "-") or text[mention.end : mention.end + 1] == "-":
        return False
    before = _PRECEDING.search(text, max(0, mention.start - 30), mention.start)
    if before is None:
        return True
    ordinary = is_generic(text[mention.start : mention.end].lower()) or is_inflected(
        text[mention.start : mention.end].lower()
    )
    return not ordinary and not is_given_name(before[1].lower())


def _score(scan: Scan, group: Sequence[CandidateName]) -> float:
    """Evidence for one name over all its places: the best place counts in full, others a little."""
    scores = sorted((place_score(scan, one) for one in group), reverse=True)
    if group[0].ordinary and len(group) > 1 and scores[0] >= _THRESHOLD and _is_title(group[0].text):
        return _THRESHOLD
    form = max(one.form for one in group)
    return form + scores[0] + 0.25 * min(4, len([score for score in scores[1:] if score > 0]))


def _is_title(text: str) -> bool:
    """Two or three English words, none of them an activity: what is capitalised again and again is a name."""
    words = text.lower().split(" ")
    return 2 <= len(words) <= 3 and not any(word.endswith(_ACTIVITIES) for word in words)


def _spread(
    scan: Scan, free: Sequence[CandidateName], scores: dict[str, float], taken: Sequence[tuple[int, int]]
) -> None:
    """Neighbours of names are names: in an enumeration ("such as Acme, Bolt and Crux"), among the heads of a list."""
    text = scan.document.text
    places = sorted(
        [(one.start, one.end, one) for one in free] + [(start, end, None) for start, end in taken], key=_by_place
    )
    chain: list[CandidateName | None] = []
    last = 0
    for start, end, one in places:
        between = text[last:start] if 0 <= start - last < 8 else "."
        if not _JOINER.match(between):
            _lift(chain, scores)
            chain = []
        chain.append(one)
        last = end
    _lift(chain, scores)
    heads: dict[int, list[CandidateName | None]] = {}
    for start, _, one in places:
        block = scan.document.blocks[scan.document.block_at(start)]
        if block.kind == "item" and block.start == start and (one is None or _described(text, one)):
            heads.setdefault(block.group, []).append(one)
    for siblings in heads.values():
        _lift(siblings, scores)


def _by_place(place: tuple[int, int, CandidateName | None]) -> tuple[int, int]:
    return place[0], place[1]


def _described(text: str, one: CandidateName) -> bool:
    after = text[one.end : one.end + 90]
    return one.head > 0 and (bool(_DESCRIBED.match(after)) or after.lstrip(" :–-").startswith(one.text))


def _lift(group: Sequence[CandidateName | None], scores: dict[str, float]) -> None:
    """Make names of the members of a group (None: a listed brand) that holds a sure one; English words only where the
    others are a majority of two or more."""
    if len(group) < 2 or not any(one is None or scores[one.key] >= _THRESHOLD for one in group):
        return
    opaque = sum(one is None or not one.ordinary for one in group)
    for one in group:
        if one is not None and scores[one.key] < _THRESHOLD:
            if not one.ordinary:
                scores[one.key] = max(scores[one.key], min(scores[one.key] + 1.5, _THRESHOLD + 0.5))
            elif opaque >= 2 and 2 * opaque > len(group):
                scores[one.key] = _THRESHOLD


def _canonical(group: Sequence[CandidateName]) -> str:
    """The most frequent spelling; the first among equals."""
    counts: dict[str, int] = {}
    for one in group:
        counts[one.text] = counts.get(one.text, 0) + 1
    return max(counts, key=lambda spelling: counts[spelling])
