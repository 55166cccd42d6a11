"""What is offered: phrases from structured data, price lists, lists, headings, menus and sentences, weighed."""

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.ordinary import is_ordinary, rank_of
from analyzer.sites.rules.reading.prose import letters
from analyzer.sites.rules.reading.weighing import Weighed, weigh
from analyzer.sites.rules.substance.offerings.lists import witnesses_of
from analyzer.sites.rules.substance.offerings.runs import Run
from analyzer.sites.rules.substance.offerings.witnesses import PROSE, Finder, Told
from analyzer.sites.rules.substance.phrases import key_of
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.topics import Topics
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from common.contracts.vocabulary import Offering

MOST, FEW = 12, 8
LEAST, LEAST_OF_FEW, LEAST_OF_PROSE = 0.5, 0.4, 0.6
"""Score from which a phrase is an offer; where fewer than ``FEW`` are found; and where only prose names it."""
_AGAIN, _AGAIN_OF_ONE_WORD = 0.12, 0.06
"""For each further line that has the phrase, up to ``_AGAIN_MOST`` of them: what is sold is spoken of."""
_AGAIN_MOST = 4
_ON_TOPIC, _COMPANY = 0.12, 2
_SURE = frozenset(("structured", "category", "priced", "title", "run", "goods"))
_EVERYDAY, _TOLD_BY_PRICE = 4000, 700
"""Ranks of single words that are too frequent to be an offer: in prose, and where a price or a title names it."""


class Choice:
    """Offers chosen from all that speaks for them."""

    def __init__(self, reading: Reading, identity: Known, words: Vocabulary, topics: Topics) -> None:
        self._reading = reading
        self._words = words
        self._topics = topics
        names = [each for each in (identity.name.name, *identity.name.aliases) if each]
        parts = [part for each in names for part in each.split() if not is_ordinary(part, words.language)]
        self._finder = Finder(words, frozenset(map(letters, (*names, *parts))) - {""}, identity.kind == "shop")
        brands = {letters(item.brand) for _, item in reading.items() if item.brand}
        self._elsewhere = {letters(place.text) for place in identity.places} | brands

    def offerings(self, spots: list[Spot], runs: list[Run], groups: frozenset[str]) -> tuple[Offering, ...]:
        """The best supported, with features and price where a table, list or item says them.

        ``groups``: keys of what is found to be a group of customers, and so no offer.
        """
        finder = self._finder
        texts = [f" {key_of(spot.line.text)} " for spot in spots if spot.once]
        witnesses = [
            *finder.of_items(self._reading),
            *witnesses_of(runs, finder, texts),
            *finder.of_spots(spots),
            *finder.of_menus(self._reading),
        ]
        weighed = [each for each in weigh(witnesses, key=key_of) if key_of(each.value) not in groups]
        order = {key_of(each.value): at for at, each in reversed(list(enumerate(witnesses)))}
        scored = [(self._with_use(each, texts), each) for each in weighed if self._is_offer(each)]
        scored.sort(key=lambda each: (-round(each[0], 1), order[key_of(each[1].value)]))
        kept: list[Weighed] = []
        for score, each in scored:
            least = LEAST if len(kept) >= FEW else LEAST_OF_FEW
            if _is_prose(each) and not _in_company(each, kept):
                least = LEAST_OF_PROSE
            if score >= least and len(kept) < MOST and not _said_already(each, kept):
                kept.append(each)
        return tuple(self._offering(each) for each in kept)

    def _is_offer(self, each: Weighed) -> bool:
        """Whether a phrase is not a place, a brand, a kind of customer, or a word that says everything and nothing."""
        words = self._words
        parts = each.value.lower().split()
        heads = words.words("segment.heads") | words.words("segment.not")
        head = parts[0] if words.language == "fr" else parts[-1]
        if letters(each.value) in self._elsewhere or head in heads:
            return False
        if len(parts) > 1:
            return True
        sources = {witness.source for witness in each.witnesses}
        rank = rank_of(parts[0], words.language)
        return rank is None or rank > (_TOLD_BY_PRICE if sources & _SURE else _EVERYDAY)

    def _with_use(self, each: Weighed, texts: list[str]) -> float:
        """Strength, raised by how many lines speak of the phrase, and where it is of what the site is about."""
        key = key_of(each.value)
        uses = sum(f" {key} " in text for text in texts)
        again = min(max(uses - 1, 0), _AGAIN_MOST) * (_AGAIN if " " in each.value else _AGAIN_OF_ONE_WORD)
        topic = _ON_TOPIC if self._topics.of(each.value) else 0.0
        return 1 - (1 - each.strength) * (1 - again) * (1 - topic)

    def _offering(self, each: Weighed) -> Offering:
        best = each.witnesses[0]
        more = self._finder.told.get(key_of(each.value), Told())
        text = _within_a_sentence(each.value, self._words.language)
        return Offering(text=text, url=best.url, evidence=best.text, features=more.features, price=more.price)


def _is_prose(each: Weighed) -> bool:
    """Whether nothing but running text names it; two words and more that "we make" or "sell" are as good as a list."""
    sources = {witness.source for witness in each.witnesses}
    return sources <= PROSE and not ("said" in sources and " " in each.value)


def _in_company(each: Weighed, kept: list[Weighed]) -> bool:
    """Whether a sentence names it together with two or more offers: "we sell boots, shoes and socks"."""
    texts = {witness.text for witness in each.witnesses if witness.source == "said"}
    return sum(any(witness.text in texts for witness in one.witnesses) for one in kept) >= _COMPANY


def _said_already(each: Weighed, kept: list[Weighed]) -> bool:
    """Whether a better supported offer says the same with a word more or less."""
    key = key_of(each.value)
    return any(
        key == other or f" {key} " in f" {other} " or f" {other} " in f" {key} "
        for other in (key_of(one.value) for one in kept)
    )


def _within_a_sentence(phrase: str, language: str) -> str:
    """A phrase as it stands within a sentence: ordinary words lose the capital that a heading gave them."""
    if language not in ("en", "fr"):
        return phrase
    parts = phrase.split()
    capitals = sum(part[0].isupper() for part in parts)
    plain = all(is_ordinary(part, language) and part[1:] == part[1:].lower() for part in parts)
    return phrase.lower() if plain and (capitals == 1 or len(parts) > 1) else phrase
