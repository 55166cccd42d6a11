"""Where a business sells: countries and currencies that its site states, as ISO codes."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.prose import sentences_of
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.vocabulary import Vocabulary


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(files(__package__).joinpath("words", "countries.toml").read_text("utf-8"))
    countries = [
        (code, re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE))
        for code, names in data["countries"].items()
    ]
    money = [
        (
            code,
            re.compile(
                r"\d\s?(?:{0})(?!\w)|(?<!\w)(?:{0})\s?\d".format("|".join(map(re.escape, signs))), re.IGNORECASE
            ),
        )
        for code, signs in data["currencies"].items()
    ]
    return (*countries, *money)


def find_markets(reading: Reading, spots: list[Spot], words: Vocabulary) -> tuple[str, ...]:
    """ISO 3166 and 4217 codes, sorted: countries where it says it delivers or works, currencies of its prices."""
    shipping = words.pattern("market.shipping")
    found: set[str] = set()
    for spot in spots:
        about = any(shipping.search(each) for each in (*spot.trail[-2:], spot.title) if each)
        for sentence in sentences_of(spot.line.text.replace(" | ", ". ")):
            stated = about or shipping.search(sentence) is not None
            found |= {
                code for code, pattern in _named() if (stated or len(code) == len("EUR")) and pattern.search(sentence)
            }
    for item in (item for page in reading.site.pages for item in page.structure.items):
        if item.currency and re.fullmatch(r"[A-Z]{3}", item.currency):
            found.add(item.currency)
        if item.country and re.fullmatch(r"[A-Z]{2}", item.country):
            found.add(item.country)
    return tuple(sorted(found))
