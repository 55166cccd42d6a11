"""What is offered: phrases from structured data, price lists, lists, headings, menus and sentences, weighed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.sites.rules.reading.known import Known
from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.ordinary import is_ordinary, rank_of
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.reading.weighing import Weighed, Witness, weigh
from analyzer.sites.rules.substance.phrases import LONGEST, as_offer, key_of, listed, price_in
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from common.contracts.vocabulary import Offering

MOST, FEW = 12, 8
LEAST, LEAST_OF_FEW = 0.5, 0.4
"""Score from which a phrase is an offer, and from which it is where fewer than ``FEW`` are found."""
_WEIGHTS = {
    "structured": 0.7, "category": 0.65, "priced": 0.55, "announced": 0.55, "listed": 0.5, "ticked": 0.5, "title": 0.5,
    "led": 0.45, "sub-heading": 0.4, "said": 0.4, "named": 0.35, "heading": 0.3, "model": 0.3, "described": 0.25,
    "menu": 0.2, "breadcrumb": 0.15,
}  # fmt: skip
"""How often each kind of place alone names an offer."""
_AGAIN, _AGAIN_OF_ONE_WORD = 0.12, 0.06
"""For each further line that has the phrase, up to ``_AGAIN_MOST`` of them: what is sold is spoken of."""
_AGAIN_MOST = 4
_SHORTEST_SENTENCE = 4
_SURE = frozenset(("structured", "category", "priced", "title"))
_EVERYDAY, _TOLD_BY_PRICE = 4000, 700
"""Ranks of single words that are too frequent to be an offer: in prose, and where a price or a title names it."""
_TICKS = re.compile(
    r"^(?:✓|✔|x|yes|no|ja|nein|oui|non|–|-|—|•|true|false|●|○|included|inklusive|inclus)$", re.IGNORECASE
)
_SOLD = frozenset(("Product", "ProductGroup", "Service", "Course", "MenuItem", "SoftwareApplication", "Event", "Offer"))
_LEADING = re.compile(r"^(?P<name>[^:–—.!?;]{3,60}?)(?:\s[–—-]\s|\s?: ?|：)(?P<rest>.{8,})$")


@dataclass(frozen=True, slots=True)
class _Told:
    features: tuple[str, ...] = ()
    price: str | None = None


def find_offerings(
    reading: Reading, spots: list[Spot], identity: Known, words: Vocabulary, groups: frozenset[str]
) -> tuple[Offering, ...]:
    """The best supported offers, with features and price where a table, list or item says them.

    ``groups``: keys of what is found to be a group of customers, and so no offer.
    """
    own = frozenset(letters(each) for each in (identity.name.name, *identity.name.aliases) if each)
    finder = _Finder(words, own, identity.kind == "shop")
    witnesses = [*finder.of_items(reading), *finder.of_spots(spots), *finder.of_menus(reading)]
    texts = [f" {letters_of_words(spot.line.text)} " for spot in spots if spot.once]
    brands = {letters(item.brand) for _, item in reading.items() if item.brand}
    elsewhere = {letters(place.text) for place in identity.places} | brands
    weighed = [
        each
        for each in weigh(witnesses, key=key_of)
        if key_of(each.value) not in groups and _is_offer(each, words, elsewhere)
    ]
    order = {key_of(each.value): at for at, each in reversed(list(enumerate(witnesses)))}
    scored = [(_with_use(each, texts), each) for each in weighed]
    scored.sort(key=lambda each: (-round(each[0], 1), order[key_of(each[1].value)]))
    kept: list[Weighed] = []
    for score, each in scored:
        if (
            score >= (LEAST if len(kept) >= FEW else LEAST_OF_FEW)
            and len(kept) < MOST
            and not _said_already(each, kept)
        ):
            kept.append(each)
    return tuple(_offering(each, finder.told, words.language) for each in kept)


def _is_offer(each: Weighed, words: Vocabulary, elsewhere: set[str]) -> bool:
    """Whether a phrase is not a place, a brand, a kind of customer, or a word that says everything and nothing."""
    parts = each.value.lower().split()
    heads = words.words("segment.heads") | words.words("segment.not")
    head = parts[0] if words.language == "fr" else parts[-1]
    if letters(each.value) in elsewhere or head in heads:
        return False
    if len(parts) > 1:
        return True
    sources = {witness.source for witness in each.witnesses}
    rank = rank_of(parts[0], words.language)
    return rank is None or rank > (_TOLD_BY_PRICE if sources & _SURE else _EVERYDAY)


def letters_of_words(text: str) -> str:
    """A text's keys, word by word."""
    return key_of(text)


def _with_use(each: Weighed, texts: list[str]) -> float:
    """Strength, raised by how many lines of the content speak of the phrase; one-word phrases must be spoken of."""
    key = key_of(each.value)
    uses = sum(f" {key} " in text for text in texts)
    again = min(max(uses - 1, 0), _AGAIN_MOST) * (_AGAIN if " " in each.value else _AGAIN_OF_ONE_WORD)
    return 1 - (1 - each.strength) * (1 - again)


def _said_already(each: Weighed, kept: list[Weighed]) -> bool:
    """Whether a better supported offer says the same with a word more or less."""
    key = key_of(each.value)
    return any(
        key == other or f" {key} " in f" {other} " or f" {other} " in f" {key} "
        for other in (key_of(one.value) for one in kept)
    )


def _offering(each: Weighed, told: dict[str, _Told], language: str) -> Offering:
    best = each.witnesses[0]
    more = told.get(key_of(each.value), _Told())
    text = _within_a_sentence(each.value, language)
    return Offering(text=text, url=best.url, evidence=best.text, features=more.features, price=more.price)


def _within_a_sentence(phrase: str, language: str) -> str:
    """A phrase as it stands within a sentence: ordinary words lose the capital that a heading gave them."""
    if language not in ("en", "fr"):
        return phrase
    parts = phrase.split()
    capitals = sum(part[0].isupper() for part in parts)
    plain = all(is_ordinary(part, language) and part[1:] == part[1:].lower() for part in parts)
    return phrase.lower() if plain and (capitals == 1 or len(parts) > 1) else phrase


class _Finder:
    """Witnesses for offers, and what tables and lists tell of them."""

    def __init__(self, words: Vocabulary, own: frozenset[str], sells_others: bool) -> None:
        self._words = words
        self._own = own
        self._shop = sells_others
        self.told: dict[str, _Told] = {}

    def of_items(self, reading: Reading) -> Iterator[Witness]:
        """Structured products and services; of a shop the kinds of its products, not each of them."""
        for url, item in reading.items(*_SOLD):
            others = item.brand is not None and letters(item.brand) not in self._own
            if item.category:
                last = re.split(r"\s*[>/|]\s*", item.category)[-1]
                yield from self._witness(last, "category", url, item.category)
            if item.name and not others and not (self._shop and item.type == "Product"):
                price = f"{item.price} {item.currency or ''}".strip() if item.price else None
                yield from self._witness(item.name, "structured", url, item.name, _Told((), price))

    def of_menus(self, reading: Reading) -> Iterator[Witness]:
        """Labels of navigation and breadcrumbs: alone too little, with a heading or a price enough."""
        for line in reading.around("navigation", "breadcrumb"):
            yield from self._witness(
                line.text, "menu" if line.place == "navigation" else "breadcrumb", line.url, line.text
            )

    def of_spots(self, spots: list[Spot]) -> Iterator[Witness]:
        """What the content says, line by line."""
        head = ""
        for at, spot in enumerate(spots):
            if self._is_aside(spot):
                continue
            offered = self._is_offered(spot)
            place = spot.line.place
            if place == "row":
                if at == 0 or spots[at - 1].line.place != "row" or spots[at - 1].trail != spot.trail:
                    head = spot.line.text.partition("|")[0].strip()
                elif not self._words.pattern("segment.row").search(head):
                    yield from self._of_row(spot, offered)
            elif place in ("heading", "title"):
                yield from self._of_heading(spot, offered, spots[at + 1 : at + 3])
            elif place in ("item", "term", "price"):
                yield from self._of_item(spot, offered)
            elif place in ("paragraph", "description", "answer"):
                yield from self._of_prose(spot, offered)

    def _is_aside(self, spot: Spot) -> bool:
        """Whether a heading above is about delivery, customers, jobs or whatever else is no offer."""
        aside = self._words.pattern("offer.aside")
        heads = (
            *spot.trail,
            spot.line.text if spot.line.place == "heading" else "",
            re.sub(r"\s[|–-]\s.*$", "", spot.title),
        )
        return any(aside.search(each) for each in heads if each and len(each.split()) < 8)

    def _is_offered(self, spot: Spot) -> bool:
        """Whether a heading above, or the page's title, announces what is offered."""
        headings = self._words.pattern("offer.headings")
        return any(
            headings.search(each)
            for each in (*spot.trail[-2:], re.sub(r"\s[|–-]\s.*$", "", spot.title))
            if each and not each.endswith("?")
        )

    def _of_row(self, spot: Spot, offered: bool) -> Iterator[Witness]:
        cells = [cell.strip() for cell in spot.line.text.split("|")]
        if len(cells) < 2 or not cells[0]:
            return
        price = next((found for cell in cells[1:] if (found := price_in(cell))), None)
        features = tuple(cell for cell in cells[1:] if cell and not price_in(cell) and 3 < len(cell) < 60)[:4]
        if price and not price_in(cells[0]):
            yield from self._parts(cells[0], "priced", spot, _Told(features, price))
        elif any(_TICKS.match(cell) for cell in cells[1:] if cell):
            yield from self._witness(cells[0], "ticked", spot.line.url, spot.line.text)
        elif offered:
            yield from self._parts(cells[0], "listed", spot, _Told(features))
            yield from self._parts(cells[1], "listed", spot, _Told(features[1:]))

    def _of_heading(self, spot: Spot, offered: bool, following: list[Spot]) -> Iterator[Witness]:
        line = spot.line
        name = re.split(r"\s[|–—-]\s|\s\|\s", line.text)[0] if line.place == "title" else line.text
        if line.place == "title" or (line.level == 1 and not spot.trail):
            kind = (
                "title"
                if line.page_type in ("product", "service")
                and not self._words.pattern("offer.headings").fullmatch(name)
                else "heading"
            )
        else:
            kind = "announced" if offered else "sub-heading" if line.page_type in ("product", "service") else "heading"
        price = next(
            (
                found
                for each in following
                if each.line.place != "heading" and len(each.line.text) < 60 and (found := price_in(each.line.text))
            ),
            None,
        )
        if price and kind != "title":
            kind = "model" if self._shop else "priced"
        yield from self._parts(name, kind, spot, _Told((), price) if price else None)

    def _of_item(self, spot: Spot, offered: bool) -> Iterator[Witness]:
        text = spot.line.text
        price = price_in(text)
        if price and len(text) < 120:
            head = text[: text.index(price)] or text
            yield from self._witness(
                head, "sub-heading" if self._shop else "priced", spot.line.url, text, _Told((), price)
            )
        elif offered and len(text) < 160:
            led = _LEADING.match(text)
            name, rest = (led["name"], led["rest"]) if led else text.partition(", ")[::2]
            features = tuple(each.strip(" .") for each in rest.split(", "))[:4] if rest and len(rest) < 120 else ()
            yield from self._parts(name, "listed", spot, _Told(features))

    def _of_prose(self, spot: Spot, offered: bool) -> Iterator[Witness]:
        line = spot.line
        text = line.text
        if " · " in text and len(text) < 120:
            for piece in text.split(" · ")[1:]:
                yield from self._witness(piece, "led", line.url, text)
        elif led := _LEADING.match(text):
            yield from self._parts(led["name"], "led", spot, None)
        for sentence in sentences_of(text):
            yield from self._of_sentence(sentence, spot, offered)

    def _of_sentence(self, sentence: str, spot: Spot, offered: bool) -> Iterator[Witness]:
        """The parts of "we make ..."; of other lists where the place is about the offer."""
        masked = self._masked(sentence)
        listing = offered or spot.line.place == "description" or spot.front
        for number, pattern in enumerate(self._words.each("offer.we")[: None if listing else 1]):
            kind = "said" if number == 0 else ("named" if offered else "described")
            for match in pattern.finditer(masked):
                parts = list(listed(match["list"], self._words))[:8]
                if number == 0 or sum(len(part.split()) for part in parts) <= LONGEST * len(parts):
                    for part in parts:
                        yield from self._witness(part, kind, spot.line.url, sentence)
        if offered and len(sentence.split()) <= _SHORTEST_SENTENCE and spot.line.place == "paragraph":
            yield from self._witness(sentence, "named", spot.line.url, sentence)

    def _masked(self, sentence: str) -> str:
        return re.sub(
            r"\b[A-ZÀ-Þ][\w&’' -]*?\b", lambda found: "⟦o⟧" if letters(found[0]) in self._own else found[0], sentence
        )

    def _parts(self, text: str, kind: str, spot: Spot, told: _Told | None) -> Iterator[Witness]:
        """The whole phrase, and where it is a list of things, each of them."""
        pieces = list(listed(text, self._words)) if "," in text or " / " in text or "、" in text else [text]
        for piece in pieces if 1 < len(pieces) <= 4 else [text]:
            yield from self._witness(piece, kind, spot.line.url, spot.line.text, told)

    def _witness(self, text: str, kind: str, url: str, evidence: str, told: _Told | None = None) -> Iterator[Witness]:
        phrase = as_offer(text, self._words, self._own)
        if phrase is None:
            return
        key = key_of(phrase)
        if told is not None and (told.price or told.features):
            before = self.told.get(key, _Told())
            self.told[key] = _Told(before.features or told.features, before.price or told.price)
        yield Witness(phrase, kind, _WEIGHTS[kind], url, evidence)
