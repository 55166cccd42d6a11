"""The words with which sites speak of themselves, a file per language; what is not listed has none."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from analyzer.sites.rules.reading import Reading
from common.contracts.vocabulary import BusinessKind

FOLDER = Path(__file__).with_name("words")
LANGUAGES = ("de", "en", "fr")
_FRONT = ("title", "heading", "paragraph", "description")
_MOST_OF_NOTHING = 3
_NOTHING = re.compile(
    "|".join(tomllib.loads((FOLDER / "nothing.toml").read_text(encoding="utf-8"))["says"]), re.IGNORECASE
)
_SURE = 0.15
"""Share of a text's words that stop a phrase, from which on the text is in that language."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for a kind: the sayings of one sort of place. ``least``: of how many of them something stands."""

    kind: BusinessKind
    source: str
    weight: float
    says: tuple[re.Pattern[str], ...]
    least: int


@dataclass(frozen=True, slots=True)
class Sells:
    """To whom a site sells: words for either side, phrases for organisations, for both at once, for two sides."""

    b2b_words: frozenset[str]
    b2c_words: frozenset[str]
    b2b: tuple[re.Pattern[str], ...]
    through: re.Pattern[str] | None
    sides: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Words:
    """One language. ``heads`` says of a noun that names suppliers: (kind, its plural), without a kind where that is
    open; those in ``whole`` end no compound (marked with "=" in the file). Keys are in lower case.

    Heads in ``services`` name what is done, not who does it ("roof repair"): they count where a site says what it is.
    """

    language: str
    lists: Mapping[str, frozenset[str]]
    heads: Mapping[str, tuple[BusinessKind | None, str]]
    whole: frozenset[str]
    services: frozenset[str]
    frames: tuple[tuple[BusinessKind, str], ...]
    doer: tuple[str, str]
    doings: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    copula: tuple[str, ...]
    cues: tuple[Cue, ...]
    sells: Sells
    near: tuple[re.Pattern[str], ...]
    far: tuple[re.Pattern[str], ...]
    made: Mapping[str, tuple[str, str]]
    plurals: Mapping[str, str]
    compounds: bool = False
    head_first: bool = False

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` stands in the list ``name``."""
        return word.lower() in self.lists[name]


_LISTS = (
    "stops",
    "own",
    "articles",
    "links",
    "places_after",
    "praise",
    "goods_not",
    "not_looked_for",
    "orders",
    "around",
    "no_place",
    "anybody",
)
_MADE = (
    "shop_of",
    "shop_online",
    "maker_of",
    "service_of",
    "publisher_of",
    "marketplace_of",
    "fallback",
)


def words_of(reading: Reading) -> Words:
    """The words of a site's language; where it says none, of the language whose small words it uses; else none."""
    if reading.language in LANGUAGES:
        return words_in(reading.language)
    if reading.language != "und":
        return words_in("")
    counts = Counter(word for page in reading.site.pages for word in page.text[:4000].lower().split())
    whole = sum(counts.values()) or 1
    shares = {code: sum(counts[each] for each in words_in(code).lists["stops"]) / whole for code in LANGUAGES}
    best = max(LANGUAGES, key=lambda code: (shares[code], code))
    return words_in(best if shares[best] >= _SURE else "en" if whole < 40 else "")


@cache
def words_in(language: str) -> Words:
    """The words of a language, read once."""
    path = FOLDER / f"{language}.toml"
    told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if language else {}
    title, local = told.get("title", {}), told.get("local", {})
    lists = {name: _set(told.get(name, "")) for name in _LISTS}
    lists["navigation"], lists["generic"] = (
        _set(title.get("navigation", "")),
        _set(told.get("generic", {}).get("words", "")) | _services(told),
    )
    heads = dict(_heads(told.get("heads", {})))
    return Words(
        language,
        lists,
        heads,
        frozenset(
            e[1:].partition(":")[0].lower() for t in told.get("heads", {}).values() for e in t.split() if e[0] == "="
        ),
        _services(told),
        tuple((each["kind"], each["says"]) for each in told.get("frames", ())),
        (told.get("doings", {}).get("doer", "(?!)"), told.get("doings", {}).get("of", "")),
        tuple((each["verb"], each["of"]) for each in told.get("doings", {}).get("list", ())),
        tuple(title.get("about", ())),
        tuple(told.get("copula", ())),
        tuple(
            Cue(e["kind"], e["source"], e["weight"], _all(e["says"]), e.get("least", 1)) for e in told.get("cues", ())
        ),
        _sells(told.get("sells", {})),
        _all(local.get("says", ())),
        _all(local.get("far", ())),
        {name: tuple(told.get(name, ("{industry}", "?"))) for name in _MADE},
        {many.lower(): one for one, (_, many) in heads.items() if many},
        told.get("compounds", False),
        told.get("head_first", False),
    )


def is_empty(reading: Reading) -> bool:
    """Whether the front says that there is no site yet, or no more: under construction, or a domain for sale."""
    front = [line.text for line in reading.lines if line.url == reading.site.home.url and line.place in _FRONT]
    return len(reading.site.pages) <= _MOST_OF_NOTHING and any(_NOTHING.search(text) for text in front)


@cache
def structured_types() -> Mapping[str, frozenset[str]]:
    """Which schema.org types say which kind of business; ``place_bound``: which are looked for by their place."""
    told = tomllib.loads((FOLDER / "structured.toml").read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in told.items()}


def _set(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ").lower() for word in text.split())


def _all(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in patterns)


def _heads(told: Mapping[str, str]) -> Iterable[tuple[str, tuple[BusinessKind | None, str]]]:
    kinds: Mapping[str, BusinessKind] = {each: each for each in get_args(BusinessKind)}
    for key, text in sorted(told.items(), key=lambda pair: pair[0] in kinds):  # a noun of a kind is no mere service
        for entry in text.split():
            one, _, many = entry.replace("_", " ").removeprefix("=").partition(":")
            yield one.lower(), (kinds.get("service_provider" if key == "services" else key), many)


def _services(told: Mapping[str, Any]) -> frozenset[str]:
    """Heads of what is done, not of who does it; ``fields`` are those that makers have in their names too."""
    heads = dict(told.get("heads", {}))
    text = f"{heads.pop('services', '')} {heads.pop('fields', '')}"
    return frozenset({word for word, _ in _heads({"services": text})} - {word for word, _ in _heads(heads)})


def _sells(told: Mapping[str, Any]) -> Sells:
    through, sides = told.get("through"), told.get("sides")
    return Sells(
        _set(told.get("b2b_words", "")),
        _set(told.get("b2c_words", "")),
        _all(told.get("b2b", ())),
        re.compile(through, re.IGNORECASE) if through else None,
        re.compile(sides, re.IGNORECASE) if sides else None,
    )
