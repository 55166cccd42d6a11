"""The contexts of names per language, compiled from the word lists beside this module."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

RELATIONS = ("rival", "supplier", "brand_sold", "integration", "customer", "media", "partner", "other")
LANGUAGES = ("en", "de", "fr", "ja")
_ONE = r"[„“«\"]?⟦\d+⟧[“”»\"]?(?:\s*\([^()]*\))?"
_OTHER = rf"(?:{_ONE}|(?-i:[A-ZÀ-Þ][\w-]+))"
_AND = r"(?:\s*(?:,|/|;|、|・|·|&)\s*|\s+)(?-i:(?:and|or|und|oder|sowie|et|ou|the|der|die|das|le|la|les|l')\s+){0,2}"
_ARTICLE = r"(?-i:(?:the|der|die|das|dem|den|le|la|les)\s|l'|L'|Le\s|La\s)?"
_LIST = (
    rf"{_ARTICLE}(?:(?-i:[A-ZÀ-Þ][\w-]+)(?=\s*,|\s(?:and|or|und|oder|et|ou)\s){_AND}){{0,3}}{_ONE}(?:{_AND}{_OTHER})*"
)
"""A name or a list of names, each put in as ``⟦number⟧``."""
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Context:
    """What of one relation is said by headings, and by sentences for certain (``strong``) or with others (``weak``)."""

    relation: str
    headings: re.Pattern[str]
    strong: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of one language."""

    language: str
    contexts: tuple[Context, ...]
    locative: re.Pattern[str]
    titles: re.Pattern[str]
    at: re.Pattern[str]
    mine: tuple[re.Pattern[str], ...]
    contrast: re.Pattern[str]
    first: re.Pattern[str]
    second: re.Pattern[str]
    changed: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    media: re.Pattern[str]
    legal: re.Pattern[str]
    asked: tuple[re.Pattern[str], ...]
    told: tuple[re.Pattern[str], ...]
    referred: tuple[re.Pattern[str], ...]
    own: frozenset[str]
    given: frozenset[str]
    ordinary: frozenset[str]
    closed: frozenset[str]
    appositions: frozenset[str]
    mass: frozenset[str]


@lru_cache(maxsize=len(LANGUAGES))
def vocabulary(language: str) -> Vocabulary:
    """The contexts of a language; English where it is none of those that are read, for names in lists and tables."""
    code = language if language in LANGUAGES else "en"
    data = tomllib.loads(files(__package__).joinpath("words", f"{code}.toml").read_text("utf-8"))
    own = "(?:" + "|".join(("⟦o⟧", *(rf"(?<!\w){re.escape(word)}(?!\w)" for word in data["own"]))) + ")"
    contexts = tuple(
        Context(
            relation,
            _any(data[relation]["headings"], own),
            tuple(_with_names(each, own) for each in data[relation]["strong"]),
            tuple(_with_names(each, own) for each in data[relation].get("weak", ())),
        )
        for relation in RELATIONS
    )
    return Vocabulary(
        code, contexts, _with_names(data["locative"], own), _with_names(data["titles"], own),
        _with_names(data["at"], own), (_with_names(data["mine"], own), _with_names(data["plans"], own)),
        _any([data["contrast"]], own), _any([data["first"]], own), _any([data["second"]], own),
        tuple(_with_names(each, own) for each in data["changed"]), _any([data["between"]], own),
        _any([data["media"]["shape"]], own), _any([data["legal"]], own),
        tuple(_with_names(each, own) for each in data["asked"]),
        tuple(_with_names(each, own) for each in data["told"]),
        tuple(_with_names(each, own) for each in data["referred"]),
        frozenset(data["own"]),
        *(frozenset(data[key].split()) for key in ("given", "ordinary", "closed", "appositions", "mass")),
    )  # fmt: skip


def _any(patterns: list[str], own: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{each.replace('OWN', own)})" for each in patterns)
    return re.compile(joined, re.IGNORECASE) if patterns else _NEVER


def _with_names(pattern: str, own: str) -> re.Pattern[str]:
    start = r"(?<!\w)" if pattern[0] not in "\\@" else ""
    bounded = pattern.replace(r"\bOWN", "OWN").replace(r"OWN\b", "OWN").replace("OWN", own)
    return re.compile(start + bounded.replace("@", f"(?P<names>{_LIST})"), re.IGNORECASE)
