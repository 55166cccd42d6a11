"""How a site speaks to its readers, with the words that decided."""

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.sites.rules.analysis.model import Site, Tone

FEWEST_WORDS = 80
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESSED = re.compile(r"\b(?:you|your|yours|we|our|us|let['’]s)\b", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b\w+(?:n['’]t|['’](?:re|ve|ll|m|d))\b", re.IGNORECASE)
_EXCLAIMED = re.compile(r"\b\w+!")
_FORMAL = re.compile(
    r"\b(?:shall|hereby|herein|thereof|therein|pursuant|furthermore|moreover|aforementioned|whereas|"
    r"in accordance with|with respect to|undertakes?|hereinafter|notwithstanding)\b",
    re.IGNORECASE,
)
_CONVERSATIONAL_FROM, _FORMAL_BELOW = 5.0, 1.0
"""Cues in a hundred words: a text that speaks to its reader in every second sentence, and one that never does."""


def find_tone(site: Site, language: str) -> tuple[Tone | None, str]:
    """The tone of voice and a sentence on what decided; None where it can't be told, with the reason."""
    if language != "en":
        return None, "The tone is read in English only."
    whole = "\n".join(page.text for page in site.pages)
    count = len(_WORD.findall(whole))
    if count < FEWEST_WORDS:
        return None, f"The pages have {count} words; the tone is read from {FEWEST_WORDS}."
    near = [found.lower() for found in tone_cues(whole, "conversational")]
    stiff = [found.lower() for found in tone_cues(whole, "formal")]
    share = 100 * (len(near) - 2 * len(stiff)) / count
    tone: Tone = "conversational" if share >= _CONVERSATIONAL_FROM else "formal" if share < _FORMAL_BELOW else "neutral"
    told = ", ".join(word for word, _ in Counter(stiff if tone == "formal" and stiff else near).most_common(4))
    spoken = f"In {count:,} words, {len(near)} address the reader, are contracted or exclaimed; {len(stiff)} are formal"
    return tone, f"{spoken} ({told})." if told else f"{spoken}."


def tone_cues(text: str, tone: Tone) -> Iterator[str]:
    """The words of a text that speak for a tone, as they are written."""
    patterns = (_FORMAL,) if tone == "formal" else (_CONTRACTED, _EXCLAIMED, _ADDRESSED)
    for pattern in patterns:
        yield from (found[0].strip() for found in pattern.finditer(text))
