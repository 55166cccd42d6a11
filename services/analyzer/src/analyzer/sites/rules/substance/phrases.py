"""Offers cut out of what a site writes: a short noun phrase in its own words, or nothing."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.reading.prose import letters
from analyzer.sites.rules.substance.vocabulary import Vocabulary

LONGEST = 5
_LONG_NAME = 6
_SHORTEST, _LONGEST_WITHOUT_SPACES = 3, 16
_MONEY = re.compile(
    r"(?:(?:ab|from|dès|à partir de|von|nur|only|je|per)\s+)?(?:[£€$¥]|CHF|EUR)\s?\d[\d.,’' ]*(?:[–-]\s?\d[\d.,]*)?"
    r"|\d[\d.,’'  ]*(?:\s?(?:–|-|à|bis|to)\s?\d[\d.,  ]*)?\s?(?:€|£|\$|EUR\b|Euro\b|euros?\b|CHF\b|円)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\s*(?:\d+[.)]\s*|[-–•*✓✔→←+]\s*)")
_ARTICLE = re.compile(
    r"^(?:the|a|an|our|your|some|all|many|more|every|der|die|das|den|dem|ein|eine|einen|einer|unsere?[nrms]?|ihre?[nrms]?|alle|"
    r"le|la|les|un|une|des|du|de la|de l'|nos|notre|vos|votre|tous les|toutes les|l'|l’|d'|d’)\s*(?<=[\s'’])",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[a-z][A-Z][a-z]+[A-Z]?[a-z]*Application|[a-zß-ÿ]Application\b")
_SIGNS = re.compile(r"[@#{}<>=\\]|https?:|www\.|\d{4,}|[“”„»«\"]")


def price_in(text: str) -> str | None:
    """The price that a text says, as it stands there."""
    found = _MONEY.search(text)
    return found[0].strip(" .,") if found else None


def as_offer(text: str, words: Vocabulary, own: frozenset[str]) -> str | None:
    """A short noun phrase without price, article and the site's own name; None of buttons, slogans and sentences."""
    clean = _LEAD.sub("", text).strip()
    if not clean or clean.endswith(("?", "!", "…", "...")) or _SIGNS.search(clean):
        return None
    clean = _MONEY.sub(" ", clean)
    clean = words.pattern("offer.cut").sub("", f"{clean} ").strip(" .,:;–—-·•+").split(", ")[0]
    clean = _ARTICLE.sub("", clean).strip()
    parts = [part for part in clean.split() if letters(part) not in own]
    phrase = " ".join(parts).strip(" .,:;–—-·•&+")
    if any(letters(phrase) == name or (len(name) > _LONG_NAME and name in letters(phrase)) for name in own):
        return None
    return phrase if _has_shape(phrase, words) and _says_something(phrase, words) else None


def _has_shape(phrase: str, words: Vocabulary) -> bool:
    """Whether a phrase is as long as a noun phrase, and in German ends with a noun."""
    count, length = len(phrase.split()), len(phrase)
    if words.language == "ja":
        return 2 <= length <= _LONGEST_WITHOUT_SPACES
    noun = words.language != "de" or (
        count > 0 and (phrase.rsplit(maxsplit=1)[-1][0].isupper() or phrase[-1].isdigit())
    )
    few_digits = sum(map(str.isdigit, phrase)) <= length / 4
    return (
        1 <= count <= LONGEST
        and length > _SHORTEST
        and noun
        and few_digits
        and "·" not in phrase
        and ". " not in phrase
    )


def _says_something(phrase: str, words: Vocabulary) -> bool:
    """Whether a phrase is no word of navigation, no button, and more than words that fit anything."""
    announcing = words.pattern("offer.headings").fullmatch(phrase)
    if _JOINED.search(phrase) or announcing or words.pattern("offer.not").search(phrase):
        return False
    return not all(part.lower() in words.words("offer.plain") for part in phrase.split())


def listed(text: str, words: Vocabulary) -> Iterator[str]:
    """The parts of a list in a sentence: "loaves, rye bread and buns"."""
    flat = re.sub(r"\([^()]*\)", "", text)
    yield from (part for part in words.pattern("offer.split").split(flat) if part and part.strip())


def key_of(phrase: str) -> str:
    """What two forms of one phrase have in common: small letters, no endings of number."""
    parts = re.findall(r"\w+", phrase.lower())
    return " ".join(re.sub(r"(?:innen|en|er|es|e|n|s|x)$", "", part) if len(part) > 4 else part for part in parts)
