"""The language of an answer, and how deep the rules read it.

English is read in full. In German, French, Spanish, Portuguese, Japanese and Chinese the rules read who is mentioned,
how the answer ranks them and whom it plainly tells to take; in any other language who is mentioned, and no more. Every
extraction says which it was.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from analyzer.extraction.lexicon.vocabulary import FUNCTION_WORDS
from analyzer.extraction.model import Depth

RANKED = frozenset({"de", "fr", "es", "pt", "ja", "zh"})
UNCLEAR = "und"
"""BCP 47's tag for "undetermined": names without words of any language; there is nothing to misread in them."""

_SAMPLE = 2000
"""Code points of an answer that are looked at."""
_TOLD_APART = [
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "is", "it",
    "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sv", "th", "tr", "uk", "vi", "zh",
]  # fmt: skip
"""Languages that answers come in; smaller relatives of them would only cast doubt on them."""
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_KANA = re.compile(r"[\u3041-\u30fa]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OWN_SCRIPT = 0.3  # of the letters: names in another script don't make a text's language
_PLAINLY_ENGLISH = 0.25
_SURE = 0.8
_LEANING = 0.2
_FEW = 4


def language_of(text: str, prompt: str = "") -> str:
    """The ISO 639-1 code of a text; the question's where the text alone does not tell."""
    own = _identified(text[:_SAMPLE])
    return own if own != UNCLEAR or not prompt else _identified(prompt[:_SAMPLE])


def leanings(text: str, language: str) -> frozenset[str]:
    """The languages whose forms of names may stand in a text: its own, else those that its few words look like.

    None where it may be English, which has no such forms.
    """
    if language != UNCLEAR:
        return frozenset([language])
    return _looks_like(text[:_SAMPLE])


@lru_cache(maxsize=256)
def _looks_like(sample: str) -> frozenset[str]:
    if not sample or sample.isspace():
        return frozenset()
    ranked = _identifier().rank(sample)
    like = frozenset(str(language) for language, share in ranked[:3] if share >= _LEANING)
    return frozenset() if "en" in like else like


def depth_of(language: str) -> Depth:
    """What the rules read in a language."""
    if language in ("en", UNCLEAR):
        return "full"
    return "rank" if language in RANKED else "mention"


@lru_cache(maxsize=256)
def _identified(sample: str) -> str:
    letters = sum(map(str.isalpha, sample)) if not sample.isascii() else 0
    if letters and len(_KANA.findall(sample)) > _OWN_SCRIPT * letters:
        return "ja"
    if letters and len(_HAN.findall(sample)) > _OWN_SCRIPT * letters:
        return "ja" if _KANA.search(sample) else "zh"
    lowered = sample.lower()
    if sample.isascii() and _share_of_english(lowered.split()) >= _PLAINLY_ENGLISH:
        return "en"  # told without taking the punctuation off
    words = _WORD.findall(lowered)
    if sample.isascii() and _share_of_english(words) >= _PLAINLY_ENGLISH:
        return "en"
    if not words or (sample.isascii() and len(words) < _FEW):
        return UNCLEAR
    language, share = _identifier().classify(sample)
    return str(language) if share >= _SURE else UNCLEAR


def _share_of_english(words: Sequence[str]) -> float:
    return sum(map(FUNCTION_WORDS.__contains__, words)) / len(words) if len(words) >= _FEW else 0.0


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_TOLD_APART)
    return identifier
