"""Witnesses for what is offered: structured data, menus, and the content line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.reading.weighing import Witness
from analyzer.sites.rules.substance.phrases import LONGEST, as_offer, key_of, listed, price_in
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.vocabulary import Vocabulary

WEIGHTS = {
    "structured": 0.7, "category": 0.65, "priced": 0.55, "announced": 0.55, "listed": 0.5, "ticked": 0.5, "title": 0.5,
    "goods": 0.5, "led": 0.45, "sub-heading": 0.4, "run": 0.4, "said": 0.4, "named": 0.35, "heading": 0.35,
    "model": 0.3, "table": 0.45, "described": 0.25, "menu": 0.2, "breadcrumb": 0.15,
}  # fmt: skip
"""How often each kind of place alone names an offer."""
PROSE = frozenset(("led", "said", "named", "described", "menu", "breadcrumb"))
"""Kinds of place that speak of much else: what only they name must be spoken of more."""
_SHORTEST_SENTENCE = 4
_TICKS = re.compile(
    r"^(?:✓|✔|x|yes|no|ja|nein|oui|non|–|-|—|•|true|false|●|○|included|inklusive|inclus)$", re.IGNORECASE
)
_SOLD = frozenset(("Product", "ProductGroup", "Service", "Course", "MenuItem", "SoftwareApplication", "Event", "Offer"))
_CODE = re.compile(r"^[A-Z0-9./-]{2,8}$")
"""A type or a number of stock: what it is stands in the next column."""
_LEADING = re.compile(r"^(?P<name>[^:–—.!?;]{3,60}?)(?:\s[–—-]\s|\s?: ?|：)(?P<rest>.{8,})$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says of an offer besides its name."""

    features: tuple[str, ...] = ()
    price: str | None = None


class Finder:
    """Witnesses for offers, and what tables and lists tell of them."""

    def __init__(self, words: Vocabulary, own: frozenset[str], sells_others: bool) -> None:
        self._words = words
        self._own = own
        self.language = words.language
        self.sells_others = sells_others
        self.told: dict[str, Told] = {}

    def is_name(self, text: str) -> bool:
        """Whether a text is a short noun phrase that can name an offer."""
        return as_offer(text, self._words, self._own) is not None

    def is_cut_short(self, text: str) -> bool:
        """Whether a heading is a sentence or a label of which one word would be left: "Proof for the governors"."""
        found = as_offer(text, self._words, self._own)
        whole = len(re.sub(r"^(?:the|an?|our|die|der|das|unsere?|les?|la|nos|l['’])\s*", "", text, flags=re.I).split())
        left = len(found.split()) if found else 0
        return "," not in text and ((0 < left == whole - 1 and not text.endswith(found or "")) or left == 1 < whole)

    def is_of_customers(self, spot: Spot, head: str = "") -> bool:
        """Whether a heading above, or the ``head`` of a table's column, says for whom."""
        if head and self._words.pattern("segment.row").search(head):
            return True
        pattern = self._words.pattern("segment.headings")
        heads = (*spot.trail, re.sub(r"\s[|–-]\s.*$", "", spot.title))
        return any(pattern.search(each) for each in heads if each and len(each.split()) < 7)

    def of_items(self, reading: Reading) -> Iterator[Witness]:
        """Structured products and services; of a shop the kinds of its products, not each of them."""
        for url, item in reading.items(*_SOLD):
            others = item.brand is not None and letters(item.brand) not in self._own
            if item.category:
                last = re.split(r"\s*[>/|]\s*", item.category)[-1]
                yield from self.witness(last, "category", url, item.category)
            if item.name and not others and not (self.sells_others and item.type == "Product"):
                price = f"{item.price} {item.currency or ''}".strip() if item.price else None
                yield from self.witness(item.name, "structured", url, item.name, Told((), price))

    def of_menus(self, reading: Reading) -> Iterator[Witness]:
        """Labels of navigation and breadcrumbs: alone too little, with a heading or a price enough."""
        for line in reading.around("navigation", "breadcrumb"):
            yield from self.witness(
                line.text, "menu" if line.place == "navigation" else "breadcrumb", line.url, line.text
            )

    def of_spots(self, spots: list[Spot]) -> Iterator[Witness]:
        """What the content says, line by line."""
        head = ""
        for at, spot in enumerate(spots):
            if self.is_aside(spot):
                continue
            offered = self.is_offered(spot) and not self.is_of_customers(spot)
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

    def is_aside(self, spot: Spot) -> bool:
        """Whether a heading above is about delivery, customers, jobs or whatever else is no offer."""
        aside = self._words.pattern("offer.aside")
        heads = (
            *spot.trail,
            spot.line.text if spot.line.place == "heading" else "",
            re.sub(r"\s[|–-]\s.*$", "", spot.title),
        )
        return any(aside.search(each) for each in heads if each and len(each.split()) < 8)

    def is_offered(self, spot: Spot) -> bool:
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
            yield from self.witness(cells[0], "priced", spot.line.url, spot.line.text, Told(features, price))
        elif any(_TICKS.match(cell) for cell in cells[1:] if cell):
            yield from self.witness(cells[0], "ticked", spot.line.url, spot.line.text)
        elif offered:
            at = 0 if self.is_name(cells[0]) and not _CODE.match(cells[0]) else 1
            yield from self.parts(cells[at], "listed", spot, Told(features[at:]))

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
        if kind != "title" and self.is_cut_short(name):
            return
        if price and kind != "title":
            kind = "model" if self.sells_others else "priced"
        yield from self.parts(name, kind, spot, Told((), price) if price else None)

    def _of_item(self, spot: Spot, offered: bool) -> Iterator[Witness]:
        text = spot.line.text
        price = price_in(text)
        if price and len(text) < 120:
            head = text[: text.index(price)] or text
            yield from self.witness(
                head, "sub-heading" if self.sells_others else "priced", spot.line.url, text, Told((), price)
            )
        elif offered and len(text) < 160:
            led = _LEADING.match(text)
            name, rest = (led["name"], led["rest"]) if led else text.partition(", ")[::2]
            features = tuple(each.strip(" .") for each in rest.split(", "))[:4] if rest and len(rest) < 120 else ()
            yield from self.parts(name, "listed", spot, Told(features))

    def _of_prose(self, spot: Spot, offered: bool) -> Iterator[Witness]:
        line = spot.line
        text = line.text
        if " · " in text and len(text) < 120:
            for piece in text.split(" · ")[1:]:
                yield from self.witness(piece, "led", line.url, text)
        elif led := _LEADING.match(text):
            yield from self.parts(led["name"], "led", spot, None)
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
                        yield from self.witness(part, kind, spot.line.url, sentence)
        if offered and len(sentence.split()) <= _SHORTEST_SENTENCE and spot.line.place == "paragraph":
            yield from self.witness(sentence, "named", spot.line.url, sentence)

    def _masked(self, sentence: str) -> str:
        return re.sub(
            r"\b[A-ZÀ-Þ][\w&’' -]*?\b", lambda found: "⟦o⟧" if letters(found[0]) in self._own else found[0], sentence
        )

    def parts(self, text: str, kind: str, spot: Spot, told: Told | None) -> Iterator[Witness]:
        """The whole phrase, and where it is a list of things, each of them."""
        pieces = list(listed(text, self._words)) if "," in text or " / " in text or "、" in text else [text]
        for piece in pieces if 1 < len(pieces) <= 4 else [text]:
            yield from self.witness(piece, kind, spot.line.url, spot.line.text, told)

    def witness(self, text: str, kind: str, url: str, evidence: str, told: Told | None = None) -> Iterator[Witness]:
        """A witness for what a text names, or none where it is no name of an offer; keeps what is ``told`` of it."""
        phrase = as_offer(text, self._words, self._own)
        if phrase is None or self._words.pattern("pages.rivals").search(phrase):
            return
        key = key_of(phrase)
        if told is not None and (told.price or told.features):
            before = self.told.get(key, Told())
            self.told[key] = Told(before.features or told.features, before.price or told.price)
        yield Witness(phrase, kind, WEIGHTS[kind], url, evidence)
