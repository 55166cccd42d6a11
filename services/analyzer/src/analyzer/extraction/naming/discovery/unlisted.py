"""Brands that nobody listed: capitalised names in slots where companies and products stand.

Precision before recall. A candidate needs evidence beyond its capitals (its form, a list head, "such as", a verb that
only companies take), and everything that ordinary English explains is no candidate.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from analyzer.extraction.lexicon.english import (
    is_function_word,
    is_generic,
    is_given_name,
    is_in_dictionary,
    is_inflected,
)
from analyzer.extraction.lexicon.other_languages import is_small_word
from analyzer.extraction.model import WantedBrand
from analyzer.extraction.naming.discovery.assistants import key_of, own_names
from analyzer.extraction.naming.discovery.candidates import CandidateName, candidate_names
from analyzer.extraction.naming.discovery.groups import Place, groups
from analyzer.extraction.naming.discovery.kinds import keys_of
from analyzer.extraction.naming.discovery.sites import is_address, sites
from analyzer.extraction.naming.discovery.surroundings import place_score
from analyzer.extraction.naming.discovery.vouching import spelled, vouched
from analyzer.extraction.naming.known import known_brands
from analyzer.extraction.naming.matching.exclusions import excluded_spans
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names
from analyzer.extraction.naming.mentions import Mention, find_mentions
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.languages import RANKED
from analyzer.extraction.text.spans import overlaps

_THRESHOLD = 2.0
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
_VOUCHED = 0.75
_LONG = 6
_END = itemgetter(1)


@dataclass(slots=True)
class Discovered:
    """Names in order of first mention; owners count on after the listed brands."""

    names: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    barred: Set[str] = frozenset()
    """Keys of names that are none here: the assistant's own."""
    _places: dict[str, int] = field(default_factory=dict)

    def keep(self, listed: int, name: str, places: Sequence[Mention]) -> None:
        """Add places of a name; ``listed`` brands come before those discovered."""
        if self.barred and key_of(name) in self.barred:
            return
        at = self._places.setdefault(name, len(self.names))
        if at == len(self.names):
            self.names.append(name)
        owner = listed + at
        self.mentions += [Mention(owner, one.start, one.end, one.certainty) for one in places]


def discover(scan: Scan, listed: Sequence[Mention], matcher: Matcher) -> Discovered:
    """Brands of the answer beside the listed ones."""
    found = Discovered(barred=own_names(scan))
    never = [span for one in matcher.excluded.values() for span in excluded_spans(scan.document, one)]
    taken = sorted([*never, *((mention.start, mention.end) for mention in listed)])
    known = known_brands()
    addresses = {(span.start, span.end) for span in scan.hosts if is_address(scan, span)}
    for mention in find_mentions(scan, known):
        if (
            (mention.start, mention.end) not in addresses
            and not overlaps(mention.start, mention.end, taken)
            and _stands_alone(scan, mention, known)
            and not _is_word_here(scan, mention)
        ):
            found.keep(len(matcher.names), known.names[mention.owner], [_with_model(scan, mention, taken)])
    taken = sorted(taken + [(mention.start, mention.end) for mention in found.mentions])
    linked = _linked(scan, taken, matcher)
    for mention in find_mentions(scan, linked) if linked.names else ():
        if not overlaps(mention.start, mention.end, taken):
            found.keep(len(matcher.names), linked.names[mention.owner], [mention])
    taken = sorted({*taken, *((mention.start, mention.end) for mention in found.mentions)})
    names = (one for one in candidate_names(scan, taken) if not scan.is_sourced(one.start))
    free = [one for one in names if not (one.key in matcher or one.key in known)]
    scores = {key: _score(scan, group) for key, group in _by_key(free).items()}
    named = _vouched(scan, free, scores, taken)
    for name, places in named.items():
        found.keep(len(matcher.names), name, places)
    taken = sorted((one.start, one.end) for places in named.values() for one in places)
    groups = _by_key([one for one in free if not overlaps(one.start, one.end, taken)])
    accepted = [(group[0].start, key) for key, group in groups.items() if scores[key] >= _THRESHOLD]
    for _, key in sorted(accepted):
        certainty = min(0.9, 0.5 + 0.1 * scores[key])
        places = [Mention(-1, one.start, one.end, certainty) for one in groups[key]]
        found.keep(len(matcher.names), _canonical(scan, groups[key]), places)
    for name, place in sites(scan, found.names, found.mentions, matcher):
        found.keep(len(matcher.names), name, [place])
    return found


def _by_key(free: Sequence[CandidateName]) -> dict[str, list[CandidateName]]:
    groups: dict[str, list[CandidateName]] = {}
    for one in free:
        groups.setdefault(one.key, []).append(one)
    return groups


def _vouched(
    scan: Scan, free: Sequence[CandidateName], scores: dict[str, float], taken: Sequence[tuple[int, int]]
) -> dict[str, list[Mention]]:
    """Names that their company vouches for, with all their places."""
    sure = {one.start: one.end for one in free if scores[one.key] >= _THRESHOLD}

    def is_name(place: Place) -> bool | None:
        at = bisect_right(taken, place.start, key=_END)
        if at < len(taken) and taken[at][0] < place.end:
            return True if place.start <= taken[at][0] and place.end <= taken[at][1] else None
        return sure.get(place.start, -1) >= place.end

    places = [
        place for place in vouched(scan, groups(scan), is_name, taken) if not overlaps(place.start, place.end, taken)
    ]
    found: dict[str, list[Mention]] = {}
    for place in places:
        name = spelled(scan, place.start, place.end)
        found.setdefault(name, []).append(Mention(-1, place.start, place.end, _VOUCHED))
    own = sorted((place.start, place.end) for place in places)
    names = _compiled(tuple(sorted(found)), exact_case=True)
    for mention in find_mentions(scan, names) if found else ():
        if not overlaps(mention.start, mention.end, own) and not overlaps(mention.start, mention.end, taken):
            found[names.names[mention.owner]].append(mention)
    return found


def _linked(scan: Scan, taken: Sequence[tuple[int, int]], listed: Matcher) -> Matcher:
    """A matcher of the names that a link vouches for and that are neither listed nor known."""
    text = scan.document.text
    free = (text[start:end] for start, end in scan.linked if not overlaps(start, end, taken))
    names = (name for name in free if not name.islower() and "".join(keys_of(name)) not in listed)
    return _compiled(tuple(sorted(set(islice(names, _MOST_LINKED)))))


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...], *, exact_case: bool = False) -> Matcher:
    return compile_names([WantedBrand(name, exact_case=exact_case) for name in names])


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


def _is_word_here(scan: Scan, mention: Mention) -> bool:
    """Whether a known name stands as a word that every text of this language holds ("Über Nacht", "Avis clients")."""
    text = scan.document.text[mention.start : mention.end]
    if (
        text.islower()
        and len(text) > _LONG
        and text.endswith("y")
        and any(map(is_in_dictionary, (text[:-1], text[:-2])))
    ):
        return True  # what is made of a word: "chocolatey", "cloudy"
    return scan.language in RANKED and is_small_word(text.lower(), scan.language)


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


def _canonical(scan: Scan, group: Sequence[CandidateName]) -> str:
    """The most frequent spelling, as the answer has it; the first among equals."""
    counts: dict[str, int] = {}
    for one in group:
        counts[one.text] = counts.get(one.text, 0) + 1
    best = max(counts, key=lambda spelling: counts[spelling])
    return next(spelled(scan, one.start, one.end) for one in group if one.text == best)
