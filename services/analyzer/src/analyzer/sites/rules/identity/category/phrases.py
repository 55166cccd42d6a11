"""Noun phrases that name a kind of supplier: cut out of a text, compared, and put into one and many."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from analyzer.sites.rules.identity.words import Words, words_in
from analyzer.sites.rules.reading.ordinary import is_ordinary
from common.contracts.vocabulary import BusinessKind
from common.english.nouns import singular

TOKEN = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu)['’](?=\w)|[^\W_]+(?:[-'’&/][^\W_]+)*|[^\w\s]", re.IGNORECASE)
MOST_WORDS, MOST_AFTER = 5, 3
INNER = {"fr": frozenset(["de", "d'", "du", "des", "en", "à", "la", "l'", "les", "le", "et"])}
_ENDINGS = re.compile(r"(?:e[nrsm]?|es)$")
_OF = {"en": "of", "de": "von", "fr": "de"}
_SHORTEST_COMPOUND = 3
_CRAFTS = ("maker", "smith", "wright", "monger")
"""How English names of crafts end, written in one word."""
_WORKSHOP, _NO_WORKSHOP = "erie", frozenset(("batterie", "loterie", "infirmerie", "tuyauterie", "gendarmerie"))
"""How French workshops end, and what ends so by chance."""
_AMOUNT = (
    r"^(?:half|full|one|two|three|four|five|six|seven|ten|\d+)-(?:day|hour|week|month|year|page|part|person|star)$"
)
_PREFIXES = frozenset(
    (
        "an",
        "ab",
        "auf",
        "aus",
        "ein",
        "um",
        "neu",
        "vor",
        "zu",
        "über",
        "unter",
        "be",
        "er",
        "ver",
        "mit",
        "nach",
        "durch",
    )
)
"""What makes other nouns of those for a service: "Umbau", "Ausdruck"."""
MASTER = re.compile(r"(?<=er)meister(?:in)?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """``core`` are its words, ``head`` the noun that says what it is (a key of the heads, else in lower case).

    ``after`` is what a link adds ("for freelancers"); ``listed`` whether the head is one that names suppliers.
    """

    core: tuple[str, ...]
    head: str
    after: str = ""
    listed: bool = False
    kind: BusinessKind | None = None
    article: bool = False
    proper: bool = False
    """Whether it holds a name: words with a capital that no dictionary has."""

    @property
    def text(self) -> str:
        """As it is said of one."""
        return " ".join((*self.core, *((self.after,) if self.after else ()))).replace("' ", "'").replace("’ ", "’")

    @property
    def modifiers(self) -> frozenset[str]:
        """What the head is narrowed to; of a compound its first part."""
        own = [
            word for word in (word.lower() for word in self.core) if word != self.head and singular(word) != self.head
        ]
        rest = [word.removesuffix(self.head).strip("-") if word.endswith(self.head) else word for word in own]
        return frozenset(_stem(word.replace("-", "")) for word in (*rest, *_words_after(self.after)) if len(word) > 2)


def _words_after(after: str) -> list[str]:
    first, _, rest = after.partition(" ")
    return rest.lower().split() if first in ("von", "für", "of", "de", "d'", "d’") else []


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|es|en|s|n|e|y)$", "", word) if len(word) > 4 else word


def phrase_at(text: str, words: Words, drop: frozenset[str] = frozenset()) -> Phrase | None:
    """The phrase with which ``text`` begins, without praise and without ``drop``; None where it begins with none."""
    tokens = TOKEN.findall(text)
    at, article = 0, False
    while at < len(tokens) and words.has("articles", tokens[at].replace("’", "'")):
        at, article = at + 1, True
    core, at = _core(tokens, at, words, drop)
    core = _clean(core, words, drop)
    if not core:
        return None
    found = _with_head(core, words)
    if found is not None:
        found = replace(found, proper=any(_is_proper(word, words) for word in core))
    if found is None:
        return None
    if found.head in words.lists["not_looked_for"] and tokens[at : at + 1] == [_OF.get(words.language, "of")]:
        inner = phrase_at(" ".join(tokens[at + 1 :]), words, drop)
        return replace(inner, article=True) if inner and inner.listed else None
    return replace(found, after=_after(tokens, at, words, drop), article=article)


def _core(tokens: Sequence[str], at: int, words: Words, drop: frozenset[str]) -> tuple[list[str], int]:
    inner = INNER.get(words.language, frozenset())
    core: list[str] = []
    while at < len(tokens) and len(core) < MOST_WORDS + 2 * words.head_first:
        low = tokens[at].lower().replace("’", "'")
        if core and ((low in inner and _goes_on(tokens, at, inner, words)) or _joins(tokens, at, core, words)):
            core.append(low)
        elif (
            _stops(low, words)
            or low in inner
            or (words.compounds and core and core[-1][0].isupper() and tokens[at][0].islower())
        ):
            break
        elif words.language == "en" and low.endswith("'s"):
            core.clear()  # whose it is: "Leeds's oldest bakery"
        else:
            core.append(tokens[at])
        at += 1
    return core, at


def _stops(low: str, words: Words) -> bool:
    return not low[0].isalnum() or low[0].isdigit() or low in words.lists["stops"]


def _joins(tokens: Sequence[str], at: int, core: list[str], words: Words) -> bool:
    """Whether an English "and" stands within the phrase: "plumbing and heating firm", but not "studio and shop"."""
    if words.language != "en" or tokens[at].lower() not in ("and", "&"):
        return False
    if (head := head_of(core[-1], words)) and head not in words.services:
        return False
    rest = list(takewhile(lambda token: not _stops(token.lower(), words), tokens[at + 1 : at + 4]))
    return len(rest) > 1 and any(head_of(token, words) for token in rest[1:])


def _goes_on(tokens: Sequence[str], at: int, inner: frozenset[str], words: Words) -> bool:
    """Whether behind a word inside a French phrase comes more of the phrase: no place, nothing that stops it."""
    rest = [each for each in tokens[at + 1 : at + 4] if each.lower().replace("’", "'") not in inner]
    if not rest or not rest[0][0].isalnum() or words.has("stops", rest[0]):
        return False
    if tokens[at].lower() == "et":
        return False
    return rest[0][0].islower() or (len(rest[0]) > 1 and rest[0].isupper())


def _clean(core: list[str], words: Words, drop: frozenset[str]) -> list[str]:
    kept = [word for word in core if word.lower() not in drop]
    while kept and (
        _is_praise(kept[0], words)
        or kept[0].lower() in ("and", "&")
        or (len(kept) > 1 and words.has("orders", kept[0]))
    ):
        kept.pop(0)
    while words.compounds and kept and re.match(r"[a-zäöü].*(?<!e)(?<!er)(?<!es)(?<!en)(?<!em)$", kept[0]):
        kept.pop(0)  # a verb: German adjectives end otherwise
    while kept and (_is_praise(kept[-1], words) or kept[-1].lower() in INNER.get(words.language, ())):
        kept.pop()
    if words.head_first:
        kept = [word for at, word in enumerate(kept) if at == 0 or not _is_praise(word, words)]
    return kept


def _is_proper(word: str, words: Words) -> bool:
    """Whether a word has a capital and is none of the language's; acronyms are nobody's in particular."""
    if not word[0].isupper() or (word.isupper() and len(word) < 6):
        return False
    return head_of(word, words) is None and not is_ordinary(word, words.language)


def _is_praise(word: str, words: Words) -> bool:
    low = word.lower()
    if words.has("praise", low) or (words.has("not_looked_for", low) and low in words.lists["praise"]):
        return True
    if words.compounds and _ENDINGS.sub("", low) != low:
        return _ENDINGS.sub("", low) in words.lists["praise"]
    return (
        words.language == "en"
        and bool(re.search(rf"\w(?:-based|-led|-run|-owned|ly)$|{_AMOUNT}", low))
        and low not in ("family",)
    )


def _with_head(core: list[str], words: Words) -> Phrase | None:
    """Which of the words is the head. In German the last noun, or the end of a compound; in French the first word."""
    order = core[:1] if words.head_first else core[-1:]
    for word in order:
        if head := head_of(word, words):
            kind, _ = words.heads.get(head, (None, ""))
            two = " ".join(core[-2:]).lower() if not words.head_first else ""
            return Phrase(tuple(_cased(core, words)), two if two in words.heads else head, listed=True, kind=kind)
    two = " ".join(core[:3] if words.head_first else core[-2:]).lower()
    if two in words.heads:
        return Phrase(tuple(_cased(core, words)), two, listed=True, kind=words.heads[two][0])
    head = (core[0] if words.head_first else core[-1]).lower()
    if len(head) < 3 or (words.compounds and not order[-1][0].isupper()):
        return None
    return Phrase(tuple(_cased(core, words)), singular(head) if words.language == "en" else _stem(head))


def head_of(word: str, words: Words) -> str | None:
    """The key of the heads that ``word`` is, in one or many, or ends in; None where it is none."""
    return _head_of(word.lower(), words.language) if words.language else None


@lru_cache(maxsize=50_000)
def _head_of(low: str, language: str) -> str | None:
    words = words_in(language)
    for form in _forms(low, words):
        if form in words.heads:
            return form
    if words.language == "fr" and any(re.search(r"\w{3}erie$", form) for form in _forms(low, words)):
        return _WORKSHOP if low.rstrip("s") not in _NO_WORKSHOP else None
    if words.language == "en":
        return next((end for end in _CRAFTS if singular(low).endswith(end) and len(low) > len(end) + 2), None)
    if not words.compounds or low in words.lists["not_looked_for"]:
        return None
    return next((end for end in _ends(low, words) if end not in words.whole), None)


def _ends(low: str, words: Words) -> Iterator[str]:
    """Heads in which a compound ends, the longest first; "Bau" is none of "Umbau"."""
    for form in _forms(low, words):
        for at in range(_SHORTEST_COMPOUND - 1, len(form) - 1):
            if form[at:] in words.heads and not (form[at:] in words.services and form[:at] in _PREFIXES):
                yield form[at:]


def of_name(word: str, words: Words) -> str | None:
    """As ``head_of``, for a word of a name: there the end of a compound says what it is where elsewhere it does not
    ("Klavierwerkstatt")."""
    if found := head_of(word, words):
        return found
    return (
        next((end for end in _ends(word.lower(), words) if len(word) > len(end) + 3), None) if words.compounds else None
    )


def _forms(low: str, words: Words) -> Iterator[str]:
    """The word, and what it may be the plural or the feminine of."""
    yield low
    if words.language == "en":
        yield singular(low)
    elif words.language == "fr":
        yield from (
            re.sub(r"(?:s|x)$", "", low),
            re.sub(r"aux$", "al", low),
            *_masculine(low),
            re.sub(r"(?:ne|e)s?$", "", low),
        )
    else:
        for at in range(len(low) - 1):
            if one := words.plurals.get(low[at:]):
                yield low[:at] + one
        yield re.sub(r"in(?:nen)?$", "", low)
        yield MASTER.sub("", low)


def _masculine(low: str) -> Iterator[str]:
    """What a French noun may be the feminine of: "relieuse", "traductrice", "couturière"."""
    for ending, of in (("euse", "eur"), ("trice", "teur"), ("ière", "ier"), ("ienne", "ien")):
        if re.search(rf"{ending}s?$", low):
            yield re.sub(rf"{ending}s?$", of, low)


def _cased(core: list[str], words: Words) -> list[str]:
    """In small letters but for acronyms and inner capitals; German nouns keep theirs."""
    if words.compounds:
        return core
    return [word if word[1:] != word[1:].lower() and "-" not in word else word.lower() for word in core]


def _after(tokens: Sequence[str], at: int, words: Words, drop: frozenset[str]) -> str:
    """What a link adds: "for freelancers", "of steel pumps", "für Gastronomie"; empty where it names no group."""
    if at >= len(tokens) or not words.has("links", tokens[at]) or words.head_first:
        return ""
    kept: list[str] = []
    for token in tokens[at + 1 : at + 2 + MOST_AFTER]:
        low = token.lower()
        if low in words.lists["not_looked_for"] or low in words.lists["anybody"]:
            return ""
        if not token[0].isalnum() or low in words.lists["stops"] or low in drop or token[0].isdigit():
            break
        kept.append(token)
    said = _cased(kept, words)
    return f"{tokens[at].lower()} {' '.join(said)}" if 0 < len(kept) <= MOST_AFTER else ""
