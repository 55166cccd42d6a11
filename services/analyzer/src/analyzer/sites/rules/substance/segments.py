"""For whom: groups that a site says it is for, with what kind of buyer they are, who of them looks, and their size."""

import re
from collections.abc import Iterator
from functools import lru_cache

from analyzer.sites.rules.reading.lines import Reading
from analyzer.sites.rules.reading.prose import sentences_of
from analyzer.sites.rules.reading.weighing import Weighed, Witness, weigh
from analyzer.sites.rules.substance.phrases import key_of
from analyzer.sites.rules.substance.places import Spot, headed
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from analyzer.sites.rules.taxonomy.plurals import plural_of
from analyzer.sites.rules.taxonomy.table import all_rows
from common.contracts.vocabulary import BuyerKind, Segment

MOST, LEAST = 8, 0.4
LONGEST, _NEAR, _MANY = 5, 3, 3
_WEIGHTS = {
    "structured": 0.7,
    "row": 0.6,
    "announced": 0.55,
    "heading": 0.5,
    "menu": 0.5,
    "strong": 0.5,
    "said": 0.4,
    "enumerated": 0.44,
    "paired": 0.36,
    "named": 0.25,
}
"""How often each kind of place alone names a group of customers."""
_AGAIN, _AGAIN_MOST = 0.08, 4
_PLACES = "place:"
_BUYERS: tuple[BuyerKind, ...] = ("institution", "household", "team", "business", "person")
_SPLIT = re.compile(r"\s*(?:[,;/、・]|\s(?:and|or|und|oder|sowie|et|ou|&)\s)\s*(?:(?:and|or|und|oder|et|ou)\s)?")
_STOP = re.compile(
    r"\s(?:who|that|which|with|in|at|on|from|by|to|of the|if|when|die|der|das|mit|im|in|am|aus|bei|wenn|ohne|zwischen"
    r"|qui|que|avec|dans|à|au|en|sur|sans|de la)\s.*$|\s*[(\[–—:].*$",
    re.IGNORECASE,
)
_IN_TOWN = re.compile(r"\s(?:de|d'|d’|du)\s?[A-ZÀ-Þ].*$")
"""French: "les écoles de Nantes"."""
_STRONG = re.compile(
    r"\b(?:made|built|designed|ideal|perfect|used|trusted|gemacht|gebaut|gedacht|entwickelt|geeignet|speziell|conçu\w*|pensé\w*|fait\w*|destiné\w*)\b",
    re.I,
)
_ROLE = re.compile(
    r"^(?:[—–-]\s*)?(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}), (?P<role>[^,]{3,50})(?:, (?P<firm>.+))?$"
)
_NEGATED = re.compile(r"\b(?:not|never|nicht|kein\w*|pas|jamais|ni)\b|n['’]t\b", re.IGNORECASE)
"""Whom a site says it is not for."""
_BEFORE = re.compile(r"^(?:zu|in|für|an|bei|for|to|with|pour|chez|aux?|avec)\s", re.IGNORECASE)
_SIGNED = re.compile(r"[”“»\"]\s*[—–-]\s*")


def find_segments(reading: Reading, spots: list[Spot], words: Vocabulary) -> tuple[Segment, ...]:
    """Groups of customers, the best supported first; never staff, applicants or suppliers."""
    finder = _Finder(words)
    witnesses = [*finder.of_items(reading), *finder.of_spots(spots), *finder.of_menus(reading)]
    texts = [f" {key_of(spot.line.text)} " for spot in spots if spot.once]
    scored = sorted(
        ((_with_use(each, texts), each) for each in weigh(witnesses, key=key_of)),
        key=lambda each: (-each[0], each[1].value),
    )
    kept: list[Weighed] = []
    for score, each in scored:
        if score >= LEAST and len(kept) < MOST and not _said_already(each, kept):
            kept.append(each)
    roles = _roles(reading)
    return tuple(finder.segment(each, roles) for each in kept)


def _with_use(each: Weighed, texts: list[str]) -> float:
    uses = sum(f" {key_of(each.value)} " in text for text in texts)
    return 1 - (1 - each.strength) * (1 - min(max(uses - 1, 0), _AGAIN_MOST) * _AGAIN)


def _said_already(each: Weighed, kept: list[Weighed]) -> bool:
    key = key_of(each.value)
    return any(
        f" {key} " in f" {other} " or f" {other} " in f" {key} " for other in (key_of(one.value) for one in kept)
    )


def _roles(reading: Reading) -> list[str]:
    """The roles of those who are quoted: "Dev Rana, network manager, Thorpe Vale Academy"."""
    found = []
    for line in reading.lines:
        if not line.own:
            signed = _SIGNED.split(line.text)[-1]
            if match := _ROLE.match(signed):
                found.append(match["role"])
    return found


class _Finder:
    """Witnesses for groups of customers."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._heads = words.words("segment.heads")
        self._speaks = words.each("offer.not")[1] if len(words.each("offer.not")) > 1 else re.compile(r"(?!)")
        self._businesses = _businesses(words.language)
        self._not = words.words("segment.not")
        self._praise = words.words("segment.praise")

    def segment(self, each: Weighed, roles: list[str]) -> Segment:
        """What is told of a group."""
        best = each.witnesses[0]
        sized = next(
            (
                found
                for witness in each.witnesses
                if (found := self._words.pattern("segment.size").search(witness.text)) and _near(found, witness)
            ),
            None,
        )
        buyer = self._buyer(each.value)
        role = roles[0] if roles and buyer in ("business", "institution", "team") and len(set(roles)) == 1 else None
        return Segment(
            text=each.value,
            url=best.url,
            evidence=best.text,
            buyer=buyer,
            role=role,
            size=sized[0].strip() if sized else None,
        )

    def of_items(self, reading: Reading) -> Iterator[Witness]:
        """The audience of structured products and services."""
        for url, item in reading.items():
            if item.audience:
                for group in self._groups(item.audience, announced=True):
                    yield Witness(group, "structured", _WEIGHTS["structured"], url, item.audience)

    def of_menus(self, reading: Reading) -> Iterator[Witness]:
        """Labels such as "For schools"."""
        for line in reading.around("navigation"):
            if (
                found := self._words.pattern("segment.leads").match(f"{line.text} ")
                if self._words.each("segment.leads")
                else None
            ):
                for group in self._groups(line.text[found.end() :], announced=False):
                    yield Witness(group, "menu", _WEIGHTS["menu"], line.url, line.text)

    def of_spots(self, spots: list[Spot]) -> Iterator[Witness]:
        """What the content says, line by line."""
        announced_by = self._words.pattern("segment.headings")
        for spot, column in headed(spots):
            line = spot.line
            if spot.compared or any(_NEGATED.search(each) for each in spot.trail[-1:]):
                continue
            if column and self._words.pattern("segment.row").match(column):
                yield from self._named(line.text.partition("|")[0].split(",")[0], "announced", spot, announced=True)
            heads = (*spot.trail[-2:], re.sub(r"\s[|–-]\s.*$", "", spot.title))
            announced = any(announced_by.search(each) for each in heads if each and len(each.split()) < 7)
            if line.place == "row":
                yield from self._of_row(spot)
            elif line.place in ("heading", "item", "term") and announced and len(line.text) < 90:
                head = re.split(r"\s[–—-]\s|: ", line.text)[0]
                yield from self._named(head, "announced", spot, announced=True)
            elif line.place == "heading" and len(line.text.split()) < 9:
                yield from self._named(line.text, "heading", spot, announced=False)
            if line.page_type not in ("contact", "blog") and line.place in ("paragraph", "description", "item"):
                yield from self._enumerated(line.text, spot)
            if line.place not in ("row", "navigation", "footer", "breadcrumb"):
                for sentence in sentences_of(line.text):
                    yield from self._of_sentence(sentence, spot, announced=announced)

    def _enumerated(self, text: str, spot: Spot) -> Iterator[Witness]:
        """Two or more groups one after the other: "Machine shops, dairies and garages send us their tools"."""
        for sentence in sentences_of(text):
            if _NEGATED.search(sentence):
                continue
            pieces = [piece.strip() for piece in _SPLIT.split(sentence)]
            groups = [self._at_an_end(piece, n == 0, n == len(pieces) - 1) for n, piece in enumerate(pieces)]
            for at, group in enumerate(groups):
                if group and any(groups[max(0, at - _NEAR + 1) : at] + groups[at + 1 : at + _NEAR]):
                    kind = "enumerated" if sum(map(bool, groups)) >= _MANY else "paired"
                    yield Witness(group, kind, _WEIGHTS[kind], spot.line.url, sentence)

    def _at_an_end(self, piece: str, first: bool, last: bool) -> str | None:
        """The group that a piece is; of the first piece the one at its end, of the last the one at its beginning."""
        parts = piece.split()
        longest = min(_NEAR, len(parts))
        if len(parts) <= (_NEAR - 1 if first else LONGEST) and (whole := self._group(piece, announced=False)):
            return whole
        for length in range(longest, 0, -1) if self._words.language == "fr" else range(1, longest + 1):
            if first and (group := self._group(" ".join(parts[-length:]), announced=False)):
                return group
        for length in range(1, longest + 1):
            if last and (group := self._group(" ".join(parts[:length]), announced=False)):
                return group
        return None

    def _of_row(self, spot: Spot) -> Iterator[Witness]:
        cells = [cell.strip() for cell in spot.line.text.split("|")]
        if self._words.each("segment.row") and self._words.pattern("segment.row").match(cells[0]):
            for cell in cells[1:]:
                yield from self._named(cell, "row", spot, announced=False)

    def _named(self, text: str, kind: str, spot: Spot, *, announced: bool) -> Iterator[Witness]:
        for group in self._groups(text, announced=announced):
            yield Witness(group, kind, _WEIGHTS[kind], spot.line.url, spot.line.text)

    def _of_sentence(self, sentence: str, spot: Spot, *, announced: bool) -> Iterator[Witness]:
        front = 0.8 if spot.line.page_type in ("contact", "blog") and not announced else 1.0
        for pattern in self._words.each("segment.leads"):
            for lead in pattern.finditer(sentence):
                if _NEGATED.search(sentence[: lead.start()].rpartition(",")[2]):
                    continue
                strong = _STRONG.search(lead[0]) is not None
                kind = "strong" if strong else "said"
                for group in self._groups(re.split(r"[.!?;]", sentence[lead.end() :])[0], announced=False, run=True):
                    yield Witness(group, kind, _WEIGHTS[kind] * front, spot.line.url, sentence)
        if announced or spot.line.place in ("title", "description"):
            for piece in _SPLIT.split(re.split(r"[:.]", sentence)[0]):
                for group in self._groups(piece, announced=False):
                    yield Witness(
                        group, "named", _WEIGHTS["named"] * (1.8 if announced else 1.4), spot.line.url, sentence
                    )

    def _groups(self, text: str, *, announced: bool, run: bool = False) -> Iterator[str]:
        """The groups that a list names; ``run``: as long as its parts are groups."""
        for piece in _SPLIT.split(text.strip(" .!?…")):
            group = self._group(piece, announced=announced)
            if group is None:
                if run:
                    return
                continue
            yield group

    def _group(self, piece: str, *, announced: bool) -> str | None:
        clean = _STOP.sub("", _IN_TOWN.sub(" ", f"{_BEFORE.sub('', piece.strip())} ")).strip(" .,:;“”„»«\"'’")
        parts = clean.split()
        while parts and (parts[0].lower() in self._praise or parts[0].isdigit()):
            parts.pop(0)
        if not 0 < len(parts) <= LONGEST or len(clean) < 3 or not self._words.pattern("segment.shape").search(clean):
            return None
        if len(parts) == 1 and parts[0].lower() in self._words.words("segment.anybody"):
            return None
        at = self._head(parts)
        if at is None:
            short = announced and len(parts) <= 3 and not self._words.pattern("offer.not").search(" ".join(parts))
            return " ".join(parts) if short and parts[-1].lower() not in self._not else None
        kept = parts if self._words.language == "fr" else parts[: at + 1]
        if any(part.lower() in self._not for part in kept) or self._speaks.search(" ".join(kept)):
            return None
        return " ".join(kept)

    def _head(self, parts: list[str]) -> int | None:
        """Where the noun stands that says who: the last of an English or German phrase, the first of a French one."""
        order = range(len(parts)) if self._words.language == "fr" else range(len(parts) - 1, -1, -1)
        for at in order:
            low = parts[at].lower().strip(",.")
            if low in self._heads or self._compound_head(low) or low in self._businesses:
                return at
            if self._words.language == "fr" and at > 0:
                return None
        return None

    def _compound_head(self, word: str) -> bool:
        return self._words.language == "de" and any(
            len(head) > 5 and word.removesuffix("innen").endswith(head) for head in self._heads
        )

    def _buyer(self, group: str) -> BuyerKind | None:
        lows = [part.lower().strip(",.") for part in group.split()]
        order = lows if self._words.language == "fr" else lows[::-1]
        for low in order:
            for buyer in _BUYERS:
                heads = self._words.words(f"segment.{buyer}")
                if low in heads or (
                    self._words.language == "de" and any(len(head) > 5 and low.endswith(head) for head in heads)
                ):
                    return buyer
        return None


@lru_cache(maxsize=4)
def _businesses(language: str) -> frozenset[str]:
    """What the taxonomy calls places of business, many of them, in one word: "bakeries", "Gasthöfe"."""
    found: set[str] = set()
    for each in all_rows().values():
        words = each.words(language) if each.id.startswith(_PLACES) else None
        for name in (words.name, *words.aliases) if words else ():
            many = plural_of(name, language)
            if many and " " not in many and len(many) > len(name):
                found.add(many.lower())
    return frozenset(found)


def _near(found: re.Match[str], witness: Witness) -> bool:
    """Whether a size stands beside the group that it is of."""
    at = witness.text.lower().find(witness.value.lower())
    return at >= 0 and -30 <= found.start() - (at + len(witness.value)) <= 12
