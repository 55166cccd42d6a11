"""What the places say in which a name stands: each sentence, heading and page a witness for one relation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.reading.weighing import Witness
from analyzer.sites.rules.relations.asking import asked_about
from analyzer.sites.rules.relations.names import Names, Span
from analyzer.sites.rules.relations.vocabulary import Vocabulary

STRONG, WEAK, HINT = 0.8, 0.3, 0.5
"""How often a sentence alone is right that compares, or that may compare, or that hints at another relation."""
LISTED, SECTION, ABOVE, PAGE, SHAPED, QUOTED = 0.65, 0.55, 0.5, 0.4, 0.5, 0.6
"""The same of an item below a heading that announces, of a sentence below one, or below one further up, of a page named
so, of a name's own shape, and of whom a quotation is by."""
AGAINST, CONTRAST, ACTING, AT, NEAR = 0.55, 0.35, 0.22, 0.25, 0.3
"""Of a sentence that compares who acts in it with us, of one that compares at all, of one in which the name acts, or at
whose place it happens, of one beside such."""
PERSON, PLACED, MINE = 0.6, 0.5, 0.65
"""Of a given name or a title, of a preposition of place, of a possessive."""
OPENING, DOUBTFUL, COMMON = 0.85, 0.65, 0.55
"""What is left of a witness for a rival whose name only begins sentences, as any word may, of one that may be a common
noun, and of one that stands with an article."""
_SHORT = 70
_LABEL = 40
_OURS = frozenset(("supplier", "brand_sold"))
"""What somebody is to the business: nothing that a customer says of his own, or that is said of him."""
_QUOTES = "“„«\"‚‘"
_NUMBER = re.compile(r"⟦(\d+)⟧")
_ALONE = frozenset(("item", "quote", "term"))
_ARTICLE = r"(?:(?:the|die|der|das|le|la|les) (?:[A-ZÄÖÜÉ]\w+ )?)?"
_NO_VERB = (
    "and|or|und|oder|et|ou|pour|de|du|des|à|en|dans|avec|sans|für|mit|von|aus|in|for|of|with|to|from|at|as|vom|zum|zur"
)
_SOMEWHERE = r"(?: (?:at|in|on|near|à|en|aus|am|im|an der) (?:(?:the|der|la|le|l') ?)?(?:⟦\d+⟧|(?-i:[A-ZÀ-Þ][\w-]+))(?: (?-i:[A-Z]\w+))?)?"
_ACTING = re.compile(
    r"(?:^|[,;:–] |\b(?:also|even|auch|selbst|sogar|aussi|même) |\b(?:and|but|or|und|aber|oder|ist|et|mais|ou|[A-ZÄÖÜ]\w+ (?:von|de|by)) )"
    rf"{_ARTICLE}⟦(\d+)⟧(?:, [^,.;]{{3,40}},)?{_SOMEWHERE} (?!(?:{_NO_VERB})\b)[a-zß-ÿ]",
    re.IGNORECASE,
)
"""A name that begins a clause and is followed by what may be its verb: somebody acts."""
_BEFORE_NAMES = "and|or|than|like|from|with|called|is|are|but|try"
_DATED = re.compile(r"/\d{4}/\d\d?(?:/|$)")
_SPOKEN = ("title", "description", "heading", "paragraph", "item", "quote", "question", "answer", "term", "row")


@dataclass(frozen=True, slots=True)
class Own:
    """What the site's own names are recognised by: their keys, and the words of them that may be a founder's.

    ``publishes``: whether it is itself what a paper's name would make of another.
    """

    keys: frozenset[str]
    surnames: frozenset[str] = frozenset()
    publishes: bool = False

    @classmethod
    def of(cls, names: Iterable[str], *, publishes: bool) -> "Own":
        """Of all names under which the site goes, the first of them its proper one."""
        told = tuple(names)
        words = frozenset(word for word in re.findall(r"\w{3,}", told[0]) if word[0].isupper())
        return cls(frozenset(key for each in told if len(key := letters(each)) > 1), words, publishes)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its names, each replaced by ``⟦its number⟧`` in ``masked`` and the site's own by ``⟦o⟧``."""

    line: Line
    text: str
    masked: str
    names: tuple[str, ...]
    near: bool = False
    """Whether the sentence before or behind it speaks of us, by way of contrast."""


class Contexts:
    """Reads what a site's sentences and headings say of names."""

    def __init__(self, reading: Reading, names: Names, words: Vocabulary, own: Own) -> None:
        self._reading = reading
        self._names = names
        self._words = words
        self._own = own
        self._trails = _trails(reading)
        self._pages = {page.url: self._of_page(page.url, page.title or "") for page in reading.site.pages}

    def sentences(self) -> Iterator[Said]:
        """All sentences with a name in them, each once a page."""
        seen: set[tuple[str, str]] = set()
        for line in self._reading.lines:
            around = line.place in ("navigation", "footer")
            if line.place not in _SPOKEN and not around:
                continue
            for part in line.text.split(" | ") if line.place == "row" else (line.text,):
                said_here = list(sentences_of(part))
                for at, sentence in enumerate(said_here):
                    if (line.url if not line.furniture else "", sentence) not in seen:
                        seen.add((line.url if not line.furniture else "", sentence))
                        said = replace(self.masked(sentence, line), near=self._contrasted(said_here, at))
                        if said.names:
                            yield said

    def _contrasted(self, sentences: list[str], at: int) -> bool:
        around = (*sentences[max(at - 1, 0) : at], *sentences[at + 1 : at + 2])
        return any(self._words.contrast.search(each) and self._words.first.search(each) for each in around)

    def masked(self, text: str, line: Line) -> Said:
        """A text with its names put out of sight."""
        flat = text.replace("’", "'")
        pieces: list[str] = []
        names: list[str] = []
        at = 0
        for span in self._names.find(text, alone=line.place in _ALONE and len(text) < _SHORT):
            pieces.append(flat[at : span.start])
            if self.is_own(span):
                pieces.append("⟦o⟧")
            else:
                pieces.append(f"⟦{len(names)}⟧")
                names.append(span.text)
            at = span.end
        pieces.append(flat[at:])
        return Said(line, text, "".join(pieces), tuple(names))

    def is_own(self, span: Span) -> bool:
        """Whether a name is the site's own, or begins with it as its products' do."""
        key = letters(span.text)
        if span.text in self._own.surnames and self._names.is_strong(span.text):
            return True
        return any(key == own or (len(own) > 3 and key.startswith(own)) for own in self._own.keys)

    def witnesses(self, said: Said) -> Iterator[Witness]:
        """What one sentence and the places in which it stands say of the names in it."""
        people = self._people(said)
        placed = self._placed(said)
        told: set[int] = set()
        legal = self._is_legal(said)
        ours = self._is_ours(said)
        compared: set[int] = set()
        for context in self._words.contexts:
            if context.relation in _OURS and not ours:
                continue
            strong = self._in(said, context.strong) - people - (placed if len(placed) < len(said.names) else set())
            weak = self._in(said, context.weak) - strong - people
            if context.relation == "rival":
                if legal or self._between_others(said):
                    continue
                strong = compared = strong - self._in(said, self._words.changed)
            elif context.relation in _OURS:
                strong, weak = strong - compared, weak - compared
            told |= strong
            yield from (self._witness(said, number, context.relation, "said", STRONG) for number in sorted(strong))
            hint = WEAK if context.relation == "rival" else HINT
            yield from (self._witness(said, number, context.relation, "hinted", hint) for number in sorted(weak))
        for number, kind, weight in () if legal else asked_about(said.masked, said.line, self._words):
            if number not in people:
                yield self._witness(said, number, "rival", kind, weight)
        for number, name in enumerate(said.names):
            yield from self._of_name(said, number)
            if number in people:
                yield self._witness(said, number, "person", "said", PERSON)
            elif number in placed - told:
                yield self._witness(said, number, "place", "said", PLACED)
            elif number not in told:
                yield from self._of_surroundings(said, number)
                yield from () if legal else self._of_contrast(said, number)
            if _is_by(said, number) and not self._names.is_person(name):
                yield self._witness(said, number, "customer", "quoted", QUOTED)

    def _is_ours(self, said: Said) -> bool:
        """Whether a sentence may be about what the business itself uses: the business speaks, and not to its reader."""
        if _is_quoted(said) or said.line.place == "question":
            return False
        return self._words.second.search(said.masked) is None or self._words.first.search(said.masked) is not None

    def _is_legal(self, said: Said) -> bool:
        """Whether a line is the law's and not the business's: of an imprint, a footer, terms."""
        head = f"{said.line.under or ''}"
        return said.line.place == "footer" or said.line.furniture or self._words.legal.search(head) is not None

    def _between_others(self, said: Said) -> bool:
        """Whether two others are compared with each other, and nobody with us: two brands, two of one's horses."""
        ours = "⟦o⟧" in said.masked or self._words.first.search(said.masked)
        return not ours and self._words.between.search(said.masked) is not None

    def _placed(self, said: Said) -> set[int]:
        if said.line.place in ("navigation", "footer"):
            return set(range(len(said.names)))
        return {int(_NUMBER.findall(each["names"])[0]) for each in self._words.locative.finditer(said.masked)}

    def _people(self, said: Said) -> set[int]:
        """Names of persons, and single names in one list with a person's."""
        people = {number for number, name in enumerate(said.names) if self._names.is_person(name)}
        people |= self._in(said, (self._words.titles,))
        people |= {at for at, name in enumerate(said.names) if self._is_founder(name)}
        single = [number for number, name in enumerate(said.names) if " " not in name]
        return people | {number for number in single if people and _beside(said, people, number)}

    def _is_founder(self, name: str) -> bool:
        """Whether a name is one word before one of the site's own: "Anna Berg" of "Berg & Sons"."""
        parts = name.split()
        return len(parts) == 2 and parts[1] in self._own.surnames and parts[0] not in self._own.surnames

    def _of_name(self, said: Said, number: int) -> Iterator[Witness]:
        """What a name itself says, and the possessive before it."""
        if said.line.own and number in self._in(said, self._words.mine):
            yield self._witness(said, number, "offer", "said", MINE)
        if not self._own.publishes and self._words.media.search(said.names[number]):
            yield self._witness(said, number, "media", "shape", SHAPED if said.line.own else QUOTED)

    def _of_surroundings(self, said: Said, number: int) -> Iterator[Witness]:
        """What a heading says of all names below it: of a rival only where the name is spoken of, not mentioned."""
        under = self._under(said)
        label = _label(said)
        trail = [self.masked(each, said.line).masked for each in self._trails.get(id(said.line), ())]
        spoken_of = self._is_spoken_of(said, number)
        quoted = _is_quoted(said) and not _is_by(said, number)
        listed = said.line.place in ("item", "term", "row", "heading") and len(said.masked) < _SHORT
        for context in self._words.contexts:
            if (context.relation == "rival" and not spoken_of) or (context.relation == "customer" and quoted):
                continue
            if label and context.relation != "rival" and context.headings.search(label):
                yield self._witness(said, number, context.relation, "label", LISTED)
            if said.line.under != said.text and context.headings.search(under):
                yield self._witness(said, number, context.relation, "section", LISTED if listed else SECTION)
            elif any(context.headings.search(each) for each in trail):
                yield self._witness(said, number, context.relation, "above", ABOVE)
            if context.relation in self._pages.get(said.line.url, ()) and not said.line.furniture:
                yield self._witness(
                    said, number, context.relation, "page", SECTION if listed and context.relation != "rival" else PAGE
                )

    def _of_contrast(self, said: Said, number: int) -> Iterator[Witness]:
        """Somebody else who acts in a sentence that compares, or beside one that does, may be a rival."""
        name = said.names[number]
        line = said.line
        if (
            line.place == "row"
            or line.page_type == "blog"
            or _DATED.search(line.url)
            or _is_by(said, number)
            or self._names.is_acronym(name)
        ):
            return
        if _is_quoted(said):
            told = number in self._in(said, self._words.told)
            yield self._witness(said, number, "rival", "told", AGAINST if told else NEAR)
        found = self._words.at.search(said.masked)
        at = found is not None and str(number) in _NUMBER.findall(found["names"])
        acts = any(int(each) == number for each in _ACTING.findall(said.masked))
        if self._words.contrast.search(said.masked):
            ours = self._words.first.search(said.masked) or "⟦o⟧" in said.masked
            against = (acts and ours) or at
            yield self._witness(said, number, "rival", "contrast", AGAINST if against else CONTRAST)
        if acts:
            yield self._witness(said, number, "rival", "acting", ACTING)
        if at:
            yield self._witness(said, number, "rival", "at", AT)
        if said.near:
            yield self._witness(said, number, "rival", "near", NEAR)

    def _under(self, said: Said) -> str:
        """The heading above, or the question with which the line itself begins."""
        heading = said.line.under or ""
        opening = next(sentences_of(said.line.text), "")
        if opening.endswith("?") and opening != said.text:
            heading = opening
        return self.masked(heading, said.line).masked

    def _is_spoken_of(self, said: Said, number: int) -> bool:
        name = said.names[number]
        if said.line.place == "row" or self._names.is_acronym(name):
            return False
        if _is_by(said, number):
            return False
        if said.masked.strip(" …?.!") == f"⟦{number}⟧":
            return True
        if self._words.language == "ja":
            return re.search(rf"⟦{number}⟧ ?(?:さん|社)", said.masked) is not None
        if self._words.language not in ("de", "fr"):
            if any(self._names.is_strong(word) for word in name.split()):
                return True
            if " " in name and re.search(rf"(?:^|[,;:(–—]|\b(?:{_BEFORE_NAMES})) ?⟦{number}⟧", said.masked):
                return True
        return number in self.acting(said)

    def acting(self, said: Said) -> set[int]:
        """The names that do something in a sentence, or at whose place something happens."""
        found = self._words.at.search(said.masked)
        at = {int(each) for each in _NUMBER.findall(found["names"])} if found else set()
        people = {
            number for number, name in enumerate(said.names) if self._names.is_person(name) or _is_by(said, number)
        }
        return ({int(each) for each in _ACTING.findall(said.masked)} | at) - people

    def _of_page(self, url: str, title: str) -> frozenset[str]:
        """The relations that a page's title or first heading announces."""
        heads = [title, *(line.text for line in self._reading.lines if line.url == url and line.level == 1)]
        masked = (
            [self.masked(head, self._reading.lines[0]).masked for head in heads if head] if self._reading.lines else []
        )
        return frozenset(
            context.relation
            for context in self._words.contexts
            if any(context.headings.search(head) for head in masked)
        )

    def _witness(self, said: Said, number: int, relation: str, kind: str, weight: float) -> Witness:
        name = said.names[number]
        sure = self._sure(said, number) if relation == "rival" else 1.0
        return Witness(name, f"{relation}:{kind}", weight * sure, said.line.url, said.text)

    def _sure(self, said: Said, number: int) -> float:
        """How sure it is that a name is one: a noun, or what has its capital from the sentence, may be none."""
        name = said.names[number]
        if self._names.is_common(name):
            return COMMON
        opens = said.masked.startswith(f"⟦{number}⟧ ") and not self._names.is_met(name)
        return DOUBTFUL if self._names.is_doubtful(name) else OPENING if opens else 1.0

    @staticmethod
    def _in(said: Said, patterns: tuple[re.Pattern[str], ...]) -> set[int]:
        return {
            int(number)
            for pattern in patterns
            for match in pattern.finditer(said.masked)
            for number in _NUMBER.findall(match["names"])
        }


def _is_quoted(said: Said) -> bool:
    """Whether somebody else speaks."""
    return not said.line.own or said.line.text[0] in _QUOTES


def _label(said: Said) -> str:
    """What stands before a colon and names behind it: "Partners: Acme"."""
    label, colon, _ = said.masked.partition(":")
    return label if colon and "⟦" not in label and len(label) < _LABEL else ""


def _is_by(said: Said, number: int) -> bool:
    """Whether a short line of a quotation ends with this name: whom it is by, or his firm."""
    if re.search(rf"[”“»\"]\s*[—–-] [^.!?]*⟦{number}⟧(?:, [\w ]+)?$", said.masked):
        return True
    if said.line.own:
        return False
    short = len(said.text) < _SHORT and said.text[0] not in '“"„«'
    signed = r"[—–―] [^.!?]*" if not short else ""
    return re.search(rf"{signed}⟦{number}⟧(?:, [\w ]+)?$", said.masked) is not None


def _beside(said: Said, people: set[int], number: int) -> bool:
    """Whether a single name stands in one list with a person's: "Bev, Shirley and Jo"."""
    near = "|".join(map(str, sorted(people)))
    joined = r"(?:,|,? and|,? und|,? et|,? or|,? oder|,? ou)"
    return (
        re.search(rf"⟦(?:{near})⟧{joined} (?:\w+ )?⟦{number}⟧|⟦{number}⟧{joined} (?:\w+ )?⟦(?:{near})⟧", said.masked)
        is not None
    )


def _trails(reading: Reading) -> dict[int, tuple[str, ...]]:
    """The headings above each line's nearest one, by the line's identity."""
    trails: dict[int, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    asked: tuple[str, ...] = ()
    url = ""
    for line in reading.lines:
        if line.url != url:
            above, asked, url = [], (), line.url
        if line.place == "heading":
            level = line.level or 2
            above = [each for each in above if each[0] < level]
            trails[id(line)] = tuple(text for _, text in above)
            above.append((level, line.text))
            asked = ()
        else:
            trails[id(line)] = tuple(text for _, text in above if text != line.under) + asked
            if line.text.rstrip(" »”“\"").endswith("?") and len(line.text) < 2 * _SHORT:
                asked = (line.text,)
    return trails
