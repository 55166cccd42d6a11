"""Advice in German, French, Spanish, Portuguese, Japanese and Chinese: who is told to be taken, and no more.

A sentence is read part by part, as commas part it; texts have no accents.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from analyzer.extraction.lexicon.cues.tables import Cue, cues_of
from analyzer.extraction.meaning.clauses.segments import O, Segment, T
from analyzer.extraction.meaning.presence import Verdict

_PART = re.compile(r"[,;，、。]\s*|\s–\s|\s(?=(?:aber|sondern|mais|pero|sino|mas|porem|但|不过)\b)")
_DENIED = re.compile(
    r"\b(?:nicht|nie|niemals|kein(?:e[nmrs]?)?|keinesfalls|weder|ne|n'|pas|jamais|aucune?|ni|nunca|jamas|tampoco"
    r"|nao|nem|kaum|selten|(?<!aposte )(?<!invista )no)\b|n'(?=\w)|[不别勿没](?!二|错|错的)"
)
_OFFERED = re.compile(
    r"(?:statt|anstatt|anstelle von|plutot que|au lieu de|en (?:vez|lugar) de|em vez d[eoa])"
    rf"[^{T}{O}]{{0,12}}$"
)
_SET_ASIDE = re.compile(r" (?:lieber |besser )?(?:nicht|nie|pas|no|nao)\b")
_TOGETHER = re.compile(
    rf"[{T}{O}](?:, ?[{T}{O}])*"
    rf"(?: (?:oder|und|et|ou|y|o|e|u) (?:den |die |das |le |la |el |o |a )?|や|か|和|或|与)[{T}{O}]"
)
"""Names in a row: what is said of one is said of all."""
_ROOM = 28
"""Characters before a piece of advice in which it may be denied."""


def read_other_languages(spoken: Sequence[Segment], verdicts: dict[int, Verdict]) -> None:
    """Brands that a sentence in one of these languages tells the asker to take."""
    seen: set[tuple[int, int]] = set()
    for segment in spoken:
        if not segment.direct or segment.question or segment.step or (segment.owner, segment.sentence) in seen:
            continue
        seen.add((segment.owner, segment.sentence))
        weight = _advice(segment.whole)
        if weight:
            verdicts[segment.owner].raise_to("recommended", weight, (segment.start, segment.end))


@lru_cache(maxsize=1024)
def _advice(sentence: str) -> float:
    """How sure it is that a masked sentence advises its brand; 0 where it does not."""
    return max((cue.weight for cue, _ in advice_abroad(sentence)), default=0.0)


def advice_abroad(sentence: str) -> Iterator[tuple[Cue, re.Match[str]]]:
    """The cues that advise the brand of a masked sentence, each where it is found: in the whole, or in a part."""
    sentence = _TOGETHER.sub(lambda hit: T if T in hit.group() else O, sentence.replace(" :", ":"))
    yield from cues_of("abroad/advice", only=("advised-firmly",)).found(sentence)
    for part in _PART.split(sentence):
        if T in part:
            advised = cues_of("abroad/advice", only=("advised",)).found(part)
            yield from ((cue, hit) for cue, hit in advised if not _is_denied(hit))


def _is_denied(hit: re.Match[str]) -> bool:
    """Whether the words before, within or right behind it take the advice back."""
    text, at = hit.string, hit.string.index(T, hit.start())
    before = text[max(0, hit.start() - _ROOM) : at]
    return bool(_DENIED.search(before) or _OFFERED.search(before) or _SET_ASIDE.match(text, at + 1))
