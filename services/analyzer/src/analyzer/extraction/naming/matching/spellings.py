"""Names: the spellings under which a brand is recognised.

A spelling is compared without its separators ("Mail-Chimp", "MailChimp" and "Mailchimp" are one key); where the text
splits a name that the brand writes as one word, or the other way round, the separators decide (see ``matcher``).
"""

import re
from dataclasses import dataclass

from analyzer.extraction.lexicon.english import is_inflected, is_ordinary
from analyzer.extraction.naming.matching.legal import without_form
from analyzer.extraction.text.fold import fold, fold_name
from analyzer.extraction.text.tokens import is_unspaced, tokenize

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_DOMAIN_NAME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,12}$", re.IGNORECASE)
_TITLE_CUT = re.compile(r"\s*(?:,\s|\s[-–|]\s|\s?\(|;\s)")
_BETWEEN_CAPITALS = re.compile(r"(?<=[A-Z])&(?=[A-Z])")  # "AT&T" is also written "ATT"
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling. ``breaks`` are the offsets in ``key`` where the brand's own spelling has a boundary.

    ``loose`` are those where it has punctuation of its own, ``seamless`` those where only a capital tells it.
    ``priority`` orders owners of one key: 0 the name itself, 1 an alias, 2 a derived spelling.
    """

    key: str
    owner: int
    raw: str
    breaks: frozenset[int]
    loose: frozenset[int]
    priority: int
    ordinary: bool
    exact: bool
    dotted: bool = False
    seamless: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Spelling:
    """One folded way of writing a brand; ``priority`` as in ``Variant``."""

    text: str
    priority: int


def spellings(name: str, priority: int) -> tuple[str, list[Spelling]]:
    """The host that a name is, or nothing, and every way of writing the name."""
    folded = fold_name(name[:MAX_NAME])
    found = [Spelling(folded, priority)]
    umlauts = fold(name[:MAX_NAME].translate(_UMLAUTS)).text.strip()
    if umlauts != folded:
        found.append(Spelling(umlauts, priority))
    found += [Spelling(bare, 2) for bare in (without_form(folded), without_form(umlauts)) if bare]
    bare = _without_article(folded)
    if bare:
        found.append(Spelling(bare, 2))
    title = _TITLE_CUT.split(folded, maxsplit=1)[0]
    if title != folded and len(title.split()) >= 3:
        found.append(Spelling(title, 2))
    joined = _BETWEEN_CAPITALS.sub("", folded)
    if joined != folded and len(joined) > 2:
        found.append(Spelling(joined, 2))
    host = folded.lower().removeprefix("www.") if _DOMAIN_NAME.match(folded) else ""
    label = folded.removeprefix("www.").split(".")[0]
    if host and (len(label) > 1 or host.endswith(".com")):  # "X.com", not "G.Skill"
        found.append(Spelling(label, 2))
    return host, found


def _without_article(folded: str) -> str:
    """What is left of "The North Face" when a sentence needs no article; nothing where one ordinary word is left."""
    article, _, rest = folded.partition(" ")
    if article.lower() != "the" or len(rest) < 4:
        return ""
    return rest if " " in rest or not (is_ordinary(rest.lower()) or is_inflected(rest.lower())) else ""


def variant_of(spelling: Spelling, owner: int) -> Variant | None:
    """A spelling as it is compared, or nothing where it holds no word."""
    text = spelling.text
    tokens = tokenize(text)
    if not tokens or (len(tokens) == 1 and tokens[0].key == "&"):
        return None
    key = ""
    breaks: set[int] = set()
    loose: set[int] = set()
    seamless: set[int] = set()
    for number, token in enumerate(tokens):
        if number:
            breaks.add(len(key))
            if text[tokens[number - 1].end : token.start].strip(" -'"):
                loose.add(len(key))
        if token.raw.isascii():
            seamless.update(len(key) + hit.start() for hit in _CAMEL.finditer(token.raw))
        key += token.key
    ordinary = all(is_ordinary(token.key) or token.key == "&" for token in tokens)
    short = len(key) <= 2 and not is_unspaced(key[0])
    exact = short or (len(key) == 3 and text.isupper() and is_ordinary(key))
    dotted = text.startswith(".") and len(tokens) == 1
    ordinary = (ordinary and not dotted) or len(key) == 1
    return Variant(
        key, owner, text, frozenset(breaks | seamless), frozenset(loose), spelling.priority, ordinary, exact, dotted,
        frozenset(seamless),
    )  # fmt: skip
