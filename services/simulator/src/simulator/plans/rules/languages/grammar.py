"""What the languages need of grammar to put a phrase into a sentence: articles, elision, capitals, end marks."""

import re
from collections.abc import Mapping
from typing import Any

from common.english.words import words
from simulator.plans.rules.english.grammar import indefinite

_SPACE_BEFORE = {"fr": re.compile(r"\s+([,.])")}
_ANY_SPACE_BEFORE = re.compile(r"\s+([,.;:!?])")
_MUTE_H = re.compile(r"h(?!alogène|ache|aie|amac|ameçon|and|angar|aricot|arnais|arpe|aut|ibou|ockey|omard|ors|uit|all)")
_ELIDED = re.compile(r"\b([Dd]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)e (?=[aeiouyâàéèêëîïôöûùœh])", re.IGNORECASE)


def with_article(phrase: str, language: str, rules: Mapping[str, Any]) -> str | None:
    """``phrase`` as an object with its indefinite article; None where its gender is not known."""
    if language == "en":
        return indefinite(phrase)
    article = rules["articles"].get(gender_of(phrase, language, rules))
    return f"{article} {phrase}" if article else None


def gender_of(phrase: str, language: str, rules: Mapping[str, Any]) -> str | None:
    """m, f or n of a phrase by the ending of its head; None where the table does not know it."""
    head = _head(phrase, language)
    return next((of for ending, of in rules["gender"] if head and head.endswith(ending)), None)


def agreed(template: str, gender: str | None, rules: Mapping[str, Any]) -> str:
    """A template in the gender of what it asks for: [masculine|feminine] marks and the words that follow by rule."""
    told = _MARK.sub(lambda found: found[2] if gender == "f" else found[1], template)
    for masculine, feminine in rules.get("feminine", ()) if gender == "f" else ():
        told = re.sub(masculine, feminine, told)
    return told


_MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def _head(phrase: str, language: str) -> str | None:
    """The word whose gender counts, in small letters; None where a word before it would have to agree."""
    first = phrase.split(" ", 1)[0] if phrase else ""
    if language == "de" and not first[:1].isupper():
        return None
    return first.lower() or None


def capitalized(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence_start(text: str, language: str) -> str:
    """A sentence as it stands behind a colon: in small letters but for what is always written large."""
    first = text.split(" ", 1)[0].rstrip(",'’")
    own = re.match(r"I(?:['’]\w+)?$", first) or (len(first) > 1 and first.isupper())
    if own or (language == "de" and first.lower() not in _SMALL_IN_GERMAN):
        return text
    return text[:1].lower() + text[1:]


_SMALL_IN_GERMAN = words(
    """ich wir mein meine meinem meinen meiner unser unsere unserem unseren unserer der die das ein eine einen es man
    bei im in am beim nach jeder jede jedes alle niemand keiner nichts immer ständig oft manchmal wer wie was wann wo
    warum welche welcher welches wozu womit ist sind kann muss lohnt gibt braucht darf wenn und"""
)


def elided(text: str, language: str) -> str:
    """``text`` with the elisions of the language and nothing else changed."""
    return _ELIDED.sub(lambda found: _elided(found, text), text) if language == "fr" else text


def finished(text: str, language: str) -> str:
    """``text`` as sentences: single spaces, elided where the language does so, a capital at each start, an end mark."""
    flat = " ".join(text.split())
    flat = elided(flat, language)
    flat = _SPACE_BEFORE.get(language, _ANY_SPACE_BEFORE).sub(r"\1", flat)
    flat = re.sub(r"([?!])\.|\.\.+", lambda found: found[1] or ".", flat)
    flat = re.sub(r"(?<!\d)([.!?])\s+([a-zà-öø-ÿ])", lambda found: f"{found[1]} {found[2].upper()}", flat)
    flat = capitalized(flat)
    return flat if flat.endswith((".", "?", "!")) else flat + "."


def _elided(found: "re.Match[str]", text: str) -> str:
    after = text[found.end() : found.end() + 12].lower()
    if after.startswith("h") and not _MUTE_H.match(after):
        return found[0]
    if re.match(r"(?:onze|oui|un à|yaourt|yoga)", after):
        return found[0]
    return f"{found[1]}’"
