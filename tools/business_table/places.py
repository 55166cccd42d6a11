"""Rows of the table of places: which presets are businesses, and how their names are written in a sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from business_table.spelling import in_a_sentence

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
SOURCE = "id-tagging-schema"
_HERE = Path(__file__).parent
_LEFT_OUT = "-"
_BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]")
_FEMALE = re.compile(r"/-?(?:in|r|a|o)\b")
_ONE_OF = re.compile(r"(?<!-)\s*[/／・]\s*(?!-)|(?<!-)\s*,\s+(?!-)|\s+–\s+")
_MOST_TERMS = 12


def selection() -> list[tuple[str, str]]:
    """Patterns of ids with the kind of business they are, in order: the first that fits counts."""
    lines = (_HERE / "places.tsv").read_text("utf-8").splitlines()[1:]
    return [(pattern, kind) for pattern, kind in (line.split("\t") for line in lines)]


def own_names() -> dict[tuple[str, str], str]:
    """Names that stand in for those of the package, by preset and language: cells of names as the table has them."""
    lines = (_HERE / "names.tsv").read_text("utf-8").splitlines()[1:]
    return {(preset, language): names for preset, language, names in (line.split("\t") for line in lines)}


def rows(presets: Iterable[str], words: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Sequence[str]]:
    """Cells of every preset that is a business: id, kind, source, and its words in each language."""
    patterns, named = selection(), own_names()
    for preset in presets:
        kind = next((kind for pattern, kind in patterns if fnmatchcase(preset, pattern)), _LEFT_OUT)
        if kind == _LEFT_OUT:
            continue
        cells = [
            cell(words[language].get(preset, {}), language, named.get((preset, language), "")) for language in LANGUAGES
        ]
        yield [f"place:{preset}", "" if kind == "any" else kind, SOURCE, *cells]


def cell(told: Mapping[str, str], language: str, named: str = "") -> str:
    """``name|alias|...;term|term|...``, each once; empty where the language has no name."""
    if not named and (not told.get("name") or told["name"].startswith("Obsol")):
        return ""
    spoken = [*_names(told.get("name", ""), language)]
    for alias in told.get("aliases", "").splitlines():
        spoken += _names(alias, language)
    names = list(dict.fromkeys([*(named.split("|") if named else ()), *filter(None, spoken)]))
    known = {name.split("=")[0].lower() for name in names}
    terms = [_clean(term).lower() for term in re.split(r"[,、،\n]", told.get("terms", ""))]
    kept = [term for term in dict.fromkeys(terms) if term and term not in known][:_MOST_TERMS]
    return "|".join(names) + (";" + "|".join(kept) if kept else "")


def _names(text: str, language: str) -> list[str]:
    parts = _ONE_OF.split(_FEMALE.sub("", _BRACKETS.sub("", text)))
    return [in_a_sentence(_clean(part), language) for part in parts if _clean(part).strip("-") == _clean(part) != ""]


def _clean(text: str) -> str:
    return re.sub(r"[\s|;=]+", " ", text.replace("\u00ad", "").replace("\u200b", "")).strip(" .")
