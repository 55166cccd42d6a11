"""The language of a page: what it declares, unless its text is clearly written in another one. Pure."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from collector.pages.rules.listed import listed, table
from collector.pages.rules.text import declared_meta

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DETECTED_LEAST, OVERRULED_LEAST = 40, 100
"""Characters of text from which a language is detected where none is declared, and against one that is."""
DETECTED_MOST = 5000
SENTENCE_WORDS = 5
"""Fewer words in a line are a label or a name, which may be of any language."""
COMMON_SHARE = 0.12
"""Share of a language's commonest words from which a text is taken for one of it. Sentences have 0.25 to 0.5."""
OTHER_LEAST, HALF_LEAST = 0.99, 0.75
"""Probability from which another language than the declared one is believed: of a text, and of each of its halves."""
_LANGUAGE_TAG = re.compile(r"^\s*([a-zA-Z]{2,3})(?:[-_].*)?$", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]+")
_WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TOLD_APART = listed("language", "told_apart")
_COMMON = table("language", "common")
_SAME = {code: group for group in table("language", "same").values() for code in group}
"""Codes under which one language is declared and another, or a neighbour that no detector tells apart, is found."""


def language_of(text: str, declared: str | None) -> str | None:
    """A code of two or three letters; None where nothing is declared and the text is too short to tell."""
    if declared is None:
        return _detected(text[:DETECTED_MOST]) if len(text) >= DETECTED_LEAST else None
    prose = _prose(text)
    if _weight(prose) < OVERRULED_LEAST or _is_written_in(prose, declared):
        return declared
    return _clearly_another(prose, declared) or declared


def declared_language(tree: Any) -> str | None:
    """What a page says of its language, in its root element or its head."""
    root = tree.getroottree().getroot()
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    match = _LANGUAGE_TAG.match(said) or _LANGUAGE_TAG.match(declared_meta(tree, "content-language", "og:locale"))
    return match.group(1).lower() if match else None


def _prose(text: str) -> str:
    """The lines of ``text`` that are sentences, as many as are looked at."""
    lines = (line for line in text[: 4 * DETECTED_MOST].split("\n") if _is_sentence(line))
    return "\n".join(lines)[:DETECTED_MOST]


def _is_sentence(line: str) -> bool:
    return line.count(" ") >= SENTENCE_WORDS - 1 or len(_WITHOUT_BLANKS.findall(line)) >= 2 * SENTENCE_WORDS


def _weight(text: str) -> int:
    """Characters, of which those of scripts without blanks say as much as two or three."""
    return len(text) + 2 * len(_WITHOUT_BLANKS.findall(text))


def _is_written_in(prose: str, language: str) -> bool:
    """Whether the commonest words of a language are common in a text. Spares most pages the detector and its model."""
    common = _COMMON.get(language)
    if not common:
        return False
    words = [word.lower() for word in _WORDS.findall(prose)]
    return sum(word in common for word in words) >= COMMON_SHARE * len(words)


def _clearly_another(prose: str, declared: str) -> str | None:
    """The language in which both halves of a text are written; None where that is not sure, or is the declared one."""
    language = _detected(prose, OTHER_LEAST)
    if language is None or language in _SAME.get(declared, {declared}):
        return None
    middle = max(prose.rfind(" ", 0, len(prose) // 2), len(prose) // 3)
    return (
        language if {_detected(half, HALF_LEAST) for half in (prose[:middle], prose[middle:])} == {language} else None
    )


def _detected(text: str, least: float = 0.0) -> str | None:
    code, probability = _identifier().classify(text)
    return str(code) if probability >= least else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, which most pages need not wait for

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_TOLD_APART & set(identifier.labels))
    return identifier
