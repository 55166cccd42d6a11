"""Refusals: answers that give nothing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.naming.nothing_known import praises

_SOON = 80
"""Characters of a sentence within which a refusal begins, if it is one."""
_OPENING = 45
"""Characters in which a courtesy shows."""
# "A and B are tied; I can't tell them apart": what stands before the refusal says something.
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|offers?|costs?|makes?)\b|;", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:es tut mir leid|leider kann ich|je suis désolée?|je suis desolee?|je ne peux pas|lo siento"
    r"|no puedo (?:ayudar|proporcionar)|desculpe|sinto muito|não posso|nao posso|"
    r"申し訳(?:ありません|ございません)|できません|抱歉|对不起|很抱歉|無法|无法)",
    re.IGNORECASE,
)


def refuses(sentences: Sequence[str]) -> bool:
    """Whether an answer as a whole refuses: it opens with a refusal and adds nothing but courtesies."""
    if not sentences or not any(_is_refusing(sentence) for sentence in sentences[:2]):
        return False
    if len(sentences) > 12:
        return False
    rest = [sentence for sentence in sentences if not _is_empty(sentence)]
    return not rest


@lru_cache(maxsize=256)  # the openings of answers are much alike
def _is_refusing(sentence: str) -> bool:
    if _FOREIGN.search(sentence[:40]):
        return True
    begins = (hit.start() for _, hit in cues_of("refusal", only=("refuses",)).found(_plain(sentence)))
    refusing = any(begin < _SOON and not _STATES.search(sentence, 0, begin) for begin in begins)
    return refusing and not praises(sentence)  # "I couldn't find a better one than Acme"


def _is_empty(sentence: str) -> bool:
    """A sentence that adds no content to a refusal."""
    text = _plain(sentence)
    if cues_of("refusal", only=("turns",)).holds(text):
        return False
    return (
        _is_refusing(sentence)
        or cues_of("refusal", only=("apologises",)).holds(text)
        or cues_of("refusal", only=("polite",)).holds(text[:_OPENING])
    )


def _plain(sentence: str) -> str:
    """A sentence as the rows have it."""
    return sentence.lower().replace("’", "'")
