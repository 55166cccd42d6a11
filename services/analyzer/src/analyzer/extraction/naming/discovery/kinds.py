"""What a discovered name seems to be: a rival, a product of somebody, or something that is no rival at all.

Words around it and a short list decide. It sorts a list that a person looks through; nothing is hidden by it.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from analyzer.extraction.lexicon.english import is_given_name, is_ordinary, is_place_or_time
from analyzer.extraction.lexicon.firms import MARKETPLACES, MEDIA, OF_FIRMS
from analyzer.extraction.model import BrandKind
from analyzer.extraction.naming.known import known_brands
from analyzer.extraction.text.tokens import tokenize

AROUND = 40
"""Characters of the text that are looked at on either side."""

_SOLD_ON = re.compile(
    r"\b(?:available|sold|listed|listings?|buy|bought|purchase[ds]?|order(?:ed)?|reviews?|ratings?|reviewed|rated|search|compare)"
    r"\s(?:\w+\s){0,2}?(?:on|at|from|via|through)\s(?:the )?$",
    re.IGNORECASE,
)
_PLACE_TO_BUY = re.compile(r"^\s(?:marketplace|listings?|app store)\b", re.IGNORECASE)
_SAID_BY = re.compile(
    r"\b(?:according to|as reported (?:by|in)|published (?:in|by|on)|articles? (?:in|from|on|by)|featured (?:in|on)"
    r"|reviews? (?:by|in)|named by|editors (?:of|at)|the magazine)\s(?:the )?$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"^(?:'s)?\s(?:magazine|editors?|readers|reporters?|newspaper|blog|article)\b", re.IGNORECASE)
_MAKER = re.compile(r"((?:[A-Z][\w&.-]*\s){0,2}[A-Z][\w&.-]*)(?:['’]s?)?\s$")
_PERSON = re.compile(r"\b(?:dr|mr|mrs|ms|prof|ceo|cto|founder|co-founder|author|designer)\.?\s$", re.IGNORECASE)


def keys_of(name: str) -> list[str]:
    """The words of a name, as they are compared."""
    return [token.key for token in tokenize(name)]


def kind_of(name: str, around: Iterable[tuple[str, str]], named: Collection[str]) -> BrandKind:
    """The kind of ``name``. ``around``: the text before and after each place; ``named``: keys of the answer's names."""
    keys = keys_of(name)
    places = list(around)
    if any(_PERSON.search(before) for before, _ in places):
        return "person"
    said = _by_name(keys) or _by_place(places)
    made = _is_product(name, named) or any(_is_made_by(before, named) for before, _ in places)
    return said or ("product" if made else "rival")


def _by_name(keys: list[str]) -> BrandKind | None:
    key = "".join(keys)
    if key in MARKETPLACES:
        return "marketplace"
    if key in MEDIA:
        return "media"
    if all(map(is_place_or_time, keys)):
        return "place"
    return "person" if len(keys) == 2 and is_given_name(keys[0]) and key not in known_brands() else None


def _by_place(places: Sequence[tuple[str, str]]) -> BrandKind | None:
    if any(_SAID_BY.search(before) or _SAYS.match(after) for before, after in places):
        return "media"
    sold = any(_SOLD_ON.search(before) or _PLACE_TO_BUY.match(after) for before, after in places)
    return "marketplace" if sold else None


def _is_made_by(before: str, named: Collection[str]) -> bool:
    """Whether a brand stands right before a name, as its maker ("Lenovo ThinkPad", "Kia's EV6")."""
    hit = _MAKER.search(before)
    if hit is None:
        return False
    keys = keys_of(hit[1])
    return any(_is_brand("".join(keys[-size:]), named) for size in range(1, len(keys) + 1))


def _is_product(name: str, named: Collection[str]) -> bool:
    """Whether a name is another brand's with something after it ("Google Docs", "Samsung Galaxy S23")."""
    parts = name.split(" ")
    if all(part.lower() in OF_FIRMS for part in parts[1:]):
        return False
    known = "".join(keys_of(name)) in known_brands()
    makers = ("".join(keys_of(" ".join(parts[:size]))) for size in range(1, len(parts)))
    # "Home Depot" is known as a whole, and "Home" is a word.
    return any(
        _is_brand(maker, named) and not (known and is_ordinary(maker) and maker not in known_brands())
        for maker in makers
    )


def _is_brand(key: str, named: Collection[str]) -> bool:
    return len(key) > 1 and (key in named or key in known_brands())
