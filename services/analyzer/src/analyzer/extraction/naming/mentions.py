"""Where an answer names the brands of a matcher: names by their spellings, domains in running text; echoes are none."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from analyzer.extraction.lexicon import other_languages
from analyzer.extraction.lexicon.english import is_abstract, is_in_dictionary, is_inflected
from analyzer.extraction.lexicon.vocabulary import SMALL_WORDS
from analyzer.extraction.naming.context.around import Around
from analyzer.extraction.naming.context.homonyms import homonym_votes, is_homonym
from analyzer.extraction.naming.context.namesakes import is_namesake
from analyzer.extraction.naming.context.places import Occurrence, in_same_words
from analyzer.extraction.naming.context.votes import REFUSED, THRESHOLD, opens_compound, votes
from analyzer.extraction.naming.hosts.domains import owner_of
from analyzer.extraction.naming.known import known_brands
from analyzer.extraction.naming.matching.exclusions import excluded_spans
from analyzer.extraction.naming.matching.legal import legal_tail
from analyzer.extraction.naming.matching.matcher import Matcher, Start
from analyzer.extraction.naming.matching.spellings import Variant
from analyzer.extraction.naming.nothing_known import says_nothing_known
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.naming.spelled import bounded, exactly, spelled_at
from analyzer.extraction.text.languages import RANKED

_LITTLE = 12  # characters around a bare reply: marks, a point, an emoji
_PARTS = re.compile(r"[ -]")
_SAID_OF = re.compile(r"\b(?:is|are|was|were|be|very|more|most|so) $")
_SENTENCE_BREAK = re.compile(r"[.!?。！？\n]")


@dataclass(slots=True)
class Mention:
    """One naming of a brand; offsets into ``Document.text``, ``certainty`` that it is this brand in 0..1."""

    owner: int
    start: int
    end: int
    certainty: float


@dataclass(slots=True)
class _Match:
    """A spelling that stands somewhere: the mention that it may be; its tokens are ``first`` up to ``after``."""

    mention: Mention
    variant: Variant
    first: int
    after: int


_Use = Literal["name", "doubtful", "word"]


def find_mentions(scan: Scan, matcher: Matcher) -> list[Mention]:
    """All mentions in order. Longest spelling first; an ordinary word only where its context makes it a name."""
    sure = _host_mentions(scan, matcher)
    doubtful: list[_Match] = []
    covered = _Cursor([(span.start, span.end) for span in scan.hosts])
    free = 0
    for start in matcher.places(scan.document.text, inflected=scan.endings is not None):
        index = bisect_right(scan.starts, start[0]) - 1
        if index < free or index >= len(scan.tokens) or covered.holds(start[0]):
            continue
        match = _match(scan, matcher, index, start)
        use = _use(scan, match) if match else "word"
        if match is None or use == "word":
            continue
        if use == "doubtful":
            doubtful.append(match)
        else:
            match.mention.end = legal_tail(scan.document.text, match.mention.end)
            sure.append(match.mention)
        free = match.after
    mentions = sure + _settled(scan, doubtful, sure)
    kept = (m for m in mentions if not _discarded(scan, m) and not _excluded(scan, matcher, m))
    return sorted(kept, key=lambda m: (m.start, m.end, m.owner))


def _excluded(scan: Scan, matcher: Matcher, mention: Mention) -> bool:
    """Whether a mention stands within a word or a phrase that never means its brand."""
    excluded = matcher.excluded.get(mention.owner)
    spans = excluded_spans(scan.document, excluded) if excluded is not None else ()
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _use(scan: Scan, match: _Match) -> _Use:
    """Whether a spelling is a name where it stands, is a word there, or is one as its context says."""
    mention, variant, text = match.mention, match.variant, scan.document.text
    if _is_whole_reply(text, mention) or "_" in text[mention.start : mention.end]:
        return "name"
    if match.after == match.first + 1 and is_namesake(text, scan.tokens, match.first, _is_known):
        return "word"
    if variant.breaks - variant.seamless and _is_one_word(text[mention.start : mention.end]):
        return "word"
    if other_languages.is_common(scan.language, text, mention.start, mention.end) or _lacks_capital(scan, match):
        return "word"
    if _is_word_as_well(scan, match) or is_homonym(scan.language, variant.key):
        return "doubtful"
    refused = is_inflected(variant.key) and not _foreign(scan, mention) and _votes(scan, match) <= REFUSED
    return "word" if refused else "name"


def _is_known(key: str) -> bool:
    return key in known_brands()


def _is_whole_reply(text: str, mention: Mention) -> bool:
    """Whether an answer says a name and nothing else."""
    if len(text) - (mention.end - mention.start) > _LITTLE:
        return False
    return not any(map(str.isalnum, text[: mention.start] + text[mention.end :]))


def _is_word_as_well(scan: Scan, match: _Match) -> bool:
    mention, variant = match.mention, match.variant
    if (variant.ordinary and not _foreign(scan, mention)) or _written_small(scan.document.text, mention, variant):
        return True
    # Compounds are those of English: the other languages that are read have their own.
    return is_inflected(variant.key) and scan.language not in RANKED and opens_compound(_occurrence(scan, match))


def _foreign(scan: Scan, mention: Mention) -> bool:
    """Whether what is an ordinary word in English stands with a capital in a language that has it from nowhere else."""
    first = scan.document.text[mention.start]
    return scan.language in other_languages.ENGLISH_IS_FOREIGN and first.isupper()


def _lacks_capital(scan: Scan, match: _Match) -> bool:
    """Whether a name stands small in a sentence of a language in which that says that it is a word ("магнит")."""
    text, mention = scan.document.text, match.mention
    first = text[mention.start]
    if not first.islower() or not match.variant.raw[0].isupper() or not text[mention.start : mention.end].islower():
        return False
    own = bool(other_languages.CAPITAL_MEANS_NAME & scan.like) and scan.language not in other_languages.OTHER_ALPHABETS
    return (own if first.isascii() else True) and _writes_capitals(text, mention.start)


def _is_one_word(spelled: str) -> bool:
    """Whether a name of several parts stands as one small word of the dictionary ("lining" for Li-Ning)."""
    return spelled.isalpha() and spelled.islower() and is_in_dictionary(spelled)


def _written_small(text: str, mention: Mention, variant: Variant) -> bool:
    """Whether a name that is written with a capital stands as a small word of the dictionary ("your brother")."""
    spelled = text[mention.start : mention.end]
    if " " in spelled or "-" in spelled:
        return _writes_capitals(text, mention.start) and _of_small_words(spelled, variant)
    small = spelled.islower() and not variant.raw.islower()
    if not small:
        return False
    if text[mention.end : mention.end + 1] == "-" and text[mention.end + 1 : mention.end + 2].islower():
        return True  # "the uber-rich"
    return (
        spelled in SMALL_WORDS
        or (is_in_dictionary(spelled) and _SAID_OF.search(text, max(0, mention.start - 6), mention.start) is not None)
        or is_inflected(spelled)
        or is_abstract(spelled)
        or (spelled.endswith("s") and is_inflected(spelled[:-1]))
    )


def _writes_capitals(text: str, start: int) -> bool:
    """Whether the sentence of a place begins as sentences do: who writes all small writes names small, too."""
    begin = max(text.rfind(end, 0, start) for end in ".!?\n") + 1
    return text[begin : start + 1].lstrip(" \"'(*#-")[:1].isupper()


def _of_small_words(spelled: str, variant: Variant) -> bool:
    """Whether a name of several words stands as words ("a blue apron", "the American eagle")."""
    written, listed = _PARTS.split(spelled), _PARTS.split(variant.raw)
    small = any(
        one.islower() and other[:1].isupper() for one, other in zip(reversed(written), reversed(listed), strict=False)
    )
    return small and all(is_in_dictionary(word.lower()) for word in written)


def _match(scan: Scan, matcher: Matcher, index: int, start: Start) -> _Match | None:
    """The spelling that begins at a token, unless the text around it makes it part of something else."""
    text = scan.document.text
    found = spelled_at(scan, matcher, index, start)
    if found is None:
        return None
    variant, first, after, end = found.variant, found.first, found.after, found.end
    joined = "_" in text[first.start : end]  # "new_relic": an identifier, whatever else is in it
    if not (joined or bounded(text, first, scan.tokens[after - 1])) or (
        (variant.exact or variant.owner in matcher.cased)
        and not (exactly(text[first.start : end], variant) or found.begins_as_listed(text))
    ):
        return None
    if variant.dotted and text[first.start - 1 : first.start] != ".":
        return None
    block = scan.document.blocks[scan.document.block_at(first.start)]
    if block.kind == "source" or (
        block.kind == "code" and not joined and not exactly(text[first.start : end], variant)
    ):
        return None
    if text[end : end + 1] == "!" and variant.raw.endswith("!"):
        end += 1
    certainty = 1.0 if variant.priority < 2 else 0.95
    return _Match(Mention(variant.owner, first.start, end, certainty), variant, index, after)


def _host_mentions(scan: Scan, matcher: Matcher) -> list[Mention]:
    found = []
    for span in scan.hosts:
        owner = owner_of(span.host, matcher)
        block = scan.document.blocks[scan.document.block_at(span.start)]
        if owner is not None and block.kind != "source":
            found.append(Mention(owner, span.start, span.end, 0.95))
    return found


def _settled(scan: Scan, doubtful: list[_Match], sure: list[Mention]) -> list[Mention]:
    """The ordinary words that are names here; one beyond doubt establishes the others of its brand."""
    accepted: list[Mention] = []
    established = {mention.owner for mention in sure}
    waiting = doubtful
    for _ in range(2):
        left = []
        around = Around(map(_span, sure + accepted), (_span(one.mention) for one in waiting if _is_homonym(scan, one)))
        for match in waiting:
            mention = match.mention
            score = _score(scan, match, around, established=mention.owner in established)
            if score >= THRESHOLD or (mention.start, mention.end) in scan.linked:
                mention.certainty = min(0.95, 0.6 + 0.1 * max(score, THRESHOLD))
                mention.end = legal_tail(scan.document.text, mention.end)
                accepted.append(mention)
            else:
                left.append(match)
        established = established | {mention.owner for mention in accepted}
        waiting = left
    return accepted


def _is_homonym(scan: Scan, match: _Match) -> bool:
    return is_homonym(scan.language, match.variant.key)


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _score(scan: Scan, match: _Match, around: Around, *, established: bool) -> float:
    """What speaks for a name: votes as English has them, others for a word of a script without capitals."""
    place, span = _occurrence(scan, match), _span(match.mention)
    if _is_homonym(scan, match):
        said = homonym_votes(place, scan.language, span, around.names(span[0]), around.words(span[0]))
        return said + (THRESHOLD if established else 0.0)
    score = votes(place, match.variant.raw, established=established)
    same = scan.is_small and in_same_words(place, around.names(span[0]))
    return max(score, THRESHOLD) if same else score


def _votes(scan: Scan, match: _Match) -> float:
    return votes(_occurrence(scan, match), match.variant.raw, established=False)


def _occurrence(scan: Scan, match: _Match) -> Occurrence:
    block = scan.document.blocks[scan.document.block_at(match.mention.start)]
    return Occurrence(scan.document, scan.tokens, match.first, match.after, block, scan.prompt)


def _discarded(scan: Scan, mention: Mention) -> bool:
    if scan.is_sourced(mention.start) or any(
        start <= mention.start and mention.end <= end for start, end in scan.echoes
    ):
        return True
    text = scan.document.text
    block = scan.document.blocks[scan.document.block_at(mention.start)]
    start = max(block.start, mention.start - 200)
    for hit in _SENTENCE_BREAK.finditer(text, start, mention.start):
        if hit.end() == mention.start or text[hit.end() : hit.end() + 1].isspace():
            start = hit.end()
    sentence = text[start : min(block.end, mention.end + 120)]
    return says_nothing_known(sentence, mention.start - start, mention.end - start, scan.language)


class _Cursor:
    """Answers "is this offset inside a span" for offsets that only grow."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._at = 0

    def holds(self, offset: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][1] <= offset:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] <= offset
